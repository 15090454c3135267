package rag

import (
	"cmp"
	"slices"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

const (
	// parentWeight is the weight of a passage's score beside its sentence's own. Of 0.3, 0.5 and 1 it finds the most
	// sentences in both languages.
	parentWeight = 1
	// namedBonus is what a sentence gains that has a name of the question: what says the same of something else is no answer.
	namedBonus = 1.4
	// worthQuoting is the share of the best sentence's score that another one needs to be quoted beside it.
	worthQuoting = 0.6
	// sameThing is the share of common terms (Jaccard) above which two sentences say the same.
	sameThing = 0.6
)

// candidate is a sentence that may be quoted.
type candidate struct {
	passage  *corpus.Passage
	sentence int
	score    float64
	// named tells that the sentence has a name of the question.
	named bool
}

func (c candidate) text() string { return c.passage.Sentences[c.sentence] }

// neighbour returns the sentence so many places further in the passage, if there is one.
func (c candidate) neighbour(step int) (candidate, bool) {
	c.sentence += step
	return c, c.sentence >= 0 && c.sentence < len(c.passage.Sentences)
}

func (c candidate) is(other candidate) bool {
	return c.passage == other.passage && c.sentence == other.sentence
}

// rankSentences scores the sentences of the evidence by their own score plus their passage's, and more where they have
// what the question expects, best first.
func (a analysis) rankSentences(evidence []Evidence) []candidate {
	expected := expectations(a.folded)
	var list []candidate
	for _, ev := range evidence {
		for i, own := range ev.Reading.Sentences {
			if own > 0 {
				c := candidate{passage: ev.Passage, sentence: i, score: own + parentWeight*ev.Reading.Score}
				c.score *= bonus(expected, c.text(), a.question.Text)
				if c.named = ev.Reading.Names[i]; c.named {
					c.score *= namedBonus
				}
				list = append(list, c)
			}
		}
	}
	sortByScore(list)
	return list
}

func sortByScore(list []candidate) {
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
}

// alike keeps the candidates that have a name of the question when the best one has: the others are about something else.
func alike(list []candidate) []candidate {
	if len(list) == 0 || !list[0].named {
		return list
	}
	isOther := func(c candidate) bool { return !c.named }
	return slices.DeleteFunc(slices.Clone(list), isOther)
}

// choose takes the best candidate and up to limit of those nearly as good that say something else, best first.
func choose(list []candidate, limit int) []candidate {
	var chosen []candidate
	for _, c := range list {
		if len(chosen) == limit || c.score < worthQuoting*list[0].score {
			break
		}
		repeats := func(other candidate) bool { return similarity(c.text(), other.text()) > sameThing }
		if !slices.ContainsFunc(chosen, repeats) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// inReadingOrder sorts candidates as the articles have them.
func (a analysis) inReadingOrder(list []candidate) []candidate {
	position := func(c candidate) int { return slices.Index(a.view.Passages, c.passage) }
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(position(a), position(b)), cmp.Compare(a.sentence, b.sentence))
	})
	return list
}

// similarity is the share of the terms of two texts that they have in common.
func similarity(a, b string) float64 {
	of := make(map[string]bool)
	listA, listB := terms.Of(a), terms.Of(b)
	for _, term := range listA {
		of[term] = true
	}
	common := 0
	for _, term := range listB {
		if of[term] {
			common++
		}
	}
	return float64(common) / float64(max(1, len(listA)+len(listB)-common))
}

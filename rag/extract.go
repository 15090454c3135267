package rag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

const (
	// maxSentences bounds an extractive answer, maxPerSide each side of a comparison, maxSummary a summary.
	maxSentences = 4
	maxPerSide   = 2
	maxSummary   = 8
	// topicBonus is what a sentence gains that names a side of a comparison in its first topicShare-th part.
	topicBonus = 1.5
	topicShare = 4
	// worthQuoting is the share of the best sentence's score that another one needs to be quoted beside it.
	worthQuoting = 0.6
	// parentWeight is the weight of a passage's score beside its sentence's own.
	parentWeight = 1
	// sameThing is the share of common terms (Jaccard) above which two sentences say the same.
	sameThing = 0.6
)

// candidate is a sentence that may be quoted.
type candidate struct {
	passage  *corpus.Passage
	sentence int
	score    float64
}

func (c candidate) text() string { return c.passage.Sentences[c.sentence] }

// rankSentences scores the sentences of the evidence by their own score plus their passage's, best first.
func rankSentences(evidence []Evidence) []candidate {
	var list []candidate
	for _, ev := range evidence {
		for i, own := range ev.Reading.Sentences {
			if own > 0 {
				list = append(list, candidate{passage: ev.Passage, sentence: i, score: own + parentWeight*ev.Reading.Score})
			}
		}
	}
	sortByScore(list)
	return list
}

func sortByScore(list []candidate) {
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
}

// choose takes the best candidate and up to limit of those nearly as good that say something else, in reading order.
func (a analysis) choose(list []candidate, limit int) []candidate {
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
	position := func(c candidate) int { return slices.Index(a.view.Passages, c.passage) }
	slices.SortFunc(chosen, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(position(a), position(b)), cmp.Compare(a.sentence, b.sentence))
	})
	return chosen
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

// extract answers by quotation alone.
func extract(a analysis, f found) written {
	switch a.kind {
	case Summary:
		return summarize(a)
	case Compare:
		return extractSides(a, f)
	}
	list := rankSentences(f.evidence)
	if len(list) == 0 {
		return refuse(a, f)
	}
	q := quotation{lang: a.lang}
	return q.written(q.paragraphs(a.choose(list, maxSentences)), false)
}

// extractSides quotes a sentence that sets the sides of a comparison against each other, where there is one, and then the
// evidence of each side under its name, no sentence twice.
func extractSides(a analysis, f found) written {
	q := quotation{lang: a.lang}
	var blocks []string
	if lead, ok := contrast(a, f); ok {
		blocks = append(blocks, q.cite(lead))
	}
	for i, side := range a.comparison.sides {
		candidates := slices.DeleteFunc(rankSentences(f.sides[i]), q.has)
		lines := []string{"**" + a.original(side) + "**"}
		for _, c := range a.choose(aboutSide(candidates, side, a.comparison.sides), maxPerSide) {
			lines = append(lines, "- "+q.cite(c))
		}
		if len(lines) == 1 {
			lines = append(lines, "- "+phrases(a.lang).silentSide)
		}
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	if len(q.sources) == 0 {
		return refuse(a, f)
	}
	return q.written(strings.Join(blocks, "\n\n"), false)
}

// contrast returns the best sentence that names every side.
func contrast(a analysis, f found) (candidate, bool) {
	for _, c := range rankSentences(slices.Concat(append([][]Evidence{f.evidence}, f.sides...)...)) {
		folded := terms.Fold(c.text())
		isMissing := func(side string) bool { return !strings.Contains(folded, side) }
		if !slices.ContainsFunc(a.comparison.sides, isMissing) {
			return c, true
		}
	}
	return candidate{}, false
}

// aboutSide keeps the candidates that name the side. Those that begin with it speak of it, and those that name another
// side too speak of it less.
func aboutSide(list []candidate, side string, sides []string) []candidate {
	var about []candidate
	for _, c := range list {
		folded := terms.Fold(c.text())
		at := strings.Index(folded, side)
		if at < 0 {
			continue
		}
		if at <= len(folded)/topicShare {
			c.score *= topicBonus
		}
		namesOther := func(other string) bool { return other != side && strings.Contains(folded, other) }
		if slices.ContainsFunc(sides, namesOther) {
			c.score /= topicBonus
		}
		about = append(about, c)
	}
	sortByScore(about)
	return about
}

// original returns the spelling of a folded name in the question.
func (a analysis) original(folded string) string {
	question := a.question.Text
	lower := strings.ToLower(question)
	if i := strings.Index(lower, folded); i >= 0 && len(lower) == len(question) {
		return question[i : i+len(folded)]
	}
	return folded
}

// summarize quotes the first sentence of each section, or the first ones of the section that was asked about.
func summarize(a analysis) written {
	q := quotation{lang: a.lang}
	if a.section != nil {
		return q.written(q.paragraphs(a.leads(a.section, maxSentences)), false)
	}
	var blocks []string
	for _, edition := range a.view.Editions {
		for i := range edition.Sections {
			section := &edition.Sections[i]
			for _, lead := range a.leads(section, 1) {
				line := q.cite(lead)
				if section.Title != "" {
					line = fmt.Sprintf("**%s**\n%s", section.Title, line)
				}
				blocks = append(blocks, line)
			}
		}
	}
	return q.written(strings.Join(blocks[:min(len(blocks), maxSummary)], "\n\n"), false)
}

// leads returns the first sentences of a section's first paragraphs, one a paragraph.
func (a analysis) leads(section *corpus.Section, limit int) []candidate {
	var leads []candidate
	for _, p := range a.view.Passages {
		inSection := len(leads) < limit && a.view.section(p) == section
		if inSection && (len(leads) == 0 || leads[len(leads)-1].passage.Paragraph != p.Paragraph) {
			leads = append(leads, candidate{passage: p})
		}
	}
	return leads
}

package lexical

import (
	"strings"
	"unicode/utf8"

	"articlebot/rag/dict"
	"articlebot/rag/terms"
)

// maxGlosses is how many translations of a word a text is glossed with: the first are the common senses.
const maxGlosses = 8

// glosser adds to a document what its words mean in the other language.
type glosser struct {
	dict  dict.Dictionary
	write *builder
	// known holds the glosses of the words met so far, as term numbers. The dictionary bounds it: phrases that it lacks
	// are not kept, there are as many as a text has words and few are met again.
	known map[string][]uint32
}

func newGlosser(d dict.Dictionary, write *builder) *glosser {
	return &glosser{dict: d, write: write, known: make(map[string][]uint32)}
}

// add glosses a folded text: Chinese words by the terms of their English glosses, English phrases by their Chinese words.
// Words of other letters in a text stay, since a question may have them too, and so do the normal forms of figures.
func (g *glosser) add(folded string) {
	terms.Runs(folded, g.addHan, g.addEnglish)
	terms.EachFigure(folded, func(_, form string) { g.write.add(g.write.number(form)) })
}

func (g *glosser) addHan(run string) {
	for run != "" {
		n := g.dict.LongestWord(run)
		g.addAll(g.englishOf(run[:n]))
		run = run[n:]
	}
}

func (g *glosser) addAll(numbers []uint32) {
	for _, n := range numbers {
		g.write.add(n)
	}
}

// englishOf returns the distinct terms of a Chinese word's glosses.
func (g *glosser) englishOf(word string) []uint32 {
	if numbers, known := g.known[word]; known {
		return numbers
	}
	var numbers []uint32
	seen := make(map[string]bool)
	senses := g.dict.English(word)
	for _, sense := range senses[:min(maxGlosses, len(senses))] {
		for _, term := range termsOf(sense.Text) {
			if !seen[term] {
				seen[term] = true
				numbers = append(numbers, g.write.number(term))
			}
		}
	}
	g.known[strings.Clone(word)] = numbers
	return numbers
}

// addEnglish glosses the longest phrases of the words and keeps the words themselves.
func (g *glosser) addEnglish(words []string) {
	lemmas := make([]string, len(words))
	for i, word := range words {
		lemmas[i] = terms.Lemma(word)
		if !terms.IsStopWord(word) {
			g.write.add(g.write.number(terms.Stem(word)))
		}
	}
	for i := 0; i < len(words); {
		i += g.addPhrase(words[i:], lemmas[i:])
	}
}

// addPhrase glosses the longest phrase that the words begin with and returns its length in words.
func (g *glosser) addPhrase(words, lemmas []string) int {
	for n := min(maxPhrase, len(words)); n > 0; n-- {
		if n == 1 && terms.IsStopWord(words[0]) {
			break
		}
		numbers := g.chineseOf(strings.Join(lemmas[:n], " "))
		if base := terms.Irregular(words[0]); n == 1 && len(numbers) == 0 && base != "" {
			numbers = g.chineseOf(terms.Lemma(base))
		}
		if len(numbers) > 0 {
			g.addAll(numbers)
			return n
		}
	}
	return 1
}

// chineseOf returns the terms of an English phrase's Chinese words of two characters or more, repeats included.
func (g *glosser) chineseOf(phrase string) []uint32 {
	if numbers, known := g.known[phrase]; known {
		return numbers
	}
	var numbers []uint32
	words := 0
	for _, sense := range g.dict.Chinese(phrase) {
		if words == maxGlosses || utf8.RuneCountInString(sense.Text) < 2 {
			continue
		}
		words++
		terms.Each(sense.Text, func(term string) { numbers = append(numbers, g.write.number(term)) })
	}
	if len(numbers) > 0 {
		g.known[strings.Clone(phrase)] = numbers
	}
	return numbers
}

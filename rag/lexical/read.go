package lexical

import (
	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/terms"
)

// sentenceLength is the length in terms that a sentence's score is normalised to: about that of 30 Han characters.
const sentenceLength = 60

// Read reports how much of the query the passage covers and how well each of its sentences matches. A term that no
// passage has weighs most, which is what tells a question about something else.
func (x *Index) Read(query string, p *corpus.Passage) rag.Reading {
	weights := make(map[string]float64)
	var total float64
	for _, term := range terms.Of(query) {
		frequency := 0
		if t, known := x.numbers[term]; known {
			frequency = x.frequency(t)
		}
		weights[term] = x.idf(frequency)
		total += weights[term]
	}
	reading := rag.Reading{Sentences: make([]float64, len(p.Sentences))}
	if total == 0 {
		return reading
	}
	for _, term := range terms.Of(p.Searchable()) {
		reading.Coverage += weights[term] / total
	}
	reading.Score = score(p.Searchable(), weights, x.average)
	for i, sentence := range p.Sentences {
		reading.Sentences[i] = score(sentence, weights, sentenceLength)
	}
	return reading
}

// score is the BM25 of a text of which average is the usual length in terms.
func score(text string, weights map[string]float64, average float64) float64 {
	counts := make(map[string]float64)
	var matched []string // in reading order, so that sums are the same in every run
	length := 0
	terms.Each(terms.Fold(text), func(term string) {
		length++
		if weights[term] == 0 {
			return
		}
		if counts[term] == 0 {
			matched = append(matched, term)
		}
		counts[term]++
	})
	norm := k1 * (1 - b + b*float64(length)/average)
	var sum float64
	for _, term := range matched {
		sum += weights[term] * counts[term] * (k1 + 1) / (counts[term] + norm)
	}
	return sum
}

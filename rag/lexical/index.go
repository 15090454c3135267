// Package lexical is the leg of the search that matches words: BM25 over Chinese characters and their pairs and over
// stemmed English words.
package lexical

import (
	"math"
	"strings"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// Parameters of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009), at the
// values that Lucene uses.
const (
	k1 = 1.2
	b  = 0.75
)

// Index is an immutable inverted index of passages. Any number of goroutines may search it.
type Index struct {
	passages []*corpus.Passage
	numbers  map[string]int32 // of a term, its number
	// The postings of term t are docs[start[t]:start[t+1]], and tfs beside them: how often the term stands in there.
	start []uint32
	docs  []uint32
	tfs   []uint8
	// norm is the length part of BM25's denominator, by passage.
	norm []float32
	// average is the mean length of a passage in terms.
	average float64
}

// New indexes passages; their order breaks ties.
func New(passages []*corpus.Passage) *Index {
	x := &Index{passages: passages, numbers: make(map[string]int32), norm: make([]float32, len(passages))}
	bags := make([]bag, len(passages))
	total := 0
	for i, p := range passages {
		bags[i] = x.count(p.Searchable())
		total += bags[i].length
	}
	x.average = float64(max(total, 1)) / float64(max(len(passages), 1))
	for i := range bags {
		x.norm[i] = float32(k1 * (1 - b + b*float64(bags[i].length)/x.average))
	}
	x.invert(bags)
	return x
}

// bag holds a passage's distinct terms by number, how often each occurs (at most 255), and how many terms there are.
type bag struct {
	terms  []uint32
	tfs    []uint8
	length int
}

func (x *Index) count(text string) bag {
	var bg bag
	at := make(map[int32]int)
	terms.Each(terms.Fold(text), func(term string) {
		bg.length++
		number, known := x.numbers[term]
		if !known {
			number = int32(len(x.numbers))
			x.numbers[strings.Clone(term)] = number
		}
		i, seen := at[number]
		if !seen {
			at[number] = len(bg.terms)
			bg.terms = append(bg.terms, uint32(number))
			bg.tfs = append(bg.tfs, 1)
		} else if bg.tfs[i] < math.MaxUint8 {
			bg.tfs[i]++
		}
	})
	return bg
}

// invert lays the postings out term by term, each in the order of the passages.
func (x *Index) invert(bags []bag) {
	x.start = make([]uint32, len(x.numbers)+1)
	for _, bg := range bags {
		for _, t := range bg.terms {
			x.start[t+1]++
		}
	}
	for t := range len(x.numbers) {
		x.start[t+1] += x.start[t]
	}
	x.docs = make([]uint32, x.start[len(x.start)-1])
	x.tfs = make([]uint8, len(x.docs))
	next := append([]uint32(nil), x.start...)
	for doc, bg := range bags {
		for i, t := range bg.terms {
			x.docs[next[t]], x.tfs[next[t]] = uint32(doc), bg.tfs[i]
			next[t]++
		}
	}
}

// Package lexical is the leg of the search that matches words: BM25 over Chinese characters and their pairs and over
// stemmed English words, and across the two languages by a dictionary, names and glosses.
package lexical

import (
	"sync"

	"articlebot/corpus"
	"articlebot/rag/dict"
	"articlebot/rag/terms"
)

// Index is an immutable index of passages in either language. Any number of goroutines may search it.
type Index struct {
	passages []*corpus.Passage
	numbers  map[*corpus.Passage]uint32
	// chinese tells which passages are, and chineseSize how many.
	chinese     []bool
	chineseSize int
	text        *postings
	// glosses holds of each passage what its words mean in the other language.
	glosses *postings
	// sentence is the mean length of a sentence in terms.
	sentence  float64
	translate translator
	parser    parser
	scratch   sync.Pool
}

// New indexes passages; their order breaks ties.
func New(passages []*corpus.Passage) *Index {
	dictionary := dict.Open()
	text, glosses := newBuilder(len(passages)), newBuilder(len(passages))
	gloss := newGlosser(dictionary, glosses)
	x := &Index{passages: passages, numbers: make(map[*corpus.Passage]uint32, len(passages)), chinese: make([]bool, len(passages))}
	sentences := 0
	for i, p := range passages {
		sentences += len(p.Sentences)
		x.numbers[p] = uint32(i)
		if p.Lang == corpus.Chinese {
			x.chinese[i] = true
			x.chineseSize++
		}
		folded := terms.Fold(p.Searchable())
		text.begin()
		eachTerm(folded, func(term string) { text.add(text.number(term)) })
		glosses.begin()
		gloss.add(folded)
	}
	x.text, x.glosses = text.build(), glosses.build()
	x.sentence = x.text.average * float64(len(passages)) / float64(max(sentences, 1))
	x.translate = translator{dict: dictionary, names: newNames(learn(dictionary, passages))}
	x.scratch.New = func() any { return newScratch(len(passages)) }
	return x
}

// has reports whether there are passages in that language.
func (x *Index) has(lang corpus.Lang) bool {
	if lang == corpus.Chinese {
		return x.chineseSize > 0
	}
	return x.chineseSize < len(x.passages)
}

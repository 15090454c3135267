package lexical

import (
	"cmp"
	"context"

	"articlebot/corpus"
	"articlebot/rag"
)

// looseWeight is the weight of the loose groups beside the strict ones and the glosses, which weigh 1.
const looseWeight = 0.5

// Name returns the leg's name.
func (x *Index) Name() string { return "lexical" }

// Search scores the passages in the query's language by BM25, each distinct term of the query counting once. Those in the
// other language are scored three times: by the translated query, by the same with its phrases taken apart, and by the
// query against the passages' glosses; each result is divided by its best, and they are added.
func (x *Index) Search(_ context.Context, text string, k int) ([]rag.Hit, error) {
	return x.search(x.compile(text), k), nil
}

func (x *Index) search(q query, k int) []rag.Hit {
	s := x.scratch.Get().(*scratch)
	defer x.release(s)
	if x.has(q.lang) {
		for _, g := range q.own {
			x.text.addGroup(s.own, g, breadthStrict, s)
		}
	}
	if x.has(other(q.lang)) {
		x.searchAcross(q, s)
	}
	return x.top(s.own, k)
}

// searchAcross replaces the scores of the passages in the other language.
func (x *Index) searchAcross(q query, s *scratch) {
	for _, g := range q.foreign {
		x.text.addGroup(s.strict, g, breadthStrict, s)
	}
	for _, g := range q.loose {
		x.text.addGroup(s.loose, g, breadthLoose, s)
	}
	for _, g := range q.terms {
		x.glosses.addGroup(s.glossed, g, breadthStrict, s)
	}
	foreign := q.lang != corpus.Chinese
	strict, loose, glossed := x.highest(s.strict, foreign), x.highest(s.loose, foreign), x.highest(s.glossed, foreign)
	for doc, chinese := range x.chinese {
		if chinese == foreign {
			s.own[doc] = s.strict[doc]/strict + looseWeight*s.loose[doc]/loose + s.glossed[doc]/glossed
		}
	}
}

// highest returns the highest score of the passages that are Chinese or are not, and 1 where all scores are 0.
func (x *Index) highest(scores []float32, chinese bool) float32 {
	var highest float32
	for doc, score := range scores {
		if score > highest && x.chinese[doc] == chinese {
			highest = score
		}
	}
	return cmp.Or(highest, 1)
}

// top returns the k best passages with a positive score, those first that come first of equals.
func (x *Index) top(scores []float32, k int) []rag.Hit {
	found := bestOf(scores, k)
	hits := make([]rag.Hit, len(found))
	for i, f := range found {
		hits[i] = rag.Hit{Passage: x.passages[f.doc()], Score: float64(f.score())}
	}
	return hits
}

// scratch is what one search needs to write on; it is used again by later ones.
type scratch struct {
	own, strict, loose, glossed []float32
	// tfs holds how often each document has the group that is being counted, touched which have it at all.
	// There is room for one more than all.
	tfs     []float32
	touched []uint32
	// lists is space for the lists of one member's terms.
	lists []list
}

func newScratch(size int) *scratch {
	block := make([]float32, 5*size)
	return &scratch{
		own: block[:size], strict: block[size : 2*size], loose: block[2*size : 3*size], glossed: block[3*size : 4*size],
		tfs: block[4*size:], touched: make([]uint32, 0, size+1),
	}
}

// forget clears what was gathered of a group.
func (s *scratch) forget() {
	for _, doc := range s.touched {
		s.tfs[doc] = 0
	}
	s.touched = s.touched[:0]
}

func (x *Index) release(s *scratch) {
	clear(s.own)
	clear(s.strict)
	clear(s.loose)
	clear(s.glossed)
	x.scratch.Put(s)
}

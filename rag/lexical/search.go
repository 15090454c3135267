package lexical

import (
	"context"
	"slices"

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
	for _, g := range q.own {
		x.text.addGroup(s.own, g, breadthStrict, s)
	}
	if slices.Contains(x.chinese, q.lang != corpus.Chinese) {
		x.searchAcross(q, s)
	}
	return x.top(s.own, k)
}

// searchAcross replaces the scores of the passages in the other language.
func (x *Index) searchAcross(q query, s *scratch) {
	isForeign := func(doc int) bool { return x.chinese[doc] != (q.lang == corpus.Chinese) }
	for _, g := range q.foreign {
		x.text.addGroup(s.strict, g, breadthStrict, s)
	}
	for _, g := range q.loose {
		x.text.addGroup(s.loose, g, breadthLoose, s)
	}
	for _, term := range q.terms {
		if t, known := x.glosses.numbers[term]; known {
			x.glosses.addTerm(s.glossed, t, 1)
		}
	}
	best := [3]float32{}
	parts := [3][]float32{s.strict, s.loose, s.glossed}
	for i, part := range parts {
		for doc, score := range part {
			if score > best[i] && isForeign(doc) {
				best[i] = score
			}
		}
	}
	weights := [3]float32{1, looseWeight, 1}
	for doc := range s.own {
		if !isForeign(doc) {
			continue
		}
		s.own[doc] = 0
		for i, part := range parts {
			if best[i] > 0 {
				s.own[doc] += weights[i] * part[doc] / best[i]
			}
		}
	}
}

// top returns the k best passages with a positive score, those first that come first of equals.
func (x *Index) top(scores []float32, k int) []rag.Hit {
	found := best{scores: scores, limit: max(0, min(k, len(scores)))}
	for doc, score := range scores {
		if score > 0 {
			found.offer(uint32(doc))
		}
	}
	hits := make([]rag.Hit, len(found.docs))
	for i, doc := range found.sorted() {
		hits[i] = rag.Hit{Passage: x.passages[doc], Score: float64(scores[doc])}
	}
	return hits
}

// scratch is what one search needs to write on; it is used again by later ones.
type scratch struct {
	own, strict, loose, glossed []float32
	// tfs holds how often each document has the group that is being counted, touched which have it at all.
	tfs     []float32
	touched []uint32
}

func newScratch(size int) *scratch {
	block := make([]float32, 5*size)
	return &scratch{
		own: block[:size], strict: block[size : 2*size], loose: block[2*size : 3*size], glossed: block[3*size : 4*size],
		tfs: block[4*size:],
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

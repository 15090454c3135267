package lexical

import (
	"cmp"
	"context"
	"math"
	"slices"

	"articlebot/rag"
	"articlebot/rag/terms"
)

// Name returns the leg's name.
func (x *Index) Name() string { return "lexical" }

// Search scores every passage that shares a term with the query by BM25; each distinct term of the query counts once.
func (x *Index) Search(_ context.Context, query string, k int) ([]rag.Hit, error) {
	scores := make([]float32, len(x.passages))
	for _, term := range terms.Of(query) {
		if t, known := x.numbers[term]; known {
			x.add(scores, t)
		}
	}
	return x.top(scores, k), nil
}

// add gives every passage that holds the term its part of the score.
func (x *Index) add(scores []float32, t int32) {
	idf := float32(x.idf(x.frequency(t)))
	docs, tfs := x.docs[x.start[t]:x.start[t+1]], x.tfs[x.start[t]:x.start[t+1]]
	for i, doc := range docs {
		tf := float32(tfs[i])
		scores[doc] += idf * tf * (k1 + 1) / (tf + x.norm[doc])
	}
}

// frequency is the number of passages that hold term t.
func (x *Index) frequency(t int32) int { return int(x.start[t+1] - x.start[t]) }

// idf is Lucene's variant of the inverse document frequency, which is never negative.
func (x *Index) idf(frequency int) float64 {
	return math.Log(1 + (float64(len(x.passages)-frequency)+0.5)/(float64(frequency)+0.5))
}

// top returns the k best passages with a positive score.
func (x *Index) top(scores []float32, k int) []rag.Hit {
	var found []uint32
	for doc, score := range scores {
		if score > 0 {
			found = append(found, uint32(doc))
		}
	}
	slices.SortStableFunc(found, func(a, b uint32) int { return cmp.Compare(scores[b], scores[a]) })
	hits := make([]rag.Hit, max(0, min(k, len(found))))
	for i := range hits {
		hits[i] = rag.Hit{Passage: x.passages[found[i]], Score: float64(scores[found[i]])}
	}
	return hits
}

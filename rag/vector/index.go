// Package vector is the leg of the search that compares vectors, held in memory by chromem-go, with the built-in
// embedder that needs no model.
package vector

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/philippgille/chromem-go"

	"articlebot/corpus"
	"articlebot/rag"
)

// ErrMismatch means that vectors were made by another embedder, or have another dimension, than the one in use.
var ErrMismatch = errors.New("the vectors do not fit the embedder")

// Index holds the vectors of passages, one collection an article, so that a question about one article costs that
// article only. Any number of goroutines may search it.
type Index struct {
	embedder Embedder
	// dimensions is the length of every vector, 0 for an index of nothing.
	dimensions  int
	collections []*chromem.Collection
	// places are the passages by ID with their position, which breaks ties.
	places map[string]place
}

type place struct {
	passage  *corpus.Passage
	position int
}

// New builds the index of passages from their vectors, which stand in the same order. Vectors that differ in their length,
// among each other or from the embedder's where that is known, give ErrMismatch.
func New(ctx context.Context, embedder Embedder, passages []*corpus.Passage, vectors [][]float32) (*Index, error) {
	if len(vectors) != len(passages) {
		return nil, fmt.Errorf("%w: %d vectors for %d passages", ErrMismatch, len(vectors), len(passages))
	}
	dimensions, err := commonLength(vectors, embedder)
	if err != nil {
		return nil, err
	}
	x := &Index{embedder: embedder, dimensions: dimensions, places: make(map[string]place, len(passages))}
	documents := make(map[string][]chromem.Document)
	var articles []string
	for i, p := range passages {
		x.places[p.ID] = place{passage: p, position: i}
		if isZero(vectors[i]) {
			continue
		}
		if documents[p.ArticleID] == nil {
			articles = append(articles, p.ArticleID)
		}
		documents[p.ArticleID] = append(documents[p.ArticleID], chromem.Document{ID: p.ID, Embedding: vectors[i]})
	}
	db := chromem.NewDB()
	for _, article := range articles {
		collection, err := fill(ctx, db, article, documents[article])
		if err != nil {
			return nil, err
		}
		x.collections = append(x.collections, collection)
	}
	return x, nil
}

// commonLength returns the length that all vectors have. An embedder that makes calls knows its own only after the first
// one, and stored vectors need none.
func commonLength(vectors [][]float32, embedder Embedder) (int, error) {
	if len(vectors) == 0 {
		return 0, nil
	}
	length := len(vectors[0])
	for _, v := range vectors {
		if len(v) != length {
			return 0, fmt.Errorf("%w: there are vectors of %d and of %d dimensions", ErrMismatch, length, len(v))
		}
	}
	if length == 0 {
		return 0, fmt.Errorf("%w: the vectors are empty", ErrMismatch)
	}
	if made := embedder.Dimensions(); made > 0 && made != length {
		return 0, fmt.Errorf("%w: the vectors have %d dimensions, the embedder %s makes %d", ErrMismatch, length,
			embedder.Fingerprint(), made)
	}
	return length, nil
}

func fill(ctx context.Context, db *chromem.DB, article string, documents []chromem.Document) (*chromem.Collection, error) {
	collection, err := db.CreateCollection(article, nil, noEmbedding)
	if err != nil {
		return nil, fmt.Errorf("making the vectors' collection of %s: %w", article, err)
	}
	if err := collection.AddDocuments(ctx, documents, 1); err != nil {
		return nil, fmt.Errorf("storing the vectors of %s: %w", article, err)
	}
	return collection, nil
}

// noEmbedding stands where chromem-go would call its default embedding service; every vector here comes ready-made.
func noEmbedding(context.Context, string) ([]float32, error) {
	return nil, errors.New("a document came without its vector")
}

// Name returns the leg's name.
func (x *Index) Name() string { return "vector" }

// Search returns the passages whose vectors are nearest to the query's, by cosine similarity; those at a right angle or
// beyond have nothing in common with it and are left out. A query's vector of another length than theirs gives ErrMismatch.
func (x *Index) Search(ctx context.Context, query string, k int) ([]rag.Hit, error) {
	vectors, err := x.embedder.Embed(ctx, []string{query})
	if err != nil {
		return nil, fmt.Errorf("embedding the question: %w", err)
	}
	if got := len(vectors[0]); x.dimensions > 0 && got != x.dimensions {
		return nil, fmt.Errorf("%w: the question's vector has %d dimensions, those of the passages have %d", ErrMismatch, got, x.dimensions)
	}
	if k < 1 || isZero(vectors[0]) {
		return nil, nil
	}
	var hits []rag.Hit
	for _, collection := range x.collections {
		results, err := nearest(ctx, collection, vectors[0], k)
		if err != nil {
			return nil, fmt.Errorf("searching the vectors of %s: %w", collection.Name, err)
		}
		for _, r := range results {
			if r.Similarity > 0 {
				hits = append(hits, rag.Hit{Passage: x.places[r.ID].passage, Score: float64(r.Similarity)})
			}
		}
	}
	slices.SortFunc(hits, func(a, b rag.Hit) int {
		byScore := cmp.Compare(b.Score, a.Score)
		return cmp.Or(byScore, cmp.Compare(x.places[a.Passage.ID].position, x.places[b.Passage.ID].position))
	})
	return hits[:min(k, len(hits))], nil
}

// nearest returns the k documents nearest to a vector, with all that are as near as the last of them: which of these would
// be among the k, chromem-go leaves to chance.
func nearest(ctx context.Context, collection *chromem.Collection, vector []float32, k int) ([]chromem.Result, error) {
	count := collection.Count()
	for n := min(k, count) + 1; ; n *= 2 {
		n = min(n, count)
		results, err := collection.QueryEmbedding(ctx, vector, n, nil, nil)
		if err != nil || n == count || results[n-1].Similarity < results[k-1].Similarity {
			return results, err
		}
	}
}

// isZero reports a text without terms: chromem-go would compare it as not a number.
func isZero(vector []float32) bool {
	return !slices.ContainsFunc(vector, func(v float32) bool { return v != 0 })
}

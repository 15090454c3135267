// Package vector is the leg of the search that compares vectors, held in memory by chromem-go, with the built-in
// embedder that needs no model.
package vector

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"

	"github.com/philippgille/chromem-go"
	"golang.org/x/sync/errgroup"

	"articlebot/corpus"
	"articlebot/rag"
)

// ErrMismatch means that vectors were made by another embedder, or have another dimension, than the one in use.
var ErrMismatch = errors.New("the vectors do not fit the embedder")

// partSize is how many vectors a collection of chromem-go holds at most. A query of 10,000 makes little use of a second
// core, and queries of its parts side by side take little more than half the time. Smaller parts cost more than they bring.
const partSize = 2500

// Index holds the vectors of passages in collections that are searched side by side. Any number of goroutines may search
// it.
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
	var documents []chromem.Document
	for i, p := range passages {
		x.places[p.ID] = place{passage: p, position: i}
		if !isZero(vectors[i]) {
			documents = append(documents, chromem.Document{ID: p.ID, Embedding: vectors[i]})
		}
	}
	db := chromem.NewDB()
	for part := range slices.Chunk(documents, partSize) {
		collection, err := fill(ctx, db, strconv.Itoa(len(x.collections)), part)
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

func fill(ctx context.Context, db *chromem.DB, name string, documents []chromem.Document) (*chromem.Collection, error) {
	collection, err := db.CreateCollection(name, nil, noEmbedding)
	if err != nil {
		return nil, fmt.Errorf("making collection %s of vectors: %w", name, err)
	}
	if err := collection.AddDocuments(ctx, documents, 1); err != nil {
		return nil, fmt.Errorf("storing collection %s of vectors: %w", name, err)
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
	results, err := x.results(ctx, vectors[0], k)
	if err != nil {
		return nil, fmt.Errorf("searching the vectors: %w", err)
	}
	return x.best(results, k), nil
}

// results returns the documents nearest to a vector, k or more of each collection.
func (x *Index) results(ctx context.Context, vector []float32, k int) ([]chromem.Result, error) {
	parts := make([][]chromem.Result, len(x.collections))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, collection := range x.collections {
		group.Go(func() (err error) {
			parts[i], err = nearest(ctx, collection, vector, k)
			return err
		})
	}
	err := group.Wait()
	return slices.Concat(parts...), err
}

// best returns the k best results that have anything in common with the query.
func (x *Index) best(results []chromem.Result, k int) []rag.Hit {
	results = slices.DeleteFunc(results, func(r chromem.Result) bool { return r.Similarity <= 0 })
	slices.SortFunc(results, func(a, b chromem.Result) int {
		bySimilarity := cmp.Compare(b.Similarity, a.Similarity)
		if bySimilarity != 0 {
			return bySimilarity
		}
		return cmp.Compare(x.places[a.ID].position, x.places[b.ID].position)
	})
	hits := make([]rag.Hit, min(k, len(results)))
	for i := range hits {
		hits[i] = rag.Hit{Passage: x.places[results[i].ID].passage, Score: float64(results[i].Similarity)}
	}
	return hits
}

// nearest returns the k documents nearest to a vector, with all that are as near as the last of them: which of these would
// be among the k, chromem-go leaves to chance.
func nearest(ctx context.Context, collection *chromem.Collection, vector []float32, k int) ([]chromem.Result, error) {
	count := collection.Count()
	for n := min(k, count) + 1; ; n *= 2 {
		n = min(n, count)
		results, err := collection.QueryEmbedding(ctx, vector, n, nil, nil)
		if err == nil {
			err = ctx.Err() // chromem-go returns fewer results then, and no error
		}
		if err != nil || n == count || results[n-1].Similarity < results[k-1].Similarity {
			return results, err
		}
	}
}

// isZero reports a text without terms: chromem-go would compare it as not a number.
func isZero(vector []float32) bool {
	return !slices.ContainsFunc(vector, func(v float32) bool { return v != 0 })
}

package rag_test

import (
	"testing"

	"github.com/philippgille/chromem-go"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/lexical"
	"articlebot/rag/lexical/synthetic"
	"articlebot/rag/vector"
)

// fusedSize is how many passages the fused search is measured on, fusedDepth how many hits a leg is asked for.
const (
	fusedSize  = 10_000
	fusedDepth = 100
)

// BenchmarkFused searches one large article by both legs, and beside it by one plain query of chromem-go over all vectors,
// the question's being ready.
func BenchmarkFused(b *testing.B) {
	passages, err := synthetic.Passages(fusedSize, corpus.Chinese, corpus.English)
	if err != nil {
		b.Fatal(err)
	}
	embedder := vector.NewHashing()
	vectors := embed(b, embedder, searchable(passages))
	dense, err := vector.New(b.Context(), embedder, passages, vectors)
	if err != nil {
		b.Fatal(err)
	}
	view := &rag.View{Passages: passages, Lexical: lexical.New(passages), Dense: dense, DenseWeight: 0.001}
	engine := mustEngine(b, rag.Options{Views: map[corpus.Lang]*rag.View{corpus.Chinese: view, corpus.English: view}})
	collection := plainCollection(b, passages, vectors)
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		questions := synthetic.Questions(lang)
		b.Run("both legs/"+string(lang), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := engine.Rank(b.Context(), questions[i%len(questions)], 8); err != nil {
					b.Fatal(err)
				}
			}
		})
		asked := embed(b, embedder, questions)
		b.Run("chromem-go alone/"+string(lang), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := collection.QueryEmbedding(b.Context(), asked[i%len(asked)], fusedDepth, nil, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func searchable(passages []*corpus.Passage) []string {
	texts := make([]string, len(passages))
	for i, p := range passages {
		texts[i] = p.Searchable()
	}
	return texts
}

func embed(b *testing.B, embedder vector.Embedder, texts []string) [][]float32 {
	b.Helper()
	vectors, err := embedder.Embed(b.Context(), texts)
	if err != nil {
		b.Fatal(err)
	}
	return vectors
}

func plainCollection(b *testing.B, passages []*corpus.Passage, vectors [][]float32) *chromem.Collection {
	b.Helper()
	collection, err := chromem.NewDB().CreateCollection("passages", nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	documents := make([]chromem.Document, len(passages))
	for i, p := range passages {
		documents[i] = chromem.Document{ID: p.ID, Embedding: vectors[i]}
	}
	if err := collection.AddDocuments(b.Context(), documents, 1); err != nil {
		b.Fatal(err)
	}
	return collection
}

// Package bench compares the search with other libraries on the same passages. It is a module of its own, so that what it
// compares with is no dependency of the program.
package bench

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/philippgille/chromem-go"

	"articlebot/corpus"
	"articlebot/rag/lexical"
	"articlebot/rag/lexical/synthetic"
	"articlebot/rag/vector"
)

// depth is how many hits each searcher is asked for.
const depth = 100

// searcher asks for one question and returns how many hits there are.
type searcher func(b *testing.B, question string) int

// BenchmarkSearch asks each searcher the same questions in the language of the passages.
func BenchmarkSearch(b *testing.B) {
	builders := []struct {
		name  string
		build func(*testing.B, corpus.Lang, []*corpus.Passage) searcher
	}{{"lexical", newLexical}, {"bleve", newBleve}, {"chromem", newChromem}}
	for _, size := range []int{10_000, 100_000} {
		for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
			for _, builder := range builders {
				b.Run(fmt.Sprintf("passages=%d/of=%s/%s", size, lang, builder.name), func(b *testing.B) {
					passages, err := synthetic.Passages(size, lang)
					if err != nil {
						b.Fatal(err)
					}
					search := builder.build(b, lang, passages)
					b.Run("query", func(b *testing.B) { askAll(b, search, synthetic.Questions(lang)) })
				})
			}
		}
	}
}

func askAll(b *testing.B, search searcher, questions []string) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if n := search(b, questions[i%len(questions)]); n != depth {
			b.Fatalf("%d hits", n)
		}
	}
}

func newLexical(_ *testing.B, _ corpus.Lang, passages []*corpus.Passage) searcher {
	x := lexical.New(passages)
	return func(b *testing.B, question string) int {
		hits, err := x.Search(b.Context(), question, depth)
		if err != nil {
			b.Fatal(err)
		}
		return len(hits)
	}
}

// newBleve makes an index on disk, since one in memory ignores the choice of BM25, with bleve's analyzer for the language:
// pairs of characters for Chinese, stemmed words for English.
func newBleve(b *testing.B, lang corpus.Lang, passages []*corpus.Passage) searcher {
	mapping := bleve.NewIndexMapping()
	mapping.ScoringModel = index.BM25Scoring
	mapping.DefaultAnalyzer = map[corpus.Lang]string{corpus.Chinese: "cjk", corpus.English: "en"}[lang]
	x, err := bleve.New(filepath.Join(b.TempDir(), "index"), mapping)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = x.Close() })
	batch := x.NewBatch()
	for i, p := range passages {
		if err := batch.Index(p.ID, map[string]string{"text": p.Searchable()}); err != nil {
			b.Fatal(err)
		}
		if batch.Size() == 1000 || i == len(passages)-1 {
			if err := x.Batch(batch); err != nil {
				b.Fatal(err)
			}
			batch.Reset()
		}
	}
	return func(b *testing.B, question string) int {
		query := bleve.NewMatchQuery(question)
		query.SetField("text")
		result, err := x.SearchInContext(b.Context(), bleve.NewSearchRequestOptions(query, depth, 0, false))
		if err != nil {
			b.Fatal(err)
		}
		return len(result.Hits)
	}
}

// newChromem makes one collection of the built-in embedder's vectors; embedding the question is part of a search.
func newChromem(b *testing.B, _ corpus.Lang, passages []*corpus.Passage) searcher {
	embedder := vector.NewHashing()
	collection, err := chromem.NewDB().CreateCollection("passages", nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range passages {
		vectors, err := embedder.Embed(b.Context(), []string{p.Searchable()})
		if err != nil {
			b.Fatal(err)
		}
		if err := collection.AddDocument(b.Context(), chromem.Document{ID: p.ID, Embedding: vectors[0]}); err != nil {
			b.Fatal(err)
		}
	}
	return func(b *testing.B, question string) int {
		vectors, err := embedder.Embed(b.Context(), []string{question})
		if err != nil {
			b.Fatal(err)
		}
		results, err := collection.QueryEmbedding(b.Context(), vectors[0], depth, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		return len(results)
	}
}

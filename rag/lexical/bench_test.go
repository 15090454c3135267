package lexical_test

import (
	"fmt"
	"runtime"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
	"articlebot/rag/lexical/synthetic"
)

// depth is how many hits the engine asks a leg for, evidence how many passages it has read.
const (
	depth    = 100
	evidence = 8
)

// mixture names the languages of a collection; passages in them take turns.
type mixture struct {
	name  string
	langs []corpus.Lang
}

func mixtures() []mixture {
	return []mixture{
		{"zh", []corpus.Lang{corpus.Chinese}},
		{"en", []corpus.Lang{corpus.English}},
		{"mixed", []corpus.Lang{corpus.Chinese, corpus.English}},
	}
}

func collection(b *testing.B, size int, langs ...corpus.Lang) []*corpus.Passage {
	b.Helper()
	passages, err := synthetic.Passages(size, langs...)
	if err != nil {
		b.Fatal(err)
	}
	return passages
}

// BenchmarkSearch asks one question after the other, in the language of the passages and across.
func BenchmarkSearch(b *testing.B) {
	for _, size := range []int{10_000, 100_000} {
		for _, m := range mixtures() {
			b.Run(fmt.Sprintf("passages=%d/of=%s", size, m.name), func(b *testing.B) {
				x := lexical.New(collection(b, size, m.langs...))
				for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
					b.Run("question="+string(lang), func(b *testing.B) { searchAll(b, x, synthetic.Questions(lang)) })
				}
			})
		}
	}
}

func searchAll(b *testing.B, x *lexical.Index, questions []string) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		hits, err := x.Search(b.Context(), questions[i%len(questions)], depth)
		if err != nil || len(hits) < depth {
			b.Fatalf("%d hits, error %v", len(hits), err)
		}
	}
}

// BenchmarkRead reads the best passages for a question.
func BenchmarkRead(b *testing.B) {
	for _, m := range mixtures()[:2] {
		b.Run("of="+m.name, func(b *testing.B) {
			x := lexical.New(collection(b, 10_000, m.langs...))
			for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
				b.Run("question="+string(lang), func(b *testing.B) { readBest(b, x, synthetic.Questions(lang)[0]) })
			}
		})
	}
}

func readBest(b *testing.B, x *lexical.Index, question string) {
	hits, err := x.Search(b.Context(), question, evidence)
	if err != nil {
		b.Fatal(err)
	}
	var passages []*corpus.Passage
	for _, hit := range hits {
		passages = append(passages, hit.Passage)
	}
	b.ReportAllocs()
	for b.Loop() {
		x.Read(question, passages)
	}
}

// BenchmarkNew indexes a collection; run it with -cpu 1 for the passages a second of one core. The bytes are what stays
// on the heap for each passage, its own text not counted.
func BenchmarkNew(b *testing.B) {
	for _, size := range []int{10_000, 100_000} {
		for _, m := range mixtures() {
			b.Run(fmt.Sprintf("passages=%d/of=%s", size, m.name), func(b *testing.B) {
				passages := collection(b, size, m.langs...)
				var x *lexical.Index
				before := heap()
				for b.Loop() {
					x = lexical.New(passages)
				}
				b.ReportMetric(float64(size*b.N)/b.Elapsed().Seconds(), "passages/s")
				b.ReportMetric(float64(heap()-before)/float64(size), "B/passage")
				runtime.KeepAlive(x)
			})
		}
	}
}

// heap returns how many bytes are in use once all garbage is gone.
func heap() int64 {
	var stats runtime.MemStats
	for range 2 {
		runtime.GC()
	}
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

package library_test

import (
	"context"
	"fmt"
	"testing"

	"articlebot/corpus"
	"articlebot/corpus/library"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// eachBench runs a benchmark on a library of 100 articles of 100 passages, by an embedder of 1,024 dimensions.
func eachBench(b *testing.B, bench func(b *testing.B, l *library.Library, e library.Embedder, passages []*corpus.Passage)) {
	var passages []*corpus.Passage
	for a := range 100 {
		texts := make([]string, 100)
		for i := range texts {
			texts[i] = fmt.Sprint("A passage ", i, " of article ", a, ".")
		}
		passages = append(passages, passagesOf(fmt.Sprint("article-", a), texts...)...)
	}
	for name, options := range map[string]func(b *testing.B) sqldb.Options{
		"SQLite":     func(b *testing.B) sqldb.Options { return sqldb.Options{Dir: b.TempDir()} },
		"PostgreSQL": func(b *testing.B) sqldb.Options { return sqldbtest.Postgres(b) },
	} {
		b.Run(name, func(b *testing.B) {
			db, err := sqldb.Open(b.Context(), options(b))
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			l, err := library.New(b.Context(), db, library.Options{})
			if err != nil {
				b.Fatal(err)
			}
			bench(b, l, quick{}, passages)
		})
	}
}

// quick takes no time worth measuring.
type quick struct{}

func (quick) Fingerprint() string { return "quick" }

func (quick) Embed(_ context.Context, texts []string) ([][]float32, error) {
	list := make([][]float32, len(texts))
	for i, text := range texts {
		list[i] = make([]float32, 1024)
		for j := range list[i] {
			list[i][j] = float32(len(text)+i+j) / 1000
		}
	}
	return list, nil
}

func BenchmarkLoad10000(b *testing.B) {
	eachBench(b, func(b *testing.B, l *library.Library, e library.Embedder, passages []*corpus.Passage) {
		if err := l.Rebuild(b.Context(), e, passages); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := l.Vectors(b.Context(), e, passages); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRebuild10000(b *testing.B) {
	eachBench(b, func(b *testing.B, l *library.Library, e library.Embedder, passages []*corpus.Passage) {
		for b.Loop() {
			if err := l.Rebuild(b.Context(), e, passages); err != nil {
				b.Fatal(err)
			}
		}
	})
}

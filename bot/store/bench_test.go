package store_test

import (
	"testing"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// eachBench runs a benchmark on an empty database of each engine.
func eachBench(b *testing.B, bench func(b *testing.B, s *store.Store)) {
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
			s, err := store.New(b.Context(), db, store.Options{})
			if err != nil {
				b.Fatal(err)
			}
			bench(b, s)
		})
	}
}

// addMany adds n updates of 800 bytes, from an id on, to so many chats.
func addMany(b *testing.B, s *store.Store, first, n, chats int) {
	b.Helper()
	batch := make([]store.Update, n)
	for i := range batch {
		id := int64(first + i)
		batch[i] = store.Update{ID: id, Chat: 1 + id%int64(chats), User: 1 + id%int64(chats), Raw: make([]byte, 800)}
	}
	if err := s.Add(b.Context(), batch); err != nil {
		b.Fatal(err)
	}
}

func claimOne(b *testing.B, s *store.Store) store.Job {
	b.Helper()
	job, ok, err := s.Claim(b.Context(), "worker")
	if err != nil || !ok {
		b.Fatal(ok, err)
	}
	return job
}

func BenchmarkAdd100(b *testing.B) {
	eachBench(b, func(b *testing.B, s *store.Store) {
		for n := 0; b.Loop(); n++ {
			addMany(b, s, 1+n*100, 100, 50)
		}
	})
}

func BenchmarkClaimDone(b *testing.B) {
	eachBench(b, func(b *testing.B, s *store.Store) {
		n := 0
		for b.Loop() {
			if n%100 == 0 {
				b.StopTimer()
				addMany(b, s, 1+n, 100, 50)
				b.StartTimer()
			}
			n++
			if err := s.Done(b.Context(), claimOne(b, s)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkReply is all that one answered question costs, from its arrival on.
func BenchmarkReply(b *testing.B) {
	eachBench(b, func(b *testing.B, s *store.Store) {
		f := final("text")
		f.Turn = &store.Turn{Question: "question", Answer: "answer"}
		ctx := b.Context()
		for n := 1; b.Loop(); n++ {
			addMany(b, s, n, 1, 50)
			job := claimOne(b, s)
			for _, step := range []func() error{
				func() error { return s.Sending(ctx, job, 0) },
				func() error { return s.Placed(ctx, job, 0, 7) },
				func() error { return s.Ready(ctx, job, f) },
				func() error { return s.Done(ctx, job) },
			} {
				if err := step(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkClaimBehindFlood claims past 10,000 updates of a chat that is at work.
func BenchmarkClaimBehindFlood(b *testing.B) {
	eachBench(b, func(b *testing.B, s *store.Store) {
		for i := range 100 {
			addMany(b, s, 1+i*100, 100, 1)
		}
		claimOne(b, s)
		addMany(b, s, 1_000_001, 1, 1_000_000)
		for b.Loop() {
			if err := s.Release(b.Context(), claimOne(b, s)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkClaimNothing is what an idle worker does four times a second.
func BenchmarkClaimNothing(b *testing.B) {
	eachBench(b, func(b *testing.B, s *store.Store) {
		for b.Loop() {
			if _, ok, err := s.Claim(b.Context(), "worker"); ok || err != nil {
				b.Fatal(ok, err)
			}
		}
	})
}

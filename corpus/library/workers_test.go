package library_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"articlebot/corpus"
	"articlebot/corpus/library"
	"articlebot/internal/sqldb"
)

// beside opens the world's database once more, as another process does.
func (w *world) beside() *library.Library {
	w.Helper()
	o := w.options
	o.Beside = true
	db, err := sqldb.Open(w.Context(), o)
	w.must(err)
	w.Cleanup(func() { _ = db.Close() })
	l, err := library.New(w.Context(), db, library.Options{Collection: "articles"})
	w.must(err)
	return l
}

// TestSeveralIndexTheSameArticle has each of them read a state of the article of its own.
func TestSeveralIndexTheSameArticle(t *testing.T) {
	each(t, func(w *world) {
		states := make([][]*corpus.Passage, 4)
		var all sync.WaitGroup
		for i := range states {
			states[i] = append(many("a", "shared "), many("a", fmt.Sprint("state ", i, " "))...)
			l := w.beside()
			all.Go(func() {
				for range 3 {
					e := fresh("m")
					list, err := l.Vectors(t.Context(), e, states[i])
					if err != nil {
						t.Error(err)
						return
					}
					right(t, e, states[i], list)
				}
			})
		}
		all.Wait()
		if n := w.wholeOf("m", states); n < 1 {
			t.Error("none of the states is in force")
		}
		if n := w.count("SELECT COUNT(*) FROM passages"); n != 300 {
			t.Errorf("%d vectors are stored, want those of one state", n)
		}
	})
}

// slow is an embedder beside which something is done before it answers.
type slow struct {
	*embedder
	meanwhile func()
}

func (e slow) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	e.meanwhile()
	return e.embedder.Embed(ctx, texts)
}

// TestMendingAnArticleLeavesNoneOfItBesideAnother has another state of the article put in force while a lost vector is made anew.
func TestMendingAnArticleLeavesNoneOfItBesideAnother(t *testing.T) {
	each(t, func(w *world) {
		mended, another := passagesOf("a", "one", "two", "three"), passagesOf("a", "four")
		w.vectors(fresh("m"), mended)
		w.exec(`DELETE FROM passages WHERE text = (SELECT text FROM passages ORDER BY text LIMIT 1)`)
		e := slow{fresh("m"), func() { w.vectors(fresh("m"), another) }}
		_, err := w.Vectors(t.Context(), e, mended)
		w.must(err)
		if n := w.count("SELECT COUNT(*) FROM passages"); n != len(mended) || !w.whole("m", mended) {
			t.Errorf("%d vectors are stored, want those of what was completed last", n)
		}
	})
}

// wholeOf returns how many of the states of an article are stored whole.
func (w *world) wholeOf(name string, states [][]*corpus.Passage) (n int) {
	w.Helper()
	for _, passages := range states {
		if w.whole(name, passages) {
			n++
		}
	}
	return n
}

// TestTheLastCompleteRebuildWins has several rebuild at once, by two models, while others ask.
func TestTheLastCompleteRebuildWins(t *testing.T) {
	each(t, func(w *world) {
		passages := append(many("a", "x"), many("b", "y")...)
		var all sync.WaitGroup
		for i := range 6 {
			l, name := w.beside(), []string{"m", "m2"}[i%2]
			all.Go(func() {
				for range 2 {
					e := fresh(name)
					if i < 4 {
						if err := l.Rebuild(t.Context(), e, passages); err != nil && !library.IsGone(err) {
							t.Error(err)
						}
						continue
					}
					list, err := l.Vectors(t.Context(), e, passages)
					if err == nil {
						right(t, e, passages, list)
					} else if !errors.Is(err, library.ErrMismatch) {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		isM, isM2 := w.whole("m", passages), w.whole("m2", passages)
		if isM == isM2 {
			t.Errorf("in force: m %v, m2 %v; want one of them", isM, isM2)
		}
		if n := w.count("SELECT COUNT(*) FROM passages"); n != 300 {
			t.Errorf("%d vectors are stored, want 300", n)
		}
	})
}

// TestAnIDDoesNotComeTwice: whoever is about to remove an old index must not remove the one that came after it.
func TestAnIDDoesNotComeTwice(t *testing.T) {
	each(t, func(w *world) {
		seen := make(map[int]bool)
		for _, name := range []string{"m", "m2", "m"} {
			w.must(w.Clear(t.Context()))
			w.must(w.Rebuild(t.Context(), fresh(name), many("a", "x")))
			id := w.count("SELECT id FROM generations")
			if seen[id] {
				t.Errorf("the id %d came before", id)
			}
			seen[id] = true
		}
	})
}

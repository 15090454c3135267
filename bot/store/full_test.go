package store_test

import (
	"fmt"
	"slices"
	"testing"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
)

// fill adds batches until the database takes no more, and returns the ids that it took.
func fill(w *world) (taken []int64) {
	w.Helper()
	for i := int64(0); i < 2000; i++ {
		var batch []store.Update
		for j := range int64(10) {
			batch = append(batch, store.Update{ID: 1 + i*10 + j, Chat: i, Raw: make([]byte, 1000)})
		}
		if err := w.Add(w.Context(), batch); err != nil {
			w.Logf("after %d updates: %v", len(taken), err)
			return taken
		}
		for _, u := range batch {
			taken = append(taken, u.ID)
		}
	}
	w.Fatal("it takes everything")
	return nil
}

// mended checks that what was taken is there, and all of it, and that work goes on.
func mended(w *world, taken []int64) {
	w.Helper()
	next := taken[len(taken)-1] + 1
	w.must(w.Add(w.Context(), []store.Update{{ID: next, Chat: -1}}))
	got := w.claimed()
	slices.Sort(got)
	if want := append(slices.Clone(taken), next); !slices.Equal(got, want) {
		w.Errorf("%d updates are there, want %d", len(got), len(want))
	}
}

func TestAFullDatabaseTakesNothingByHalves(t *testing.T) {
	w := newWorld(t, sqldb.Options{Dir: t.TempDir()})
	limit := func(pages int) {
		_, err := w.db.Pool().Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages))
		w.must(err)
	}
	limit(w.count("PRAGMA page_count") + 100)
	taken := fill(w)
	// What needs no room goes on.
	if turns := w.turns(store.Dialogue{Chat: 1}); turns != nil {
		t.Errorf("got %v", turns)
	}
	limit(1_000_000)
	mended(w, taken)
}

package store_test

import (
	"maps"
	"testing"
)

func TestMovesAreKept(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.Move(t.Context(), -5, -1005))
		w.must(w.Move(t.Context(), -6, -1006))
		w.must(w.Move(t.Context(), -5, -1007))
		w.restart()
		got, err := w.Moves(t.Context())
		if want := map[int64]int64{-5: -1007, -6: -1006}; err != nil || !maps.Equal(got, want) {
			t.Errorf("moves %v, %v, want %v", got, err, want)
		}
	})
}

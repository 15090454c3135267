package library_test

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestRebuildReplacesAll(t *testing.T) {
	each(t, func(w *world) {
		w.vectors(fresh("m"), slices.Concat(passagesOf("a", "one", "two"), passagesOf("b", "three")))
		passages := passagesOf("a", "one")
		for _, name := range []string{"m", "m2"} {
			e := fresh(name)
			w.must(w.Rebuild(t.Context(), e, passages))
			if len(e.texts()) != 1 || !w.whole(name, passages) {
				t.Errorf("%s embedded %q, want the one passage", name, e.texts())
			}
			if n := w.count("SELECT COUNT(*) FROM passages"); n != 1 {
				t.Errorf("%d vectors are stored, want 1", n)
			}
		}
	})
}

// TestFaultE2RebuildKeepsTheOldInForce fails half way, over the vectors of another embedder and over its own, and resumes.
func TestFaultE2RebuildKeepsTheOldInForce(t *testing.T) {
	each(t, func(w *world) {
		old, next := many("a", "old "), slices.Concat(many("a", "new "), passagesOf("b", "other"))
		w.vectors(fresh("m"), old)
		for _, name := range []string{"m2", "m"} {
			for range 2 {
				if err := w.Rebuild(t.Context(), down(name, 1), next); !errors.Is(err, errDown) {
					t.Fatalf("got %v, want the embedder's error", err)
				}
				w.restart()
				if !w.whole("m", old) {
					t.Error("the old vectors are not in force any more")
				}
			}
		}
		e := fresh("m2")
		w.must(w.Rebuild(t.Context(), e, next))
		if n := len(e.texts()); n != 151-2*64 || !w.whole("m2", next) {
			t.Errorf("%d texts were embedded, want what was lacking", n)
		}
	})
}

func TestRebuildDropsWhatWasLeftOfOtherArticles(t *testing.T) {
	each(t, func(w *world) {
		_ = w.Rebuild(t.Context(), down("m", 1), many("a", "x"))
		w.must(w.Rebuild(t.Context(), fresh("m"), passagesOf("b", "one")))
		if n := w.count("SELECT COUNT(*) FROM passages"); n != 1 {
			t.Errorf("%d vectors are stored, want 1", n)
		}
	})
}

func TestAnInterruptedRebuildIsGivenUpAfterADay(t *testing.T) {
	each(t, func(w *world) {
		passages := many("a", "x")
		_ = w.Rebuild(t.Context(), down("m", 1), passages)
		for _, tt := range []struct {
			age  time.Duration
			want int
		}{{23 * time.Hour, 64}, {25 * time.Hour, 0}} {
			w.exec("UPDATE generations SET touched = $1", time.Now().Add(-tt.age).UnixMilli())
			w.restart()
			if n := w.count("SELECT COUNT(*) FROM passages"); n != tt.want {
				t.Errorf("after %v: %d vectors are stored, want %d", tt.age, n, tt.want)
			}
		}
	})
}

// TestFaultE2AModelChangesUnderItsName does so between two runs, of which the second resumes the first.
func TestFaultE2AModelChangesUnderItsName(t *testing.T) {
	each(t, func(w *world) {
		passages := many("a", "x")
		_ = w.Rebuild(t.Context(), down("m", 1), passages)
		shorter := fresh("m")
		shorter.dimensions = 3
		w.must(w.Rebuild(t.Context(), shorter, passages))
		shorter.asked = nil
		if n := w.vectors(shorter, passages); n != 0 {
			t.Errorf("%d texts were embedded again", n)
		}
	})
}

// TestManyOldVectorsGo has more of them than one transaction removes.
func TestManyOldVectorsGo(t *testing.T) {
	each(t, func(w *world) {
		passages := many("a", "x")
		for _, prefix := range []string{"y", "z", "p", "q"} {
			passages = append(passages, many(prefix, prefix)...)
		}
		w.vectors(fresh("m"), passages)
		w.must(w.Rebuild(t.Context(), fresh("m2"), passages[:10]))
		if n := w.count("SELECT COUNT(*) FROM passages"); n != 10 || w.count("SELECT COUNT(*) FROM generations") != 1 {
			t.Errorf("%d vectors are stored, want 10", n)
		}
	})
}

package library_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/corpus/library"
)

func TestARestartEmbedsNothing(t *testing.T) {
	each(t, func(w *world) {
		passages := slices.Concat(many("a", "x"), passagesOf("b", "other", "texts"))
		if n := w.vectors(fresh("m"), passages); n != len(passages) {
			t.Errorf("%d texts were embedded at first", n)
		}
		w.restart()
		for _, asked := range [][]*corpus.Passage{passages, passages[150:], passages[:1]} {
			if n := w.vectors(fresh("m"), asked); n != 0 {
				t.Errorf("%d texts were embedded after the restart", n)
			}
		}
		if lines := w.logged(); len(lines) > 0 {
			t.Errorf("logged %q", lines)
		}
	})
}

func TestVectorsFollowTheOrderAsked(t *testing.T) {
	each(t, func(w *world) {
		passages := passagesOf("a", "one", "two", "one again", "three")
		w.vectors(fresh("m"), passages)
		slices.Reverse(passages)
		if n := w.vectors(fresh("m"), passages); n != 0 {
			t.Errorf("%d texts were embedded for another order", n)
		}
	})
}

func TestWhatChangedIsEmbedded(t *testing.T) {
	each(t, func(w *world) {
		w.vectors(fresh("m"), passagesOf("a", "one", "two", "three"))
		changed := passagesOf("a", "one", "two, but longer", "three")
		e := fresh("m")
		if n := w.vectors(e, changed); n != 1 || !strings.Contains(e.texts()[0], "longer") {
			t.Errorf("embedded %q, want the changed passage alone", e.texts())
		}
		// What is embedded of a passage is more than its own text, and so more than its ID tells.
		changed[2].Section = "Under another heading"
		e = fresh("m")
		if n := w.vectors(e, changed); n != 1 || !strings.Contains(e.texts()[0], "another heading") {
			t.Errorf("embedded %q, want the passage under the new heading", e.texts())
		}
		if n := w.count("SELECT COUNT(*) FROM passages"); n != 3 {
			t.Errorf("%d vectors are stored, want those of the article as it is", n)
		}
	})
}

func TestEqualTextsAreEmbeddedOnce(t *testing.T) {
	each(t, func(w *world) {
		e := fresh("m")
		if n := w.vectors(e, slices.Concat(passagesOf("a", "one", "two", "one"), passagesOf("b", "two"))); n != 2 {
			t.Errorf("embedded %q, want each text once", e.asked)
		}
		// Each article has its own all the same.
		w.vectors(fresh("m"), passagesOf("a", "three"))
		if n := w.vectors(fresh("m"), passagesOf("b", "two")); n != 0 {
			t.Errorf("%d texts of b were lost with a's", n)
		}
	})
}

// TestOtherArticlesStay holds that asking about one article for once costs the others nothing, nor another collection.
func TestOtherArticlesStay(t *testing.T) {
	each(t, func(w *world) {
		a, b := passagesOf("a", "one"), passagesOf("b", "two")
		w.vectors(fresh("m"), a)
		w.vectors(fresh("m"), b)
		if n := w.vectors(fresh("m"), slices.Concat(a, b)); n != 0 {
			t.Errorf("%d texts were embedded again", n)
		}
		sets := w.collection("sets")
		if _, err := sets.Vectors(t.Context(), fresh("another"), a); err != nil {
			t.Errorf("another collection by another embedder: %v", err)
		}
		w.must(sets.Clear(t.Context()))
		if !w.whole("m", slices.Concat(a, b)) || w.count("SELECT COUNT(*) FROM passages") != 2 {
			t.Error("the articles went with the sets")
		}
	})
}

func TestNamesThatADatabaseDoesNotTake(t *testing.T) {
	each(t, func(w *world) {
		passages := passagesOf("a\x00\xff", "one")
		w.vectors(fresh("m"), passages)
		n, lines := w.vectors(fresh("m"), passages), w.logged()
		if n != 0 || len(lines) > 0 {
			t.Errorf("%d texts were embedded again; logged %q", n, lines)
		}
	})
}

func TestNothingIsWantedOfNoPassages(t *testing.T) {
	each(t, func(w *world) {
		if n := w.vectors(fresh("m"), nil); n != 0 {
			t.Errorf("%d texts were embedded", n)
		}
		w.must(w.Rebuild(t.Context(), fresh("m"), nil))
	})
}

// TestFaultE1IndexingResumes has a server that is down, that comes for a while, and that is back.
func TestFaultE1IndexingResumes(t *testing.T) {
	each(t, func(w *world) {
		passages := many("a", "x")
		for _, tt := range []struct {
			calls int
			where string
		}{{0, "1 to 64 of 150"}, {1, "65 to 128 of 150"}, {0, "1 to 64 of 86"}, {1, "65 to 86 of 86"}} {
			_, err := w.Vectors(t.Context(), down("m", tt.calls), passages)
			if !errors.Is(err, errDown) || !strings.Contains(err.Error(), tt.where) {
				t.Errorf("got %v, want the embedder's error and where it came: %s", err, tt.where)
			}
		}
		w.restart()
		if n := w.vectors(fresh("m"), passages); n != 150-64-64 {
			t.Errorf("%d texts were embedded, want what was lacking", n)
		}
	})
}

func TestFaultE2AnotherModelIsRefused(t *testing.T) {
	each(t, func(w *world) {
		passages := passagesOf("a", "one")
		w.vectors(fresh("m"), passages)
		other := fresh("m2")
		_, err := w.Vectors(t.Context(), other, passages)
		if !errors.Is(err, library.ErrMismatch) || !strings.Contains(err.Error(), "of m, the configuration names m2") {
			t.Errorf("got %v, want both names", err)
		}
		if len(other.asked) != 0 || !w.whole("m", passages) {
			t.Error("the refused embedder was asked, or the vectors are gone")
		}
	})
}

func TestFaultE2AnotherDimensionIsRefused(t *testing.T) {
	each(t, func(w *world) {
		w.vectors(fresh("m"), passagesOf("a", "one"))
		// Also for an article that shares nothing with those that are stored.
		for _, article := range []string{"a", "b"} {
			shorter := fresh("m")
			shorter.dimensions = 3
			_, err := w.Vectors(t.Context(), shorter, passagesOf(article, "two"))
			if !errors.Is(err, library.ErrMismatch) || !strings.Contains(err.Error(), "4 dimensions, m makes 3") {
				t.Errorf("got %v, want both dimensions", err)
			}
		}
		if n := w.count("SELECT COUNT(*) FROM passages"); n != 1 || !w.whole("m", passagesOf("a", "one")) {
			t.Errorf("%d vectors are stored, want the old one", n)
		}
	})
}

// TestFaultE2NothingInForceBindsNobody has a first run by a model that was a mistake.
func TestFaultE2NothingInForceBindsNobody(t *testing.T) {
	each(t, func(w *world) {
		passages := many("a", "x")
		if _, err := w.Vectors(t.Context(), down("mistake", 1), passages); !errors.Is(err, errDown) {
			t.Fatal(err)
		}
		if n := w.vectors(fresh("m"), passages); n != 150 {
			t.Errorf("%d texts were embedded, want all", n)
		}
		w.restart()
		if n := w.count("SELECT COUNT(*) FROM passages"); n != 150 || !w.whole("m", passages) {
			t.Errorf("%d vectors are stored, want those of m", n)
		}
	})
}

// script gives one answer, whatever the texts.
type script struct{ answer [][]float32 }

func (script) Fingerprint() string { return "m" }

func (s script) Embed(context.Context, []string) ([][]float32, error) { return s.answer, nil }

func TestFaultE3UnusableVectorsAreNotStored(t *testing.T) {
	nan, inf, good := float32(math.NaN()), float32(math.Inf(-1)), []float32{1, 2, 3, 4}
	for name, answer := range map[string][][]float32{
		"NaN":     {good, {1, nan, 0, 0}},
		"Inf":     {good, {1, inf, 0, 0}},
		"Zero":    {good, {0, 0, 0, 0}},
		"Empty":   {good, {}},
		"Missing": {good, nil},
		"Short":   {good, {1, 2, 3}},
		"Fewer":   {good},
		"More":    {good, good, good},
		"None":    nil,
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(w *world) {
				before, passages := passagesOf("a", "one"), passagesOf("a", "two", "three")
				w.vectors(fresh("m"), before)
				for _, call := range []func() error{
					func() error { _, err := w.Vectors(t.Context(), script{answer}, passages); return err },
					func() error { return w.Rebuild(t.Context(), script{answer}, passages) },
					func() error { _, err := library.Embed(t.Context(), script{answer}, passages); return err },
				} {
					if err := call(); err == nil || !strings.Contains(err.Error(), "of no use") {
						t.Errorf("got %v", err)
					}
				}
				if n := w.count("SELECT COUNT(*) FROM passages"); n != 1 || !w.whole("m", before) {
					t.Errorf("%d vectors are stored, want the old one", n)
				}
			})
		})
	}
}

func TestFaultE4HalfAnArticleIsNotInForce(t *testing.T) {
	each(t, func(w *world) {
		old, next := many("a", "old "), many("a", "new ")
		w.vectors(fresh("m"), old)
		if _, err := w.Vectors(t.Context(), down("m", 2), next); !errors.Is(err, errDown) {
			t.Fatal(err)
		}
		w.restart()
		if !w.whole("m", old) {
			t.Error("the old article is not in force any more")
		}
	})
}

func TestEmbedNeedsNoDatabase(t *testing.T) {
	e, passages := fresh("m"), slices.Concat(many("a", "x"), passagesOf("a", "x0"))
	list, err := library.Embed(t.Context(), e, passages)
	if err != nil || len(e.texts()) != 150 {
		t.Fatalf("%d texts were embedded, %v", len(e.texts()), err)
	}
	right(t, e, passages, list)
}

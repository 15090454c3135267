package vector_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/vector"
)

// newStore returns a store in a folder that does not exist yet.
func newStore(t *testing.T) vector.Store {
	t.Helper()
	return vector.Store{Path: filepath.Join(t.TempDir(), "data", "vectors.gob")}
}

// mustVectors gets the vectors of passages and holds that they are the embedder's.
func mustVectors(t *testing.T, s vector.Store, e *fakeEmbedder, passages []*corpus.Passage) {
	t.Helper()
	vectors, err := s.Vectors(t.Context(), e, passages)
	if err != nil {
		t.Fatalf("Vectors: %v", err)
	}
	want := embedded(t, &fakeEmbedder{axes: e.axes}, passages)
	if !slices.EqualFunc(vectors, want, slices.Equal) {
		t.Errorf("Vectors = %v, want %v", vectors, want)
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// onlyFile holds that a folder has nothing but the file: no half-written one beside it.
func onlyFile(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != filepath.Base(path) {
		t.Errorf("the folder holds %v, want %s alone", entries, filepath.Base(path))
	}
}

func TestVectorsAreEmbeddedOnce(t *testing.T) {
	store, passages := newStore(t), passagesOf("a", "east", "hill", "north")
	first := compass()
	mustVectors(t, store, first, passages)
	if len(first.asked) != 1 || len(first.asked[0]) != 3 {
		t.Errorf("the first run asked %v, want all three at once", first.asked)
	}
	onlyFile(t, store.Path)

	second := compass()
	mustVectors(t, store, second, passages)
	if len(second.asked) != 0 {
		t.Errorf("the second run asked %v", second.asked)
	}
}

func TestVectorsFollowTheOrderAsked(t *testing.T) {
	store, passages := newStore(t), passagesOf("a", "east", "hill", "north")
	mustVectors(t, store, compass(), passages)
	slices.Reverse(passages)
	mustVectors(t, store, compass(), passages)
	mustVectors(t, store, compass(), passages[1:2])
}

func TestVectorsEmbedWhatChanged(t *testing.T) {
	store := newStore(t)
	mustVectors(t, store, compass(), passagesOf("a", "east", "hill", "north"))

	embedder, changed := compass(), passagesOf("a", "east", "hill, but steeper", "north")
	mustVectors(t, store, embedder, changed)
	if len(embedder.asked) != 1 || len(embedder.asked[0]) != 1 || !strings.Contains(embedder.asked[0][0], "steeper") {
		t.Errorf("asked %v, want the changed passage alone", embedder.asked)
	}
	again := compass()
	mustVectors(t, store, again, changed)
	if len(again.asked) != 0 {
		t.Errorf("the changed passage was not stored: asked %v", again.asked)
	}
}

// TestVectorsFollowTheHeading changes what is embedded of a passage but not its own text, and so not its ID.
func TestVectorsFollowTheHeading(t *testing.T) {
	store, passages := newStore(t), passagesOf("a", "east", "hill")
	mustVectors(t, store, compass(), passages)
	passages[1].Section = "Under another heading"
	embedder := compass()
	mustVectors(t, store, embedder, passages)
	if len(embedder.asked) != 1 || len(embedder.asked[0]) != 1 || !strings.Contains(embedder.asked[0][0], "another heading") {
		t.Errorf("asked %q, want the passage under the new heading", embedder.asked)
	}
}

func TestVectorsOfEqualTextsAreEmbeddedOnce(t *testing.T) {
	embedder := compass()
	mustVectors(t, newStore(t), embedder, append(passagesOf("a", "east", "hill"), passagesOf("b", "east", "hill")...))
	if len(embedder.asked) != 1 || len(embedder.asked[0]) != 2 {
		t.Errorf("asked %q, want each text once", embedder.asked)
	}
}

// TestVectorsDropTheUnused holds that the file does not grow with every change, but that asking about one article for once
// costs the others nothing.
func TestVectorsDropTheUnused(t *testing.T) {
	store := newStore(t)
	mustVectors(t, store, compass(), passagesOf("a", "east", "hill", "north"))
	for _, step := range []struct {
		texts []string
		asked int
	}{
		{[]string{"east"}, 0},
		{[]string{"east", "hill", "north"}, 0},
		{[]string{"east", "slope"}, 1}, // this writes
		{[]string{"east", "slope", "hill"}, 1},
	} {
		embedder := compass()
		mustVectors(t, store, embedder, passagesOf("a", step.texts...))
		if got := len(slices.Concat(embedder.asked...)); got != step.asked {
			t.Errorf("%v: %d texts were embedded, want %d", step.texts, got, step.asked)
		}
	}
}

// manyPassages are as many as make three requests.
func manyPassages() []*corpus.Passage {
	texts := make([]string, 150)
	for i := range texts {
		texts[i] = fmt.Sprintf("east %d", i)
	}
	return passagesOf("a", texts...)
}

func TestVectorsKeepWhatCameBeforeAFailure(t *testing.T) {
	store, passages := newStore(t), manyPassages()
	failing := compass()
	failing.err, failing.few = errors.New("out of order"), 2
	_, err := store.Vectors(t.Context(), failing, passages)
	if !errors.Is(err, failing.err) || !strings.Contains(err.Error(), "129 to 150 of 150") {
		t.Errorf("got %v, want the embedder's error and where it came", err)
	}
	again := compass()
	mustVectors(t, store, again, passages)
	if len(again.asked) != 1 || len(again.asked[0]) != 22 {
		t.Errorf("asked for %d texts, want the last 22", len(slices.Concat(again.asked...)))
	}
}

// TestRebuildKeepsWhatItHas fails half way: over the vectors of another embedder, and over its own.
func TestRebuildKeepsWhatItHas(t *testing.T) {
	passages := manyPassages()
	for name, want := range map[string]int{"compass": 0, "sextant": 86} {
		t.Run(name, func(t *testing.T) {
			store := newStore(t)
			mustVectors(t, store, compass(), passages)
			failing := compass()
			failing.name, failing.err, failing.few = name, errors.New("out of order"), 1
			if err := store.Rebuild(t.Context(), failing, passages); !errors.Is(err, failing.err) {
				t.Fatalf("got %v, want the embedder's error", err)
			}
			again := compass()
			again.name = name
			mustVectors(t, store, again, passages)
			if got := len(slices.Concat(again.asked...)); got != want {
				t.Errorf("%d texts were embedded after it, want %d", got, want)
			}
		})
	}
}

func TestVectorsOfAnotherEmbedder(t *testing.T) {
	store, passages := newStore(t), passagesOf("a", "east")
	mustVectors(t, store, compass(), passages)
	before := mustRead(t, store.Path)

	other := compass()
	other.name = "sextant"
	_, err := store.Vectors(t.Context(), other, passages)
	if !errors.Is(err, vector.ErrMismatch) {
		t.Fatalf("got %v, want ErrMismatch", err)
	}
	for _, part := range []string{store.Path, "compass", "sextant"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error %q does not name %s", err, part)
		}
	}
	if len(other.asked) != 0 || !slices.Equal(mustRead(t, store.Path), before) {
		t.Error("the refused embedder was asked, or the file was changed")
	}
}

func TestRebuildReplaces(t *testing.T) {
	store := newStore(t)
	mustVectors(t, store, compass(), passagesOf("a", "east", "hill"))

	other, passages := compass(), passagesOf("a", "east")
	other.name = "sextant"
	if err := store.Rebuild(t.Context(), other, passages); err != nil {
		t.Fatal(err)
	}
	if len(other.asked) != 1 || len(other.asked[0]) != 1 {
		t.Errorf("asked %v, want the one passage", other.asked)
	}
	mustVectors(t, store, other, passages)
	if len(other.asked) != 1 {
		t.Errorf("asked %v after the rebuild", other.asked[1:])
	}
	back := compass()
	back.name = other.name
	mustVectors(t, store, back, passagesOf("a", "hill"))
	if len(back.asked) != 1 {
		t.Error("the file still held a passage that is gone")
	}
}

func TestVectorsReportTheEmbedder(t *testing.T) {
	store, embedder := newStore(t), compass()
	mustVectors(t, store, embedder, passagesOf("a", "east"))
	before := mustRead(t, store.Path)
	embedder.err = errors.New("out of order")
	if _, err := store.Vectors(t.Context(), embedder, passagesOf("a", "hill")); !errors.Is(err, embedder.err) {
		t.Errorf("Vectors: got %v, want the embedder's error", err)
	}
	if err := store.Rebuild(t.Context(), embedder, passagesOf("a", "hill")); !errors.Is(err, embedder.err) {
		t.Errorf("Rebuild: got %v, want the embedder's error", err)
	}
	if !slices.Equal(mustRead(t, store.Path), before) {
		t.Error("a failed embedding changed the file")
	}
	onlyFile(t, store.Path)
}

// TestVectorsFromManyGoroutines holds that readers see a whole file while others replace it.
func TestVectorsFromManyGoroutines(t *testing.T) {
	store := newStore(t)
	articles := [][]*corpus.Passage{
		passagesOf("a", "east", "hill"), passagesOf("b", "north", "slope", "east"), passagesOf("c", "west"),
	}
	var group sync.WaitGroup
	for i := range 24 {
		group.Go(func() {
			passages := articles[i%len(articles)]
			if i%2 == 0 {
				if err := store.Rebuild(t.Context(), compass(), passages); err != nil {
					t.Errorf("Rebuild: %v", err)
				}
				return
			}
			vectors, err := store.Vectors(t.Context(), compass(), passages)
			isWrong := func(v []float32) bool { return len(v) != compass().Dimensions() }
			if err != nil || len(vectors) != len(passages) || slices.ContainsFunc(vectors, isWrong) {
				t.Errorf("Vectors = %v, %v", vectors, err)
			}
		})
	}
	group.Wait()
	onlyFile(t, store.Path)
	mustVectors(t, store, compass(), slices.Concat(articles...))
}

package vector_test

import (
	"errors"
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
	if strings.Contains(string(mustRead(t, store.Path)), "hill") {
		t.Error("the file still holds a passage that is gone")
	}
}

func TestVectorsSurviveADamagedFile(t *testing.T) {
	passages := passagesOf("a", "east", "hill")
	intact := newStore(t)
	mustVectors(t, intact, compass(), passages)
	data := mustRead(t, intact.Path)
	for name, content := range map[string][]byte{
		"empty":     {},
		"truncated": data[:len(data)/2],
		"cut short": data[:len(data)-1],
		"text":      []byte("these are not vectors"),
		"zeros":     make([]byte, len(data)),
	} {
		t.Run(name, func(t *testing.T) {
			store, embedder := vector.Store{Path: filepath.Join(t.TempDir(), "vectors.gob")}, compass()
			if err := os.WriteFile(store.Path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			mustVectors(t, store, embedder, passages)
			if len(embedder.asked) != 1 || len(embedder.asked[0]) != len(passages) {
				t.Errorf("asked %v, want both passages anew", embedder.asked)
			}
			again := compass()
			mustVectors(t, store, again, passages)
			if len(again.asked) != 0 {
				t.Errorf("the file was not written anew: asked %v", again.asked)
			}
			onlyFile(t, store.Path)
		})
	}
}

// TestVectorsWhereNothingCanBeWritten has a file where a folder is needed, and a folder where the file is to be, which
// stops even those who may write everywhere.
func TestVectorsWhereNothingCanBeWritten(t *testing.T) {
	dir, passages := t.TempDir(), passagesOf("a", "east")
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "taken", "vectors.gob", "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "file", "vectors.gob"), filepath.Join(dir, "taken", "vectors.gob")} {
		store := vector.Store{Path: path}
		if _, err := store.Vectors(t.Context(), compass(), passages); err == nil {
			t.Errorf("%s: Vectors gave no error", path)
		}
		if err := store.Rebuild(t.Context(), compass(), passages); err == nil {
			t.Errorf("%s: Rebuild gave no error", path)
		}
	}
	if string(mustRead(t, filepath.Join(dir, "file"))) != "kept" {
		t.Error("the file in the way was changed")
	}
	onlyFile(t, filepath.Join(dir, "taken", "vectors.gob"))
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

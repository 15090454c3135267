package vector_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"articlebot/rag/vector"
)

// lines counts the lines of a log.
func lines(log *bytes.Buffer) int { return bytes.Count(log.Bytes(), []byte("\n")) }

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
			var log bytes.Buffer
			store := vector.Store{Path: filepath.Join(t.TempDir(), "vectors.gob"), Logger: slog.New(slog.NewTextHandler(&log, nil))}
			embedder := compass()
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
			if lines(&log) != 1 {
				t.Errorf("logged %s, want one line", log.String())
			}
			onlyFile(t, store.Path)
		})
	}
}

// TestVectorsNoticeAFlippedBit flips one bit of each byte in turn.
func TestVectorsNoticeAFlippedBit(t *testing.T) {
	store, passages := newStore(t), passagesOf("a", "east", "hill")
	mustVectors(t, store, compass(), passages)
	data := mustRead(t, store.Path)
	for i := range data {
		flipped := slices.Clone(data)
		flipped[i] ^= 1 << (i % 8)
		if err := os.WriteFile(store.Path, flipped, 0o600); err != nil {
			t.Fatal(err)
		}
		embedder := compass()
		mustVectors(t, store, embedder, passages)
		if len(embedder.asked) != 1 {
			t.Fatalf("byte %d of %d: asked %v, want the passages anew", i, len(data), embedder.asked)
		}
	}
}

// TestNothingCanBeWritten has a file where a folder is needed, and a folder where the file is to be, which stops even those
// who may write everywhere.
func TestNothingCanBeWritten(t *testing.T) {
	dir, passages := t.TempDir(), passagesOf("a", "east")
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "taken", "vectors.gob", "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "file", "vectors.gob"), filepath.Join(dir, "taken", "vectors.gob")} {
		var log bytes.Buffer
		store := vector.Store{Path: path, Logger: slog.New(slog.NewTextHandler(&log, nil))}
		mustVectors(t, store, compass(), passages)
		if !bytes.Contains(log.Bytes(), []byte("not stored")) {
			t.Errorf("%s: logged %q", path, log.String())
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

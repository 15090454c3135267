package library_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/corpus/library"
	"articlebot/internal/sqldb"
)

// TestFaultM14ADamagedRowIsMadeAnew damages each part of what is stored in turn.
func TestFaultM14ADamagedRowIsMadeAnew(t *testing.T) {
	for name, tt := range map[string]struct {
		query string
		again int
	}{
		"Vector":      {`UPDATE passages SET vector = $1 WHERE article = 'b'`, 1},
		"Checksum":    {`UPDATE passages SET sum = $1 WHERE article = 'b'`, 1},
		"Text":        {`UPDATE passages SET text = $1 WHERE article = 'b'`, 1},
		"Row":         {`DELETE FROM passages WHERE article = 'b' AND sum <> $1`, 1},
		"Generation":  {`UPDATE generations SET sum = $1`, 3},
		"Fingerprint": {`UPDATE generations SET fingerprint = 'n' WHERE sum <> $1`, 3},
		"Dimensions":  {`UPDATE generations SET dimensions = 5 WHERE sum <> $1`, 3},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(w *world) {
				passages := append(passagesOf("a", "one", "two"), passagesOf("b", "three")...)
				w.vectors(fresh("m"), passages)
				w.exec(tt.query, []byte("sixteen bytes...sixteen bytes..."))
				w.restart()
				if n := w.vectors(fresh("m"), passages); n != tt.again {
					t.Errorf("%d texts were embedded, want %d", n, tt.again)
				}
				if lines := w.logged(); len(lines) != 1 || !strings.Contains(lines[0], "damaged") {
					t.Errorf("logged %q, want the loss", lines)
				}
				w.restart()
				n, lines := w.vectors(fresh("m"), passages), w.logged()
				if n != 0 || len(lines) > 0 {
					t.Errorf("it is not mended: %d texts were embedded, logged %q", n, lines)
				}
			})
		})
	}
}

// TestFaultM14TheProgressOfAnInterruptedRunIsChecked damages what is not in force yet.
func TestFaultM14TheProgressOfAnInterruptedRunIsChecked(t *testing.T) {
	each(t, func(w *world) {
		if _, err := w.Vectors(t.Context(), down("m", 1), many("a", "x")); !errors.Is(err, errDown) {
			t.Fatal(err)
		}
		w.exec(`UPDATE passages SET vector = $1 WHERE text = (SELECT text FROM passages ORDER BY text LIMIT 1)`, make([]byte, 16))
		if n := w.vectors(fresh("m"), many("a", "x")); n != 150-63 {
			t.Errorf("%d texts were embedded, want the damaged one and what was lacking", n)
		}
		if lines := w.logged(); len(lines) != 1 || !strings.Contains(lines[0], "passages=1") {
			t.Errorf("logged %q, want the loss", lines)
		}
	})
}

// TestFaultE2RowsOfAnotherEmbedderAreNotServed puts vectors of one embedder in the place of another's, with their checksums.
func TestFaultE2RowsOfAnotherEmbedderAreNotServed(t *testing.T) {
	each(t, func(w *world) {
		passages := passagesOf("a", "one", "two")
		w.vectors(fresh("m"), passages)
		if _, err := w.collection("sets").Vectors(t.Context(), fresh("n"), passages); err != nil {
			t.Fatal(err)
		}
		for _, column := range []string{"vector", "sum"} {
			w.exec(`UPDATE passages SET ` + column + ` = (SELECT p.` + column + ` FROM passages p
				WHERE p.text = passages.text AND p.generation = (SELECT id FROM generations WHERE fingerprint = 'n'))
				WHERE generation = (SELECT id FROM generations WHERE fingerprint = 'm')`)
		}
		if n := w.vectors(fresh("m"), passages); n != 2 {
			t.Errorf("%d texts were embedded, want both", n)
		}
	})
}

// storedFile returns the content of a SQLite file that holds the vectors of passages.
func storedFile(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	w := newWorld(t, sqldb.Options{Dir: dir})
	w.vectors(fresh("m"), some())
	w.must(w.db.Close())
	content, err := os.ReadFile(filepath.Join(dir, "articlebot.db"))
	w.must(err)
	return content
}

func TestFaultM3ADamagedFileIsReplaced(t *testing.T) {
	content := storedFile(t)
	for name, damaged := range map[string][]byte{
		"Empty":    {},
		"OneByte":  content[:1],
		"Half":     content[:len(content)/2],
		"CutShort": content[:len(content)-1],
		"Foreign":  []byte(strings.Repeat("these are not vectors\n", 500)),
		"Zeros":    make([]byte, len(content)),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "articlebot.db"), damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			w, passages := newWorld(t, sqldb.Options{Dir: dir}), some()
			if n := w.vectors(fresh("m"), passages); n == 0 {
				t.Error("nothing was embedded anew")
			}
			w.restart()
			if n := w.vectors(fresh("m"), passages); n != 0 {
				t.Errorf("%d texts were embedded, want none after the repair", n)
			}
		})
	}
}

// TestFaultM14NoFlippedBitIsServed flips bits anywhere in the file: whatever SQLite makes of it, the vectors are right.
func TestFaultM14NoFlippedBitIsServed(t *testing.T) {
	content, passages := storedFile(t), some()
	random, dir := rand.New(rand.NewPCG(1, 2)), t.TempDir()
	path := filepath.Join(dir, "articlebot.db")
	anew := 0
	for range 80 {
		at, bit := random.IntN(len(content)), random.IntN(8)
		damaged := bytes.Clone(content)
		damaged[at] ^= 1 << bit
		for _, extra := range []string{"-wal", "-shm"} {
			_ = os.Remove(path + extra)
		}
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		e := fresh("m")
		list, err := openAndAsk(t, dir, e)
		if err != nil {
			t.Errorf("byte %d, bit %d: %v", at, bit, err)
			continue
		}
		right(t, e, passages, list)
		if len(e.asked) > 0 {
			anew++
		}
	}
	if anew == 0 {
		t.Error("no bit was of any consequence")
	}
}

// openAndAsk does what a start of the program does. Where the tables cannot be made sense of, the vectors are made without.
func openAndAsk(t *testing.T, dir string, e *embedder) ([][]float32, error) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir})
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	l, err := library.New(t.Context(), db, library.Options{})
	if err != nil {
		return library.Embed(t.Context(), e, some())
	}
	return l.Vectors(t.Context(), e, some())
}

// TestADatabaseThatFailsIsNoError drops a table under the library.
func TestADatabaseThatFailsIsNoError(t *testing.T) {
	each(t, func(w *world) {
		w.exec("DROP TABLE passages")
		if n := w.vectors(fresh("m"), passagesOf("a", "one")); n != 1 {
			t.Errorf("%d texts were embedded", n)
		}
		if lines := w.logged(); len(lines) != 1 || !strings.Contains(lines[0], "not stored") {
			t.Errorf("logged %q", lines)
		}
		if err := w.Rebuild(t.Context(), fresh("m"), passagesOf("a", "one")); err == nil {
			t.Error("Rebuild gave no error")
		}
	})
}

func some() []*corpus.Passage { return many("a", "x")[:40] }

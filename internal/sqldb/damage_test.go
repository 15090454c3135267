package sqldb_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// someRows is how many rows someFile has.
const someRows = 300

// someFile returns the content of a database with rows whose ids count from 0.
func someFile(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	db := mustOpen(t, sqldb.Options{Dir: dir})
	mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY, text TEXT)")
	for i := range someRows {
		mustExec(t, db, "INSERT INTO t VALUES ($1, $2)", i, strings.Repeat("text ", i%50))
	}
	mustClose(t, db)
	content, err := os.ReadFile(filepath.Join(dir, "articlebot.db"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestFaultM3DamagedFileIsSetAside(t *testing.T) {
	whole := someFile(t)
	zeroed := bytes.Clone(whole)
	clear(zeroed[4096:8192])
	for name, content := range map[string][]byte{
		"LastByte":  whole[:len(whole)-1],
		"Half":      whole[:len(whole)/2],
		"OneByte":   whole[:1],
		"Foreign":   []byte(strings.Repeat("this is no database\n", 500)),
		"LostPage":  zeroed,
		"LostFront": append(make([]byte, 100), whole[100:]...),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			logged := openContent(t, dir, content)
			kept, err := filepath.Glob(filepath.Join(dir, "articlebot-damaged-*.db"))
			if err != nil || len(kept) != 1 {
				t.Fatalf("set aside: %q, %v", kept, err)
			}
			if got, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(got, content) {
				t.Errorf("the file that was set aside is not what it was: %d bytes of %d, %v", len(got), len(content), err)
			}
			if !strings.Contains(logged, "level=ERROR") || !strings.Contains(logged, filepath.Base(kept[0])) {
				t.Errorf("the log does not name the file: %s", logged)
			}
		})
	}
}

// openContent opens a database file with that content, checks that it works, and returns what was logged.
func openContent(t *testing.T, dir string, content []byte) (logged string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "articlebot.db"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	log, lines := logger()
	db := mustOpen(t, sqldb.Options{Dir: dir, Log: log})
	mustExec(t, db, "CREATE TABLE works (id BIGINT PRIMARY KEY)")
	return lines.String()
}

// Nothing is left to set aside, but somebody should know.
func TestFaultM3EmptyFileIsReported(t *testing.T) {
	if logged := openContent(t, t.TempDir(), nil); !strings.Contains(logged, "level=WARN") || !strings.Contains(logged, "empty") {
		t.Errorf("logged %q", logged)
	}
}

func TestFaultM3LogWithoutItsFileIsSetAside(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "articlebot.db-wal"), []byte("what was not copied over yet"), 0o600); err != nil {
		t.Fatal(err)
	}
	openContent(t, dir, nil)
	kept, err := filepath.Glob(filepath.Join(dir, "articlebot-damaged-*.db-wal"))
	if err != nil || len(kept) != 1 {
		t.Errorf("set aside: %q, %v", kept, err)
	}
}

// A flipped bit inside a text goes unnoticed here. Any other is found at the start, and it always starts: rows and ids are
// all there or the file is set aside, which is logged.
func TestFaultM14FlippedBitsAreFound(t *testing.T) {
	whole := someFile(t)
	random := rand.New(rand.NewPCG(1, 2))
	places := map[string]func(i int) (at, bit int){
		"Header":     func(i int) (at, bit int) { return i * 3 / 8, i * 3 % 8 },
		"Everywhere": func(int) (at, bit int) { return random.IntN(len(whole)), random.IntN(8) },
	}
	for name, place := range places {
		t.Run(name, func(t *testing.T) {
			for i := range 100 * 8 / 3 {
				at, bit := place(i)
				content := bytes.Clone(whole)
				content[at] ^= 1 << bit
				if text := flipped(t, content); text != "" {
					t.Errorf("byte %d, bit %d: %s", at, bit, text)
				}
			}
		})
	}
}

// flipped opens a database in which a bit is flipped and says what is wrong with what comes out.
func flipped(t *testing.T, content []byte) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "articlebot.db"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	log, logged := logger()
	db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir, Log: log})
	if err != nil {
		return "it does not start: " + err.Error()
	}
	defer mustClose(t, db)
	if strings.Contains(logged.String(), "level=ERROR") {
		return ""
	}
	var rows, ids, lengths int
	err = db.Pool().QueryRowContext(t.Context(), "SELECT COUNT(*), SUM(id), SUM(length(CAST(text AS BLOB))) FROM t NOT INDEXED").
		Scan(&rows, &ids, &lengths)
	switch {
	case err != nil && strings.Contains(err.Error(), "no such"):
		// A name in the table's definition has changed. What asks for it fails, and no row is read.
		return ""
	case err != nil:
		return err.Error()
	case rows != someRows || ids != someRows*(someRows-1)/2 || lengths != 36_750:
		return fmt.Sprintf("%d rows, whose ids make %d, and their texts %d bytes", rows, ids, lengths)
	}
	if _, err := db.Pool().ExecContext(t.Context(), "INSERT INTO t VALUES (1000, '')"); err != nil {
		return err.Error()
	}
	return ""
}

// What is no damage is an error, and nothing is moved away.
func TestFaultM3FileThatCannotBeOpenedStays(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "articlebot.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir})
	if err == nil {
		_ = db.Close()
		t.Fatal("a directory was opened as a database")
	}
	if _, err := os.Stat(filepath.Join(dir, "articlebot.db")); err != nil {
		t.Error(err)
	}
	// The directory is free again.
	if err := os.Remove(filepath.Join(dir, "articlebot.db")); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, sqldb.Options{Dir: dir})
}

func TestEraseLeavesNoBytes(t *testing.T) {
	const secret = "canary-of-the-forgotten."
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			dir := t.TempDir()
			aside := filepath.Join(dir, "articlebot-damaged-20260101T000000.000Z.db")
			if err := os.WriteFile(aside, []byte(secret), 0o600); err != nil {
				t.Fatal(err)
			}
			db := mustOpen(t, sqldb.Options{Dir: dir})
			mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY, person BIGINT, raw BYTEA, note TEXT)")
			mustExec(t, db, "CREATE INDEX t_note ON t (note)")
			// Rows of all sizes that grow, shrink and go leave copies in places that the rows no longer are.
			for range 900 {
				text := []string{secret, "others "}[random.IntN(2)]
				mustExec(t, db, `INSERT INTO t VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET raw = excluded.raw,
						person = excluded.person, note = excluded.note`,
					random.IntN(300), text[0], []byte(strings.Repeat(text, random.IntN(60))), text)
				mustExec(t, db, "UPDATE t SET note = note || 'x' WHERE id = $1", random.IntN(300))
			}
			mustExec(t, db, "DELETE FROM t WHERE person = $1", secret[0])
			left := value[int](t, db, "SELECT COUNT(*) FROM t")
			if err := db.Erase(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := sqldbtest.Occurrences(t, dir, secret); n > 0 {
				t.Errorf("%d times in the data directory", n)
			}
			if n := value[int](t, db, "SELECT COUNT(*) FROM t"); n != left || n == 0 {
				t.Errorf("%d rows are left of %d", n, left)
			}
		})
	}
}

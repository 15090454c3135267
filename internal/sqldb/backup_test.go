package sqldb_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

func TestBackupIsAWholeDatabase(t *testing.T) {
	const secret = "canary-of-the-deleted"
	dir := newTable(t)
	db := mustOpen(t, sqldb.Options{Dir: dir})
	mustExec(t, db, "INSERT INTO t VALUES (1, $1), (2, $2)", rowText(1), rowText(2))
	mustExec(t, db, "INSERT INTO t VALUES (3, $1)", secret)
	mustExec(t, db, "DELETE FROM t WHERE id = 3")
	copies := filepath.Join(t.TempDir(), "file: it's 100% #1? copy")
	if err := os.Mkdir(copies, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(copies, "articlebot.db")
	if err := db.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy: %v, %v", info.Mode(), err)
	}
	if n := sqldbtest.Occurrences(t, copies, secret); n > 0 {
		t.Error("what was deleted is in the copy")
	}
	if names := namesIn(t, copies); names != "articlebot.db" {
		t.Errorf("beside the copy: %s", names)
	}
	mustExec(t, db, "INSERT INTO t VALUES (4, '')")
	if found := rowsOf(t, mustOpen(t, sqldb.Options{Dir: copies})); len(found) != 2 || !found[1] || !found[2] {
		t.Errorf("the copy holds %v", found)
	}
}

func TestBackupTakesNoPlaceThatIsTaken(t *testing.T) {
	dir := newTable(t)
	db := mustOpen(t, sqldb.Options{Dir: dir})
	err := db.Backup(t.Context(), filepath.Join(dir, "articlebot.db"))
	if !errors.Is(err, fs.ErrExist) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	if err := db.Backup(t.Context(), filepath.Join(dir, "none", "copy.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// A copy that does not get done leaves nothing.
func TestBackupThatFailsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "articlebot.db")
	if err := os.WriteFile(path, someFile(t), 0o600); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, sqldb.Options{Dir: dir})
	damage(t, path, 30_000)
	mustExec(t, db, "PRAGMA shrink_memory")
	copies := t.TempDir()
	if err := db.Backup(t.Context(), filepath.Join(copies, "copy.db")); err == nil {
		t.Error("no error")
	}
	if names := namesIn(t, copies); names != "" {
		t.Errorf("it left %s", names)
	}
}

// damage overwrites a page of a file.
func damage(t *testing.T, path string, at int) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte(strings.Repeat("damage", 600)), int64(at/4096*4096)); err != nil {
		t.Fatal(err)
	}
}

func namesIn(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestCheck(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		mustExec(t, db, "CREATE TABLE a (id BIGINT PRIMARY KEY)")
		h, err := db.Check(t.Context())
		if err != nil || len(h.Problems) > 0 {
			t.Errorf("%q, %v", h.Problems, err)
		}
		engine, isFile := "PostgreSQL", o.URL == ""
		if isFile {
			engine = "SQLite"
		}
		if name, version, _ := strings.Cut(h.Engine, " "); name != engine || version == "" || strings.Contains(version, " ") {
			t.Errorf("got %q", h.Engine)
		}
		if isFile != (h.Size > 0) || isFile != (h.Log > 0) {
			t.Errorf("%d and %d bytes", h.Size, h.Log)
		}
	})
}

func TestCheckFindsWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "articlebot.db")
	if err := os.WriteFile(path, someFile(t), 0o600); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, sqldb.Options{Dir: dir})
	mustExec(t, db, "CREATE TABLE child (id BIGINT REFERENCES t (id))")
	mustExec(t, db, "PRAGMA foreign_keys = OFF")
	mustExec(t, db, "INSERT INTO child VALUES (-7), (-8)")
	h, err := db.Check(t.Context())
	if err != nil || len(h.Problems) != 1 || h.Problems[0] != "rows of child that refer to rows of t that are not there: 2" {
		t.Errorf("%q, %v", h.Problems, err)
	}
	mustClose(t, db)

	db = mustOpen(t, sqldb.Options{Dir: dir, Beside: true})
	damage(t, path, 30_000)
	h, err = db.Check(t.Context())
	if err != nil || len(h.Problems) == 0 || strings.Contains(strings.Join(h.Problems, ""), "\n") {
		t.Errorf("%q, %v", h.Problems, err)
	}
}

func TestPostgresIsBackedUpByItsOwnTool(t *testing.T) {
	err := mustOpen(t, sqldbtest.Postgres(t)).Backup(t.Context(), filepath.Join(t.TempDir(), "copy"))
	if err == nil || !strings.Contains(err.Error(), "pg_dump") {
		t.Errorf("got %v", err)
	}
}

package sqldb_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

func TestOpenKeepsWhatWasWritten(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		mustExec(t, db, "CREATE TABLE kept (id BIGINT PRIMARY KEY, raw BYTEA, text TEXT, cost DOUBLE PRECISION)")
		raw := make([]byte, 256)
		for i := range raw {
			raw[i] = byte(i)
		}
		mustExec(t, db, "INSERT INTO kept VALUES ($1, $2, $3, $4)", int64(1)<<62, raw, "扎克伯格 👍", 0.1)
		mustClose(t, db)

		db = mustOpen(t, o)
		if got := value[[]byte](t, db, "SELECT raw FROM kept WHERE id = $1", int64(1)<<62); string(got) != string(raw) {
			t.Errorf("got the bytes %x", got)
		}
		if got := value[string](t, db, "SELECT text FROM kept"); got != "扎克伯格 👍" {
			t.Errorf("got the text %q", got)
		}
		if got := value[float64](t, db, "SELECT cost FROM kept"); got != 0.1 {
			t.Errorf("got the cost %v", got)
		}
	})
}

func TestSQLiteIsDurableAndPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "100% #1? data")
	db := mustOpen(t, sqldb.Options{Dir: dir})
	mustExec(t, db, "CREATE TABLE t (id BIGINT)")
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1", "busy_timeout": "5000", "temp_store": "2",
	} {
		if got := value[string](t, db, "PRAGMA "+pragma); got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the directory: %v %v", info.Mode(), err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f.Name(), info.Mode(), err)
		}
	}
	if got := strings.Join(names, " "); got != "articlebot.db articlebot.db-shm articlebot.db-wal articlebot.lock" {
		t.Errorf("the directory holds %s", got)
	}
}

func TestOpenMakesAnOldFilePrivate(t *testing.T) {
	dir := t.TempDir()
	mustClose(t, mustOpen(t, sqldb.Options{Dir: dir}))
	path := filepath.Join(dir, "articlebot.db")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, sqldb.Options{Dir: dir})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v %v", info.Mode(), err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for name, o := range map[string]sqldb.Options{
		"Nothing":     {},
		"OtherScheme": {URL: "mysql://bot:canary@127.0.0.1/bot"},
		"NoURL":       {URL: "bot:canary@127.0.0.1/bot"},
		"BadPort":     {URL: "postgres://bot:canary@127.0.0.1:port/bot"},
		"NobodyThere": {URL: "postgres://bot:canary@127.0.0.1:1/bot?connect_timeout=2"},
	} {
		t.Run(name, func(t *testing.T) {
			db, err := sqldb.Open(t.Context(), o)
			if err == nil {
				_ = db.Close()
				t.Fatal("no error")
			}
			if strings.Contains(err.Error(), "canary") || strings.Contains(err.Error(), "\n") {
				t.Errorf("the error shows the password, or is more than a line: %v", err)
			}
		})
	}
}

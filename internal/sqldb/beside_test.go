package sqldb_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// Two processes write as fast as they can, and this one erases and copies the file meanwhile: all wait for each other.
func TestProcessesWorkBesideEachOther(t *testing.T) {
	dir := newTable(t)
	serving := start(t, "write|"+dir+"|0")
	tool := start(t, "write|"+dir+"|1000000|beside")
	db := mustOpen(t, sqldb.Options{Dir: dir, Beside: true, Existing: true})
	if !db.Shared() {
		t.Error("another process has the file, but it is not shared")
	}
	if _, ok, err := db.Now(t.Context()); ok || err != nil {
		t.Errorf("a file tells the time: %v, %v", ok, err)
	}
	for i := range 5 {
		err := db.Tx(t.Context(), func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), "INSERT INTO t VALUES ($1, $2)", -1-i, rowText(-1-i))
			return err
		})
		if err != nil {
			t.Error(err)
		}
		if err := db.Erase(t.Context()); err != nil {
			t.Error(err)
		}
		if err := db.Backup(t.Context(), filepath.Join(dir, fmt.Sprint("backup", i))); err != nil {
			t.Error(err)
		}
	}
	ours := []int{-1, -2, -3, -4, -5}
	for _, p := range []*process{serving, tool} {
		added, failed := p.stop()
		if len(added) == 0 || failed > 0 {
			t.Errorf("the other process added %d rows, and %d not", len(added), failed)
		}
		ours = append(ours, added...)
	}
	haveAll(t, db, ours)
	if h, err := db.Check(t.Context()); err != nil || len(h.Problems) > 0 {
		t.Errorf("the file is damaged: %q, %v", h.Problems, err)
	}
}

// What is deleted beside a process that has the file open is nowhere in the directory any more.
func TestEraseBesideAnotherProcess(t *testing.T) {
	const secret = "canary-of-the-forgotten."
	dir := newTable(t)
	start(t, "hold|"+dir)
	db := mustOpen(t, sqldb.Options{Dir: dir, Beside: true})
	for id := range 100 {
		mustExec(t, db, "INSERT INTO t VALUES ($1, $2)", id, strings.Repeat(secret, id))
	}
	mustExec(t, db, "DELETE FROM t WHERE id > 3")
	mustExec(t, db, "UPDATE t SET text = ''")
	if err := db.Erase(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := sqldbtest.Occurrences(t, dir, secret); n > 0 {
		t.Errorf("%d times in the data directory", n)
	}
}

// The serving process may come later, and it can be killed, without the other one's noticing.
func TestBesideOutlivesTheServingProcess(t *testing.T) {
	dir := t.TempDir()
	db := mustOpen(t, sqldb.Options{Dir: dir, Beside: true})
	mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY, text TEXT)")
	for round := range 3 {
		p := start(t, fmt.Sprintf("write|%s|%d", dir, round*1000))
		added := p.untilAdded(20)
		added = append(added, p.kill()...)
		haveAll(t, db, added)
		mustExec(t, db, "INSERT INTO t VALUES ($1, $2)", -1-round, rowText(-1-round))
	}
}

func TestProcessesBeginADatabaseTogether(t *testing.T) {
	for range 10 {
		dir := filepath.Join(t.TempDir(), "new")
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() {
				db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir, Beside: i > 0})
				if err != nil {
					t.Error(err)
					return
				}
				defer func() { _ = db.Close() }()
				if err := db.Migrate(t.Context(), "one", steps(makeTable, makeRow)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
}

func TestExistingBeginsNothing(t *testing.T) {
	for name, o := range map[string]sqldb.Options{"Alone": {Existing: true}, "Beside": {Existing: true, Beside: true}} {
		t.Run(name, func(t *testing.T) {
			o.Dir = filepath.Join(t.TempDir(), "new")
			db, err := sqldb.Open(t.Context(), o)
			if err == nil {
				_ = db.Close()
			}
			if !errors.Is(err, sqldb.ErrNone) || err.Error() != "there is no database yet in "+o.Dir {
				t.Errorf("got %v", err)
			}
			if _, err := os.Stat(o.Dir); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the directory: %v", err)
			}
			mustClose(t, mustOpen(t, sqldb.Options{Dir: o.Dir, Beside: o.Beside}))
			mustOpen(t, o)
		})
	}
}

func TestBesideLeavesADamagedFileWhereItIs(t *testing.T) {
	dir := t.TempDir()
	content := someFile(t)[:5000]
	path := filepath.Join(dir, "articlebot.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir, Beside: true})
	if err == nil {
		_ = db.Close()
	}
	if !errors.Is(err, sqldb.ErrDamaged) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, content) {
		t.Errorf("the file is not what it was: %d bytes of %d, %v", len(got), len(content), err)
	}
}

package sqldb_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"articlebot/internal/sqldb"
)

// TestMemoryIsNowhereOnDisk has a database written and erased in an empty folder, which stays empty.
func TestMemoryIsNowhereOnDisk(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	db := mustOpen(t, sqldb.Options{Memory: true, Dir: filepath.Join(dir, "unused"), Existing: true})
	mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY)")
	mustExec(t, db, "INSERT INTO t VALUES (1)")
	if db.Shared() {
		t.Error("others are said to have work in it")
	}
	if err := db.Erase(t.Context()); err != nil {
		t.Error(err)
	}
	if h, err := db.Check(t.Context()); err != nil || len(h.Problems) > 0 || h.Size != 0 || h.Engine == "" {
		t.Errorf("its health is %+v, %v", h, err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
	mustClose(t, db)
}

func TestMemoryIsOfOneDB(t *testing.T) {
	one, other := mustOpen(t, sqldb.Options{Memory: true}), mustOpen(t, sqldb.Options{Memory: true})
	mustExec(t, one, "CREATE TABLE t (id BIGINT)")
	mustExec(t, other, "CREATE TABLE t (id BIGINT)")
	mustExec(t, one, "INSERT INTO t VALUES (1)")
	if n := value[int](t, other, "SELECT COUNT(*) FROM t"); n != 0 {
		t.Errorf("the other one has %d rows", n)
	}
	mustClose(t, one)
	if _, err := one.Pool().ExecContext(t.Context(), "SELECT 1"); err == nil {
		t.Error("it answers after Close")
	}
}

// TestMemoryOutlivesItsConnections has each connection closed after its work, also that of a transaction whose context ends.
func TestMemoryOutlivesItsConnections(t *testing.T) {
	db := mustOpen(t, sqldb.Options{Memory: true})
	db.Pool().SetMaxIdleConns(-1)
	mustExec(t, db, "CREATE TABLE t (id BIGINT)")
	mustExec(t, db, "INSERT INTO t VALUES (1)")
	for range 3 {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Tx(ctx, func(tx *sql.Tx) error {
			defer cancel()
			_, err := tx.ExecContext(ctx, "INSERT INTO t VALUES (2)")
			return err
		})
		if err == nil {
			t.Error("the transaction has no error")
		}
	}
	if n := value[int](t, db, "SELECT COUNT(*) FROM t"); n != 1 {
		t.Errorf("%d rows are left, want 1", n)
	}
}

// TestMemoryTakesManyAtOnce has each of many goroutines take the next number.
func TestMemoryTakesManyAtOnce(t *testing.T) {
	db := mustOpen(t, sqldb.Options{Memory: true})
	mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY)")
	const workers, each = 8, 25
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for range each {
				err := db.Tx(t.Context(), func(tx *sql.Tx) error {
					_, err := tx.ExecContext(t.Context(), "INSERT INTO t SELECT COALESCE(MAX(id), 0) + 1 FROM t")
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range each {
				var n, last int
				if err := db.Pool().QueryRowContext(t.Context(), "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM t").Scan(&n, &last); err != nil || n != last {
					t.Errorf("a reader sees %d rows up to %d, %v", n, last, err)
				}
			}
		})
	}
	all.Wait()
	if n := value[int](t, db, "SELECT MAX(id) FROM t"); n != workers*each {
		t.Errorf("the last number is %d, want %d", n, workers*each)
	}
}

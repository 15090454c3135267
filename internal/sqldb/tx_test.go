package sqldb_test

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"testing"

	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

func TestTxLeavesNothingOfWhatFails(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY)")
		insert := func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "INSERT INTO t VALUES (1)")
			return err
		}
		own := errors.New("an error of the caller")
		err := db.Tx(t.Context(), func(tx *sql.Tx) error { return errors.Join(insert(t.Context(), tx), own) })
		if !errors.Is(err, own) {
			t.Errorf("got %v", err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = db.Tx(t.Context(), func(tx *sql.Tx) error { panic(insert(t.Context(), tx)) })
		}()
		ctx, cancel := context.WithCancel(t.Context())
		err = db.Tx(ctx, func(tx *sql.Tx) error {
			defer cancel()
			return insert(ctx, tx)
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if n := value[int](t, db, "SELECT COUNT(*) FROM t"); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		if err := db.Tx(t.Context(), func(tx *sql.Tx) error { return insert(t.Context(), tx) }); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

// Transactions that take the same next number get in each other's way, and all of them get one.
func TestTxTriesAgain(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY)")
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for range 10 {
					err := db.Tx(t.Context(), func(tx *sql.Tx) error {
						var id int
						if err := tx.QueryRow("SELECT COALESCE(MAX(id), 0) + 1 FROM t").Scan(&id); err != nil {
							return err
						}
						_, err := tx.Exec("INSERT INTO t VALUES ($1)", id)
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if n := value[int](t, db, "SELECT MAX(id) FROM t"); n != 40 {
			t.Errorf("the last number is %d, want 40", n)
		}
	})
}

func TestNowIsTheServersTime(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		now, ok, err := db.Now(t.Context())
		if err != nil || ok != db.Shared() || ok == now.IsZero() {
			t.Errorf("got %v, %v, %v", now, ok, err)
		}
	})
}

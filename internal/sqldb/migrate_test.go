package sqldb_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// steps returns migrations, in their order.
func steps(texts ...string) fstest.MapFS {
	files := fstest.MapFS{"README": {Data: []byte("no migration")}}
	for i, text := range texts {
		files["000"+string(rune('1'+i))+"_step.sql"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

const (
	makeTable = "CREATE TABLE a (id BIGINT PRIMARY KEY); CREATE INDEX a_id ON a (id)"
	makeRow   = "INSERT INTO a VALUES (1); ALTER TABLE a ADD COLUMN more BIGINT NOT NULL DEFAULT 7"
	broken    = "INSERT INTO a VALUES (2, 2); CREATE TABLE b (id BIGINT); INSERT INTO nowhere VALUES (1)"
)

func TestMigrateGoesOnWhereItStood(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		for _, files := range []fstest.MapFS{steps(), steps(makeTable), steps(makeTable), steps(makeTable, makeRow), steps(makeTable, makeRow)} {
			if err := db.Migrate(t.Context(), "one", files); err != nil {
				t.Fatal(err)
			}
		}
		if got := value[int](t, db, "SELECT SUM(more) FROM a"); got != 7 {
			t.Errorf("got %d, want the row once", got)
		}
		// Another component counts for itself.
		if err := db.Migrate(t.Context(), "two", steps("CREATE TABLE other (id BIGINT)")); err != nil {
			t.Error(err)
		}
	})
}

func TestMigrateLeavesNothingOfAStepThatFails(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		if err := db.Migrate(t.Context(), "one", steps(makeTable, makeRow, broken)); err == nil {
			t.Fatal("no error")
		}
		if got := value[int](t, db, "SELECT COUNT(*) FROM a"); got != 1 {
			t.Errorf("%d rows, want that of the step before", got)
		}
		if got := value[int](t, db, "SELECT version FROM schema_version"); got != 2 {
			t.Errorf("version %d, want 2", got)
		}
		if err := db.Migrate(t.Context(), "one", steps(makeTable, makeRow, "CREATE TABLE b (id BIGINT)")); err != nil {
			t.Errorf("mended: %v", err)
		}
	})
}

func TestMigrateRefusesANewerDatabase(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		db := mustOpen(t, o)
		if err := db.Migrate(t.Context(), "one", steps(makeTable, makeRow)); err != nil {
			t.Fatal(err)
		}
		err := db.Migrate(t.Context(), "one", steps(makeTable))
		if !errors.Is(err, sqldb.ErrNewer) || strings.Contains(err.Error(), "\n") {
			t.Errorf("got %v", err)
		}
		if got := value[int](t, db, "SELECT version FROM schema_version"); got != 2 {
			t.Errorf("version %d, want 2", got)
		}
	})
}

func TestProcessesMigrateTogether(t *testing.T) {
	o := sqldbtest.Postgres(t)
	var all sync.WaitGroup
	for range 8 {
		db := mustOpen(t, o)
		all.Go(func() {
			if err := db.Migrate(t.Context(), "one", steps(makeTable, makeRow)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := value[int](t, mustOpen(t, o), "SELECT COUNT(*) FROM a"); got != 1 {
		t.Errorf("%d rows, want 1", got)
	}
}

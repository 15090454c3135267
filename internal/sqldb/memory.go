package sqldb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
)

// openMemory begins an empty SQLite database in memory. It stands in the process under a name of its own, so that all
// connections see the same one, and goes away with the last of them. Which of them live how long is for database/sql to say:
// so one is kept aside that does no work.
func openMemory(ctx context.Context, log *slog.Logger) (*DB, error) {
	pool, err := sql.Open("sqlite", memoryDSN(rand.Text()))
	if err != nil {
		return nil, fmt.Errorf("opening database in memory: %w", err)
	}
	// The one at work, as with a file, and the one that is kept.
	pool.SetMaxOpenConns(2)
	kept, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening database in memory: %w", err), pool.Close())
	}
	return &DB{pool: pool, engine: sqliteInMemory(), release: kept.Close, log: log}, nil
}

// memoryDSN names a database of SQLite's VFS memdb, which shares those whose names begin with a slash (sqlite.org/src,
// memdb.c). There is nothing to put on disk, and no log.
func memoryDSN(name string) string {
	u := url.URL{Scheme: "file", Path: "/" + name}
	u.RawQuery = url.Values{
		"vfs": {"memdb"}, "_txlock": {"immediate"},
		"_pragma": {"busy_timeout(5000)", "foreign_keys(ON)", "temp_store(MEMORY)"},
	}.Encode()
	return u.String()
}

// sqliteInMemory runs transactions one after the other, as sqlite does. What is deleted there is nowhere else.
func sqliteInMemory() engine {
	return engine{
		conflict: isBusy,
		erase:    func(context.Context, *DB) error { return nil },
		backup:   backupFile,
		health:   sqliteHealth,
	}
}

// Package sqldb opens the one durable database of the program: a SQLite file in its data directory or, where several
// processes work together, a PostgreSQL database. Both take the same SQL, written for PostgreSQL ($1, RETURNING, ON CONFLICT,
// BYTEA, BIGINT), which SQLite understands; times are int64 milliseconds since 1970. What they do differently is in
// engine.go.
package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"
)

// Errors that callers decide on.
var (
	// ErrInUse says that another process works in the data directory.
	ErrInUse = errors.New("the data directory is in use")
	// ErrNewer says that a newer program has changed the database in a way that this one does not know.
	ErrNewer = errors.New("the database belongs to a newer version of the program")
	// ErrDamaged says that the SQLite file is not, or no longer, a database.
	ErrDamaged = errors.New("the database file is damaged")
	// ErrNone says that the data directory holds no database.
	ErrNone = errors.New("there is no database yet")
)

// Options says where the database is.
type Options struct {
	// Dir is the data directory, used when URL is empty. It is made, with mode 0700, if it is not there.
	Dir string
	// URL names a PostgreSQL database, as postgres://user:password@host:port/name.
	URL string
	// Memory begins an empty SQLite database in memory instead, which is of this DB alone and ends with Close: nothing of it is
	// written to disk, and of the other options only Log counts.
	Memory bool
	// Beside opens a SQLite file for a command that does its work and ends, such as an operator's tool, while a serving process
	// may have the data directory: it takes no lock, leaves a damaged file where it is, for ErrDamaged, and the two work in
	// turn. PostgreSQL needs nothing of the kind.
	Beside bool
	// Existing makes a SQLite database that is not there an error, ErrNone, instead of beginning one.
	Existing bool
	// Log gets what an operator should know, such as a damaged file that was set aside. nil discards it.
	Log *slog.Logger
}

// DB is an open database. Any number of goroutines may use it.
type DB struct {
	pool    *sql.DB
	engine  engine
	release func() error
	log     *slog.Logger
}

// Open opens the database, and for SQLite takes the data directory for this process until Close, unless it is opened beside
// the process that has it. A SQLite file that is damaged is set aside under a new name, which is logged, and a new one is
// begun. The error is ErrInUse when another process has the directory; no error shows the password of a URL.
func Open(ctx context.Context, o Options) (*DB, error) {
	log := o.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	log = log.With("component", "sqldb")
	switch {
	case o.Memory:
		return openMemory(ctx, log)
	case o.URL == "" && o.Dir == "":
		return nil, errors.New("opening database: neither a data directory nor a URL is given")
	case o.URL == "":
		return openSQLite(ctx, o, log)
	case strings.HasPrefix(o.URL, "postgres://"), strings.HasPrefix(o.URL, "postgresql://"):
		return openPostgres(ctx, o.URL, log)
	}
	return nil, errors.New("opening database: its URL must begin with postgres://")
}

// Close closes the database and gives the data directory free.
func (d *DB) Close() error { return errors.Join(d.pool.Close(), d.release()) }

// Pool returns the connections, for queries that only read. SQLite has a single one: rows must be closed before the next
// query, and inside of Tx only the transaction may be used.
func (d *DB) Pool() *sql.DB { return d.pool }

// Shared reports whether other processes may have work of their own in the database at the same time: with PostgreSQL, and
// with a SQLite file that is opened beside its serving process, but not for that process itself.
func (d *DB) Shared() bool { return d.engine.shared }

// SkipLocked returns what a SELECT inside of Tx ends with to take rows that no other transaction has taken. It is empty
// where transactions run one after the other anyway.
func (d *DB) SkipLocked() string { return d.engine.skipLocked }

// Tx runs do in a transaction that is on disk when Tx returns nil, and of which nothing is left when it returns an error.
// When another transaction got in the way, do runs again, so it must set its results anew each time. An error of do
// is returned as it is.
func (d *DB) Tx(ctx context.Context, do func(*sql.Tx) error) error {
	return again(ctx, d.engine.conflict, func() error { return d.try(ctx, do) })
}

// Tries of what others got in the way of, and the longest pause between two.
const (
	maxTries = 10
	maxPause = 20 * time.Millisecond
)

// again runs do until it has no conflict with others any more.
func again(ctx context.Context, conflict func(error) bool, do func() error) error {
	for try := 1; ; try++ {
		err := do()
		if err == nil || try == maxTries || !conflict(err) {
			return err
		}
		select {
		case <-time.After(rand.N(maxPause)):
		case <-ctx.Done():
			return err
		}
	}
}

func (d *DB) try(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.pool.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beginning transaction: %w", err)
	}
	// After a commit this does nothing; it is for errors and panics.
	defer func() { _ = tx.Rollback() }()
	if err := do(tx); err != nil {
		return err
	}
	err = tx.Commit()
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		// It was rolled back because ctx ended, and that is what callers ask about.
		err = ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("committing transaction: %w", err)
	}
	return nil
}

// Now returns the time of the database's server, and ok false where there is none but this process's own.
func (d *DB) Now(ctx context.Context) (now time.Time, ok bool, err error) {
	if d.engine.clock == "" {
		return time.Time{}, false, nil
	}
	var ms int64
	err = d.pool.QueryRowContext(ctx, d.engine.clock).Scan(&ms)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("asking the database for the time: %w", err)
	}
	return time.UnixMilli(ms), true, nil
}

// Erase sees to it that what was deleted can no longer be read from the data directory, nor from damaged files in it that
// were set aside: those are removed. It is for the rare moments in which somebody asks to be forgotten: it copies the whole
// file, blocks other work meanwhile, a second for 80 MB or so, and takes about twice that in memory. A PostgreSQL server
// takes care of its own files, logs and backups: there Erase does nothing.
func (d *DB) Erase(ctx context.Context) error {
	if err := d.engine.erase(ctx, d); err != nil {
		return fmt.Errorf("erasing deleted rows: %w", err)
	}
	return nil
}

// Package store keeps the bot's work and memory in the database: the updates that Telegram sent and who works on them, how
// far the reply to each has got, and what is remembered of chats. Whatever a call has acknowledged by returning nil is
// there after a crash. One Store is for one bot; where the database is shared, Stores of several processes work on it
// together.
package store

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"time"

	"articlebot/internal/sqldb"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Errors that callers decide on.
var (
	// ErrLost says that a job is no longer this worker's: its lease ran out and somebody else took the update, or it was
	// parked or forgotten. Nothing was changed, and the worker must not send anything more.
	ErrLost = errors.New("the lease is lost")
	// ErrStep says that a step of a reply is not one that can follow on where it stands.
	ErrStep = errors.New("the reply is not at that step")
	// ErrNotParked says that there is no parked update with that id.
	ErrNotParked = errors.New("no such update is parked")
)

// Options says how work is handed out. The zero value takes the defaults.
type Options struct {
	// Lease is how long a worker has an update before others may take it, unless it extends that: 30 s.
	Lease time.Duration
	// Pause is how long an update waits after a failed attempt: 2 s.
	Pause time.Duration
	// Attempts is how many attempts may fail before an update is parked: 2.
	Attempts int
	// Waiting is how many updates of one user may wait behind the one that is worked on; 0 means any number.
	Waiting int
	// Zone says when a day begins; nil means time.Local. It is that of whoever names the days of usage.
	Zone *time.Location
	// Clock tells the time: time.Now. It may jump; only its steps forward count.
	Clock func() time.Time
	// Log gets what an operator should know: leases that ran out. nil discards it.
	Log *slog.Logger
}

// Store is the bot's part of the database. Any number of goroutines may use it.
type Store struct {
	db      *sqldb.DB
	o       Options
	clock   *clock
	changed signal
	log     *slog.Logger
}

// New makes or updates the tables and returns the Store; the caller closes the database after it. Where no other process
// can use the database, the leases that it holds are of workers that are gone: they end at once, as failed attempts.
func New(ctx context.Context, db *sqldb.DB, o Options) (*Store, error) {
	o.Lease = cmp.Or(o.Lease, 30*time.Second)
	o.Pause = cmp.Or(o.Pause, 2*time.Second)
	o.Attempts = cmp.Or(o.Attempts, 2)
	o.Zone = cmp.Or(o.Zone, time.Local)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Store{db: db, o: o, log: o.Log.With("component", "store")}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("reading migrations: %w", err)
	}
	if err := db.Migrate(ctx, "bot", files); err != nil {
		return nil, err
	}
	if s.clock, err = startClock(ctx, db, o.Clock); err != nil {
		return nil, err
	}
	if err := s.recover(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// Lease is how long a worker has an update.
func (s *Store) Lease() time.Duration { return s.o.Lease }

// recover puts right what a crash and a wrong clock have left: leases of workers that are gone, and times that have not
// come yet, which would hold work back or keep rows for as long as the clock was wrong.
func (s *Store) recover(ctx context.Context) error {
	return s.change(ctx, "recovering work", func(tx *sql.Tx) error {
		now := s.clock.now()
		if !s.db.Shared() {
			if _, err := tx.ExecContext(ctx, `UPDATE updates SET due = $1 WHERE state = 'leased'`, now); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE updates SET due = $1 WHERE state = 'waiting' AND due > $2`,
			now, now+s.o.Pause.Milliseconds())
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE updates SET ended = $1 WHERE ended > $1`, now); err != nil {
			return err
		}
		if _, err = tx.ExecContext(ctx, `UPDATE turns SET at = $1 WHERE at > $1`, now); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE answers SET at = $1 WHERE at > $1`, now)
		return err
	})
}

// change runs a transaction and says in its error what was being done.
func (s *Store) change(ctx context.Context, doing string, do func(*sql.Tx) error) error {
	if err := s.db.Tx(ctx, do); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// storable returns a text as both engines can keep it: PostgreSQL takes neither broken UTF-8 nor a zero byte.
func storable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

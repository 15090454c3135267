package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// maxParked bounds what Parked lists.
const maxParked = 1000

// Parked is an update that no worker gets any more, because it failed too often or could not be read.
type Parked struct {
	ID         int64
	Chat, User int64
	// At is when the update was sent, Since when it was parked.
	At, Since time.Time
	Attempts  int
	Reason    string
	// Raw is the update's JSON. Lists leave it out.
	Raw []byte
}

const parkedColumns = `id, chat, person, at, ended, attempts, reason`

func (p *Parked) scan(row interface{ Scan(...any) error }, more ...any) error {
	var at, since int64
	err := row.Scan(append([]any{&p.ID, &p.Chat, &p.User, &at, &since, &p.Attempts, &p.Reason}, more...)...)
	p.At, p.Since = time.UnixMilli(at), time.UnixMilli(since)
	return err
}

// Parked lists the parked updates, the longest parked first, a thousand at most.
func (s *Store) Parked(ctx context.Context) ([]Parked, error) {
	list, err := scanParked(s.db.Pool().QueryContext(ctx,
		`SELECT `+parkedColumns+` FROM updates WHERE state = 'parked' ORDER BY ended, id LIMIT $1`, maxParked))
	if err != nil {
		return nil, fmt.Errorf("listing parked updates: %w", err)
	}
	return list, nil
}

// Untold returns the updates that were parked because they failed, each only once: their people are to be told that there
// will be no answer. A crash right after the call leaves them untold.
func (s *Store) Untold(ctx context.Context) (list []Parked, err error) {
	err = s.change(ctx, "taking parked updates to tell of", func(tx *sql.Tx) error {
		list, err = scanParked(tx.QueryContext(ctx,
			`UPDATE updates SET told = 1 WHERE state = 'parked' AND told = 0 RETURNING `+parkedColumns))
		return err
	})
	slices.SortFunc(list, func(a, b Parked) int { return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID)) })
	return list, err
}

func scanParked(rows *sql.Rows, err error) ([]Parked, error) {
	return collect(rows, err, func(p *Parked, r *sql.Rows) error { return p.scan(r) })
}

// Show returns a parked update whole. The error is ErrNotParked when there is none with that id.
func (s *Store) Show(ctx context.Context, id int64) (Parked, error) {
	var p Parked
	row := s.db.Pool().QueryRowContext(ctx, `SELECT `+parkedColumns+`, raw FROM updates WHERE state = 'parked' AND id = $1`, id)
	err := p.scan(row, &p.Raw)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotParked
	}
	if err != nil {
		return Parked{}, fmt.Errorf("reading parked update %d: %w", id, err)
	}
	return p, nil
}

// Retry gives a parked update back to the workers, as if it had never been tried. The reply to it goes on where it stood.
// The error is ErrNotParked when there is none with that id.
func (s *Store) Retry(ctx context.Context, id int64) error {
	err := s.change(ctx, fmt.Sprintf("retrying parked update %d", id), func(tx *sql.Tx) error {
		return ifParked(tx.ExecContext(ctx, `UPDATE updates SET state = 'waiting', attempts = 0, due = $1
			WHERE state = 'parked' AND id = $2`, s.clock.now(), id))
	})
	if err == nil {
		s.changed.wake()
	}
	return err
}

// Drop ends a parked update for good: only its id is still known. The error is ErrNotParked when there is none with that id.
func (s *Store) Drop(ctx context.Context, id int64) error {
	return s.change(ctx, fmt.Sprintf("dropping parked update %d", id), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM replies
			WHERE update_id IN (SELECT id FROM updates WHERE state = 'parked' AND id = $1)`, id); err != nil {
			return err
		}
		return ifParked(tx.ExecContext(ctx, `UPDATE updates SET state = 'done', raw = $1, ended = $2
			WHERE state = 'parked' AND id = $3`, []byte{}, s.clock.now(), id))
	})
}

// ifParked is ErrNotParked when a statement about a parked update found none.
func ifParked(r sql.Result, err error) error {
	if err = ifHeld(r, err); errors.Is(err, ErrLost) {
		return ErrNotParked
	}
	return err
}

package store

import (
	"context"
	"database/sql"
	"time"
)

// How long things are kept. An id is known for longer than Telegram keeps an update, which is 24 hours, and for less than
// the week after which it may begin anew with any id.
const (
	keepDone   = 24 * time.Hour
	keepID     = 3 * 24 * time.Hour
	keepParked = 30 * 24 * time.Hour
	keepUsage  = 90 * 24 * time.Hour
)

// Sweep deletes what is kept no longer: texts of done updates after a day and their ids after three, parked updates and turns
// after 30 days, usage after 90. It is to be called about once an hour.
func (s *Store) Sweep(ctx context.Context) error {
	now := time.UnixMilli(s.clock.now())
	before := func(life time.Duration) int64 { return now.Add(-life).UnixMilli() }
	return s.change(ctx, "sweeping", func(tx *sql.Tx) error {
		for _, do := range []struct {
			query string
			args  []any
		}{
			{`DELETE FROM updates WHERE state = 'done' AND ended <= $1`, []any{before(keepID)}},
			{`DELETE FROM updates WHERE state = 'parked' AND ended <= $1`, []any{before(keepParked)}},
			{`DELETE FROM replies WHERE update_id IN (SELECT id FROM updates WHERE state = 'done' AND ended <= $1)`,
				[]any{before(keepDone)}},
			{`UPDATE updates SET raw = $2 WHERE state = 'done' AND ended <= $1 AND raw <> $2`, []any{before(keepDone), []byte{}}},
			{`DELETE FROM turns WHERE at <= $1`, []any{before(TurnLife)}},
			{`DELETE FROM usage WHERE day < $1`, []any{now.Add(-keepUsage).UTC().Format(time.DateOnly)}},
		} {
			if _, err := tx.ExecContext(ctx, do.query, do.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

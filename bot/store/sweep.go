package store

import (
	"context"
	"database/sql"
	"time"
)

// How long things are kept: the texts of done updates, the ids of those, updates that were parked, and usage and figures. An
// id is known for longer than Telegram keeps an update, which is 24 hours, and for less than the week after which it may begin anew
// with any id.
const (
	DoneLife   = 24 * time.Hour
	IDLife     = 3 * 24 * time.Hour
	ParkedLife = 30 * 24 * time.Hour
	UsageLife  = 90 * 24 * time.Hour
)

// Sweep deletes what is kept no longer: texts of done updates after a day and their ids after three, parked updates, turns and
// answers after 30 days, usage and figures after 90, and when the day is over what those took who were forgotten. It is to be called
// about once an hour.
func (s *Store) Sweep(ctx context.Context) error {
	now := time.UnixMilli(s.clock.now())
	before := func(life time.Duration) int64 { return now.Add(-life).UnixMilli() }
	return s.change(ctx, "sweeping", func(tx *sql.Tx) error {
		for _, do := range []struct {
			query string
			args  []any
		}{
			{`DELETE FROM updates WHERE state = 'done' AND ended <= $1`, []any{before(IDLife)}},
			{`DELETE FROM updates WHERE state = 'parked' AND ended <= $1`, []any{before(ParkedLife)}},
			{`DELETE FROM replies WHERE update_id IN (SELECT id FROM updates WHERE state = 'done' AND ended <= $1)`,
				[]any{before(DoneLife)}},
			{`UPDATE updates SET raw = $2 WHERE state = 'done' AND ended <= $1 AND raw <> $2`, []any{before(DoneLife), []byte{}}},
			{`DELETE FROM turns WHERE at <= $1`, []any{before(TurnLife)}},
			{`DELETE FROM answers WHERE at <= $1`, []any{before(AnswerLife)}},
			{`DELETE FROM usage WHERE day < $1`, []any{now.Add(-UsageLife).UTC().Format(time.DateOnly)}},
			{`DELETE FROM usage WHERE kind = 'forgotten' AND day < $1`, []any{s.today()}},
			{`DELETE FROM secrets WHERE name LIKE $1 AND name < $2`, []any{forgottenSecret + "%", forgottenSecret + s.today()}},
			{`DELETE FROM figures WHERE day < $1`, []any{now.Add(-UsageLife).UTC().Format(time.DateOnly)}},
		} {
			if _, err := tx.ExecContext(ctx, do.query, do.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

package store

import (
	"context"
	"database/sql"
	"time"
)

// Skip ends the updates that wait in a job's chat, were sent before a time, and have not been tried; those that are urgent stay.
// It returns how many they were. The error may be ErrLost.
func (s *Store) Skip(ctx context.Context, job Job, before time.Time) (n int, err error) {
	err = s.change(ctx, doing("skipping what waits behind", job), func(tx *sql.Tx) error {
		if err := s.hold(ctx, tx, job); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `UPDATE updates SET state = 'done', raw = $1, ended = $2
			WHERE chat = $3 AND state = 'waiting' AND attempts = 0 AND urgent = 0 AND at < $4`,
			[]byte{}, s.clock.now(), job.Chat, before.UnixMilli())
		if err != nil {
			return err
		}
		skipped, err := r.RowsAffected()
		n = int(skipped)
		return err
	})
	return n, err
}

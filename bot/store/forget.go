package store

import (
	"context"
	"database/sql"
	"errors"
)

// Forget deletes all that is kept of a user and of the private chat with that user, which has the same id: updates and
// replies, those included that wait, run or are parked, turns, answers with their feedback, settings, usage and a pairing. What the
// user took today counts for the daily limit until the day ends, without the id. Of updates only the ids are kept, so that they are
// not taken for new ones. Workers that are at it get ErrLost, save that Done is done, for the one that asked for this.
// With SQLite, nothing of it can be found in the data directory afterwards; see sqldb.DB.Erase for what that costs. When
// the error comes from there, the rows are deleted and only that last step is to be repeated, by calling Forget again.
func (s *Store) Forget(ctx context.Context, user int64) error {
	if user == 0 {
		return errors.New("forgetting a user: 0 is nobody")
	}
	err := s.change(ctx, "forgetting a user", func(tx *sql.Tx) error {
		for _, do := range []struct {
			query string
			args  []any
		}{
			{`DELETE FROM replies WHERE update_id IN (SELECT id FROM updates WHERE person = $1 OR chat = $1)`, []any{user}},
			{`UPDATE updates SET state = 'done', chat = 0, lane = 0, person = 0, message = 0, raw = $2, worker = '', reason = '',
				at = 0, ended = $3 WHERE person = $1 OR chat = $1`, []any{user, []byte{}, s.clock.now()}},
			{`DELETE FROM turns WHERE person = $1 OR chat = $1`, []any{user}},
			{`DELETE FROM answers WHERE person = $1 OR chat = $1`, []any{user}},
			{`DELETE FROM chats WHERE chat = $1`, []any{user}},
			{`DELETE FROM people WHERE person = $1`, []any{user}},
		} {
			if _, err := tx.ExecContext(ctx, do.query, do.args...); err != nil {
				return err
			}
		}
		return s.forgetUsage(ctx, tx, user)
	})
	if err != nil {
		return err
	}
	return s.db.Erase(ctx)
}

package store

import (
	"context"
	"database/sql"
)

// fate is what becomes of a new update.
type fate int

const (
	taken  fate = iota // it waits for its turn
	excess             // it waits for its user to be told that it is left out
	left               // it is left out
)

// admitted is an update with its fate.
type admitted struct {
	Update
	fate fate
}

// admit decides which updates of a batch are too many of their users.
func (s *Store) admit(ctx context.Context, tx *sql.Tx, batch []Update) ([]admitted, error) {
	queues := make(map[int64]*queue)
	rows := make([]admitted, 0, len(batch))
	for _, u := range batch {
		row := admitted{Update: u}
		if s.o.Waiting > 0 && u.User != 0 && !u.Urgent && u.Park == "" {
			q := queues[u.User]
			if q == nil {
				q = &queue{}
				if err := q.load(ctx, tx, u.User); err != nil {
					return nil, err
				}
				queues[u.User] = q
			}
			row.fate = q.add(s.o.Waiting, u.Edit)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// queue is what a user has under way or waiting.
type queue struct {
	taken, excess int
}

func (q *queue) load(ctx context.Context, tx *sql.Tx, user int64) error {
	return tx.QueryRowContext(ctx, `SELECT CAST(COALESCE(SUM(1 - excess), 0) AS BIGINT), CAST(COALESCE(SUM(excess), 0) AS BIGINT) FROM updates
		WHERE person = $1 AND state IN ('waiting', 'leased') AND urgent = 0`, user).Scan(&q.taken, &q.excess)
}

// add counts one more: the one that is worked on, so many that may wait, and one notice, which is never about an edit: the
// reply to what was edited stands.
func (q *queue) add(waiting int, edit bool) fate {
	switch {
	case q.excess > 0, edit && q.taken > waiting:
		return left
	case q.taken > waiting:
		q.excess++
		return excess
	}
	q.taken++
	return taken
}

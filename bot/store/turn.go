package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// How many turns of a dialogue are remembered, and for how long.
const (
	MaxTurns = 3
	TurnLife = 30 * 24 * time.Hour
)

// Dialogue is what one person and the bot say to each other in one chat or, where it has topics, in one topic: in a group,
// others have dialogues of their own.
type Dialogue struct{ Chat, Thread, User int64 }

// Turn is a question and its answer.
type Turn struct{ Question, Answer string }

// Turns returns the last turns of a dialogue, oldest first: MaxTurns at most, and none older than TurnLife.
func (s *Store) Turns(ctx context.Context, d Dialogue) ([]Turn, error) {
	rows, err := s.db.Pool().QueryContext(ctx, `SELECT question, answer FROM turns
		WHERE chat = $1 AND thread = $2 AND person = $3 AND at > $4 ORDER BY n`,
		d.Chat, d.Thread, d.User, s.clock.now()-TurnLife.Milliseconds())
	turns, err := collect(rows, err, func(t *Turn, r *sql.Rows) error { return r.Scan(&t.Question, &t.Answer) })
	if err != nil {
		return nil, fmt.Errorf("reading the turns of a chat: %w", err)
	}
	return turns, nil
}

// AddTurn remembers a turn, and forgets the one that is too many. An answer that goes through Ready brings its turn along.
func (s *Store) AddTurn(ctx context.Context, d Dialogue, t Turn) error {
	return s.change(ctx, "adding a turn", func(tx *sql.Tx) error { return s.addTurn(ctx, tx, d, t) })
}

func (s *Store) addTurn(ctx context.Context, tx *sql.Tx, d Dialogue, t Turn) error {
	var n int64
	err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(n), 0) + 1 FROM turns WHERE chat = $1 AND thread = $2 AND person = $3`,
		d.Chat, d.Thread, d.User).Scan(&n)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO turns (chat, thread, person, n, at, question, answer) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		d.Chat, d.Thread, d.User, n, s.clock.now(), storable(t.Question), storable(t.Answer))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM turns WHERE chat = $1 AND thread = $2 AND person = $3 AND n <= $4`,
		d.Chat, d.Thread, d.User, n-MaxTurns)
	return err
}

// DropTurns begins a dialogue anew.
func (s *Store) DropTurns(ctx context.Context, d Dialogue) error {
	return s.change(ctx, "dropping the turns of a chat", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM turns WHERE chat = $1 AND thread = $2 AND person = $3`, d.Chat, d.Thread, d.User)
		return err
	})
}

package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Move notes that a group has another id from now on.
func (s *Store) Move(ctx context.Context, chat, now int64) error {
	return s.change(ctx, "noting the new id of a group", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO moves (chat, now) VALUES ($1, $2) ON CONFLICT (chat) DO UPDATE SET now = excluded.now`,
			chat, now)
		return err
	})
}

// Moves returns the new ids of groups by the ones that they had.
func (s *Store) Moves(ctx context.Context) (map[int64]int64, error) {
	type move struct{ chat, now int64 }
	rows, err := s.db.Pool().QueryContext(ctx, `SELECT chat, now FROM moves`)
	list, err := collect(rows, err, func(m *move, r *sql.Rows) error { return r.Scan(&m.chat, &m.now) })
	if err != nil {
		return nil, fmt.Errorf("reading the new ids of groups: %w", err)
	}
	moves := make(map[int64]int64, len(list))
	for _, m := range list {
		moves[m.chat] = m.now
	}
	return moves, nil
}

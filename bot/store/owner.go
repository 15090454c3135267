package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Owner returns the person who was paired with the bot, 0 when nobody was.
func (s *Store) Owner(ctx context.Context) (int64, error) {
	var person int64
	err := s.db.Pool().QueryRowContext(ctx, `SELECT person FROM people WHERE role = 'owner'`).Scan(&person)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("looking for the owner: %w", err)
	}
	return person, nil
}

// Pair makes a person the owner, unless there is one, and returns who is.
func (s *Store) Pair(ctx context.Context, person int64) (owner int64, err error) {
	err = s.change(ctx, "pairing", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO people (person, role, at) VALUES ($1, 'owner', $2) ON CONFLICT DO NOTHING`,
			person, s.clock.now())
		return err
	})
	if err != nil {
		return 0, err
	}
	return s.Owner(ctx)
}

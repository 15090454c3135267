package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Memo returns what SetMemo has kept under a name, unless that was made of something else than the key says; then it is "".
func (s *Store) Memo(ctx context.Context, name, key string) (content string, err error) {
	err = s.db.Pool().QueryRowContext(ctx, `SELECT content FROM memos WHERE name = $1 AND key = $2`, name, key).Scan(&content)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading a memo: %w", err)
	}
	return content, nil
}

// SetMemo keeps, until the next of that name, what would cost something to make again. The key says what it was made of.
func (s *Store) SetMemo(ctx context.Context, name, key, content string) error {
	return s.change(ctx, "keeping a memo", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO memos (name, key, content) VALUES ($1, $2, $3)
			ON CONFLICT (name) DO UPDATE SET key = excluded.key, content = excluded.content`, name, key, storable(content))
		return err
	})
}

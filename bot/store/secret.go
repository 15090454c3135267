package store

import (
	"context"
	"crypto/rand"
	"database/sql"
)

// secretSize is the size of a secret, in bytes: that of the key of an HMAC-SHA256.
const secretSize = 32

// Secret returns 32 random bytes that are drawn once for a name, and then are the same for all that share the database.
func (s *Store) Secret(ctx context.Context, name string) (secret []byte, err error) {
	err = s.change(ctx, "reading a secret", func(tx *sql.Tx) (err error) {
		secret, err = drawSecret(ctx, tx, name)
		return err
	})
	return secret, err
}

func drawSecret(ctx context.Context, tx *sql.Tx, name string) (secret []byte, err error) {
	drawn := make([]byte, secretSize)
	if _, err := rand.Read(drawn); err != nil {
		return nil, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`, name, drawn)
	if err != nil {
		return nil, err
	}
	err = tx.QueryRowContext(ctx, `SELECT value FROM secrets WHERE name = $1`, name).Scan(&secret)
	return secret, err
}

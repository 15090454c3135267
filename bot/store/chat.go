package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Chat is what a chat has chosen. What is empty was not chosen.
type Chat struct {
	Language, Profile string
}

// Chat returns what a chat has chosen.
func (s *Store) Chat(ctx context.Context, chat int64) (Chat, error) {
	var c Chat
	err := s.db.Pool().QueryRowContext(ctx, `SELECT language, profile FROM chats WHERE chat = $1`, chat).Scan(&c.Language, &c.Profile)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Chat{}, fmt.Errorf("reading the settings of a chat: %w", err)
	}
	return c, nil
}

// SetChat replaces what a chat has chosen.
func (s *Store) SetChat(ctx context.Context, chat int64, c Chat) error {
	return s.change(ctx, "writing the settings of a chat", func(tx *sql.Tx) error {
		if c == (Chat{}) {
			_, err := tx.ExecContext(ctx, `DELETE FROM chats WHERE chat = $1`, chat)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO chats (chat, language, profile) VALUES ($1, $2, $3)
			ON CONFLICT (chat) DO UPDATE SET language = excluded.language, profile = excluded.profile`,
			chat, storable(c.Language), storable(c.Profile))
		return err
	})
}

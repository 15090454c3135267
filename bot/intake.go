package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"articlebot/bot/store"
)

// intake puts what Telegram delivers on disk. What it has taken is safe: Telegram may forget it.
type intake struct {
	store *store.Store
	// username is the bot's own, to know which commands are for it.
	username string
	log      *slog.Logger
}

// take stores the updates of a batch that are for the bot. One that cannot be read is parked, so that it does not hold back
// the others. When the error is not nil, nothing of the batch was taken.
func (in *intake) take(ctx context.Context, batch []rawUpdate) error {
	var updates []store.Update
	for _, raw := range batch {
		u, err := raw.decode()
		switch {
		case err != nil:
			in.log.Error("parking an update that cannot be read", "update", raw.id, "err", err)
			updates = append(updates, store.Update{ID: raw.id, Raw: raw.json, Park: "it cannot be read"})
		case wants(u.Message):
			updates = append(updates, in.update(raw, u.Message))
		}
	}
	if err := in.store.Add(ctx, updates); err != nil {
		return fmt.Errorf("taking a batch of %d updates: %w", len(updates), err)
	}
	return nil
}

// wants reports whether a message is for the bot: those of private chats are.
func wants(m *message) bool {
	return m != nil && m.From != nil && m.Chat.Type == "private"
}

func (in *intake) update(raw rawUpdate, m *message) store.Update {
	u := store.Update{ID: raw.id, Chat: m.Chat.ID, User: m.From.ID, Raw: raw.json}
	if m.Date > 0 {
		u.At = time.Unix(m.Date, 0)
	}
	if c, ok := parseCommand(m.Text); ok && c.isFor(in.username) && c.name == "stop" {
		u.Urgent, u.Stop = true, true
	}
	return u
}

// isFor reports whether a command is for the bot of that name.
func (c command) isFor(username string) bool {
	return c.bot == "" || strings.EqualFold(c.bot, username)
}

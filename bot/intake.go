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
		if err != nil {
			in.log.Error("parking an update that cannot be read", "update", raw.id, "err", err)
			updates = append(updates, store.Update{ID: raw.id, Raw: raw.json, Park: "it cannot be read"})
			continue
		}
		if taken, ok := in.update(u); ok {
			taken.ID, taken.Raw = raw.id, raw.json
			updates = append(updates, taken)
		}
	}
	if err := in.store.Add(ctx, updates); err != nil {
		return fmt.Errorf("taking a batch of %d updates: %w", len(updates), err)
	}
	return nil
}

// update says whose an update is, and whether it is for the bot at all.
func (in *intake) update(u update) (store.Update, bool) {
	switch {
	case u.Press != nil:
		return in.press(u.Press)
	case wants(u.Message):
		return in.message(u.Message), true
	}
	return store.Update{}, false
}

// wants reports whether a message is for the bot: those of private chats are.
func wants(m *message) bool {
	return m != nil && m.From != nil && m.Chat.Type == "private"
}

func (in *intake) message(m *message) store.Update {
	u := store.Update{Chat: m.Chat.ID, User: m.From.ID}
	if m.Date > 0 {
		u.At = time.Unix(m.Date, 0)
	}
	if c, ok := parseCommand(m.Text); ok && c.isFor(in.username) && c.name == "stop" {
		u.Urgent, u.Stop = true, true
	}
	return u
}

// pressLane has the presses of a person in an order of their own, so that they do not wait for the answers in the chat.
// Telegram's ids are below 2^52.
const pressLane = 1 << 60

func (in *intake) press(p *press) (store.Update, bool) {
	if p.From == nil || p.Message == nil {
		return store.Update{}, false
	}
	return store.Update{Chat: p.Message.Chat.ID, User: p.From.ID, Lane: pressLane + p.From.ID, Urgent: true}, true
}

// isFor reports whether a command is for the bot of that name.
func (c command) isFor(username string) bool {
	return c.bot == "" || strings.EqualFold(c.bot, username)
}

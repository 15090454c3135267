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
	store    *store.Store
	access   *guard
	inline   *inliner
	forwards *forwards
	albums   *albums
	// username is the bot's own, to know what is for it.
	username string
	log      *slog.Logger
}

func newIntake(o Options, api *client, h *handler) *intake {
	in := &intake{
		store:    o.Store,
		access:   h.access,
		forwards: newForwards(),
		albums:   h.albums,
		inline: &inliner{
			asker: o.Quick, api: api, access: h.access, offers: h.offers, log: h.log, slots: make(chan struct{}, inlineAtOnce),
		},
		log: h.log,
	}
	api.refused = in.moved
	return in
}

// take stores the updates of a batch that are for the bot. One that cannot be read is parked, so that it does not hold back
// the others. When the error is not nil, nothing of the batch was taken.
func (in *intake) take(ctx context.Context, batch []rawUpdate) error {
	var updates []store.Update
	var queries []*inline
	for _, raw := range batch {
		u, err := raw.decode()
		if err != nil {
			in.log.Error("parking an update that cannot be read", "update", raw.id, "err", err)
			updates = append(updates, store.Update{ID: raw.id, Raw: raw.json, Park: "it cannot be read"})
			continue
		}
		if m := u.Message; m != nil && m.MovedTo != 0 {
			if err := in.move(ctx, m.Chat.ID, m.MovedTo); err != nil {
				return err
			}
		}
		if u.Inline != nil {
			queries = append(queries, u.Inline)
		}
		if taken, ok := in.update(u); ok {
			taken.ID, taken.Raw = raw.id, raw.json
			updates = append(updates, taken)
		}
	}
	if err := in.store.Add(ctx, updates); err != nil {
		return fmt.Errorf("taking a batch of %d updates: %w", len(updates), err)
	}
	for _, q := range queries {
		in.inline.take(ctx, q)
	}
	return nil
}

// update says whose an update is, and whether it is for the bot at all.
func (in *intake) update(u update) (store.Update, bool) {
	switch {
	case u.Press != nil:
		return in.press(u.Press)
	case u.Stopped != nil:
		return in.stopped(u.Stopped)
	case u.Edited != nil:
		return in.edit(u.Edited)
	case u.Message.isFor(in.username):
		return in.message(u.Message)
	}
	return store.Update{}, false
}

// message takes a message that is for the bot, save what strangers write in groups, and forwarded ones but the first.
func (in *intake) message(m *message) (store.Update, bool) {
	if m.isGroup() && !in.access.lets(m) || m.isForwarded() && !in.forwards.first(m.Chat.ID) {
		return store.Update{}, false
	}
	if m.Album != "" && m.Caption != "" {
		in.albums.first(m.Chat.ID, m.Album) // the pictures beside this one need no word
	}
	u := store.Update{Chat: m.Chat.ID, User: m.From.ID, Message: m.ID}
	if m.Date > 0 {
		u.At = time.Unix(m.Date, 0)
	}
	if c, ok := parseCommand(m.words(in.username)); ok && c.isFor(in.username) {
		u.Urgent, u.Stop = c.isLasting(), c.name == "stop"
	}
	return u, true
}

// pressLane has the presses of a person in an order of their own, so that they do not wait for the answers in the chat.
// Telegram's ids are below 2^52.
const pressLane = 1 << 60

func (in *intake) press(p *press) (store.Update, bool) {
	if p.From == nil || p.Message == nil {
		return store.Update{}, false
	}
	u := store.Update{Chat: p.Message.Chat.ID, User: p.From.ID}
	// One that asks a question is one: it has its turn among the others, and can be stopped like them.
	if c, _, ok := parseCallback(p.Data); !ok || c.action != actAsk {
		u.Lane, u.Urgent = pressLane+p.From.ID, true
	}
	return u, true
}

// isFor reports whether a command is for the bot of that name.
func (c command) isFor(username string) bool {
	return c.bot == "" || strings.EqualFold(c.bot, username)
}

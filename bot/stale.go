package bot

import (
	"context"
	"slices"
	"sync"
	"time"
)

// isStale reports whether an update has waited for too long to be answered.
func (h *handler) isStale(k *task) bool { return h.maxAge > 0 && time.Since(k.At) > h.maxAge }

// isLasting reports whether a command is carried out however old it is.
func (c command) isLasting() bool {
	return slices.ContainsFunc(orders(), func(o order) bool { return o.name == c.name && o.lasting })
}

// lasts reports whether a text is such a command for the bot.
func (h *handler) lasts(text string) bool {
	c, ok := parseCommand(text)
	return ok && c.isFor(h.username) && c.isLasting()
}

// stale tells a chat once that what was asked while the bot was away is not answered.
func (h *handler) stale(ctx context.Context, k *task, m *message) error {
	n, err := h.store.Skip(ctx, k.Job, time.Now().Add(-h.maxAge))
	if err != nil {
		return stored(err)
	}
	if h.absences.knows(m.Chat.ID, k.At) {
		return nil
	}
	h.log.Info("leaving out what is too old to be answered", "update", k.ID, "messages", n+1)
	if err := h.say(ctx, k, k.t.stale); err != nil {
		return err
	}
	h.absences.tell(m.Chat.ID)
	return nil
}

// absences remembers when chats were told that the bot had been away: what was sent before then, and is taken only now, needs
// no other notice. A long backlog comes in many batches.
type absences struct {
	mu   sync.Mutex
	told map[int64]time.Time
}

func newAbsences() *absences { return &absences{told: map[int64]time.Time{}} }

// knows reports whether a chat was told after a message was sent.
func (a *absences) knows(chat int64, sent time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return sent.Before(a.told[chat])
}

// tell notes that a chat was told just now.
func (a *absences) tell(chat int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.told) >= maxLanes {
		clear(a.told)
	}
	a.told[chat] = time.Now()
}

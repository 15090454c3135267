package bot

import (
	"context"
	"sync"
	"time"
)

// holds keeps the times before which Telegram wants no request to a chat.
type holds struct {
	mu    sync.Mutex
	until map[int64]time.Time
}

func newHolds() *holds { return &holds{until: map[int64]time.Time{}} }

// add holds a chat for d from now, or longer if it is held longer already.
func (h *holds) add(chat int64, d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := time.Now().Add(d); t.After(h.until[chat]) {
		h.until[chat] = t
	}
}

// left returns how long a chat is still held; 0 when it is free.
func (h *holds) left(chat int64) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	t, held := h.until[chat]
	if !held {
		return 0
	}
	if d := time.Until(t); d > 0 {
		return d
	}
	delete(h.until, chat)
	return 0
}

// wait returns when a chat is free, or the error of ctx.
func (h *holds) wait(ctx context.Context, chat int64) error {
	for d := h.left(chat); d > 0; d = h.left(chat) {
		if err := sleep(ctx, d); err != nil {
			return err
		}
	}
	return ctx.Err()
}

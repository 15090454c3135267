package bot

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

// hold keeps requests back while Telegram wants none. The zero value keeps none back.
type hold struct {
	mu      sync.Mutex
	until   time.Time
	waiting int
}

// apart is how far those that waited for the same moment go one after the other, and after whoever comes just then, so that each
// knows how the one before fared.
const apart = 250 * time.Millisecond

func (h *hold) left() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return time.Until(h.until)
}

func (h *hold) extend(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until := time.Now().Add(d); until.After(h.until) {
		h.until = until
	}
}

// wait waits until requests may be made, or ctx ends, whose error it returns then.
func (h *hold) wait(ctx context.Context) error {
	if h.left() <= 0 {
		return nil
	}
	place := h.queue(1)
	defer h.queue(-1)
	for left := h.left(); left > 0; left = h.left() {
		if err := sleep(ctx, left+time.Duration(place+1)*apart); err != nil {
			return err
		}
	}
	return nil
}

// queue counts those that wait, and returns how many there were before.
func (h *hold) queue(more int) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.waiting += more
	return h.waiting - more
}

// chatless makes a request that is to no chat. Telegram counts all of these together: when it holds up one, the others wait as
// well. For those to a chat, see pace.
func (c *client) chatless(
	ctx context.Context, method string, do func() (json.RawMessage, error),
) (json.RawMessage, error) {
	if err := c.chatlessHold.wait(ctx); err != nil {
		return nil, &APIError{Method: method, cause: err}
	}
	result, err := do()
	if judge(err) == limited {
		c.chatlessHold.extend(retryAfter(err))
	}
	return result, err
}

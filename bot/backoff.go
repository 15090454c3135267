package bot

import (
	"context"
	"math/rand/v2"
	"time"
)

// backoff is a pause that grows by half from one second to thirty, give or take a fifth, so that many bots that lost the
// same server do not come back together.
type backoff struct{ last time.Duration }

func (b *backoff) next() time.Duration {
	b.last = min(max(b.last*3/2, time.Second), 30*time.Second)
	return time.Duration(float64(b.last) * (0.8 + 0.4*rand.Float64()))
}

func (b *backoff) reset() { b.last = 0 }

// sleep waits for d or until ctx ends, whose error it returns then.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

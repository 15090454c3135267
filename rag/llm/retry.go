package llm

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"
)

// The retry rule. Three attempts are what Google's SRE book allows; the pause doubles from half a second, give or take
// a fifth, and a server that asks for more than a minute is not waited for.
const (
	maxAttempts = 3
	firstPause  = 500 * time.Millisecond
	maxWait     = time.Minute
)

// attempt makes a request once. It reports committed when the caller has seen a part of the answer: then the attempt is
// the last one, whatever became of it.
type attempt func(ctx context.Context) (committed bool, err error)

// retry is the only retry loop of the package: it repeats what failed for a moment only.
func (e *endpoint) retry(ctx context.Context, try attempt) error {
	for n := 1; ; n++ {
		committed, err := try(ctx)
		if err == nil {
			return nil
		}
		failed := e.explain(ctx, err)
		wait := pause(n, failed)
		if committed || n == maxAttempts || !failed.Transient() || wait > maxWait || !fits(ctx, wait) {
			return failed
		}
		e.log.WarnContext(ctx, "trying again", slog.String("name", e.name), slog.String("kind", string(failed.Kind)),
			slog.Int("status", failed.Status), slog.Int("attempt", n), slog.Duration("wait", wait))
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return e.explain(ctx, ctx.Err())
		}
	}
}

// pause is how long to wait after the nth failure.
func pause(n int, failed *Error) time.Duration {
	if failed.RetryAfter > 0 {
		return failed.RetryAfter
	}
	jitter := 0.8 + 0.4*rand.Float64()
	return time.Duration(jitter * float64(firstPause<<(n-1)))
}

// fits reports whether a wait ends before the context does.
func fits(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > wait
}

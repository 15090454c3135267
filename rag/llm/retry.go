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

// attempt makes a request once. It reports shown when the caller has seen a part of the answer.
type attempt func(ctx context.Context) (shown bool, err error)

// retry is the only retry loop of the package. It makes no request while the breaker is open.
func (e *endpoint) retry(ctx context.Context, try attempt) error {
	if left, why := e.breaker.admit(); left > 0 {
		return e.explain(ctx, openError(left, why, e.model))
	}
	e.budget.earn()
	var so course
	for {
		shown, err := try(ctx)
		failed := e.settle(ctx, err)
		if failed == nil {
			return nil
		}
		if !so.again(failed, shown) {
			return failed
		}
		if err := e.await(ctx, so.failures, failed); err != nil {
			return err
		}
	}
}

// settle tells the breaker how a request ended, and explains the error if it is one.
func (e *endpoint) settle(ctx context.Context, err error) *Error {
	if err == nil {
		e.breaker.record(nil)
		return nil
	}
	failed := e.explain(ctx, err)
	if pause := e.breaker.record(failed); pause > 0 {
		e.log.WarnContext(ctx, "not asking for a while", slog.String("name", e.name), slog.String("kind", string(failed.Kind)),
			slog.Int("status", failed.Status), slog.Duration("pause", pause))
	}
	return failed
}

// course is how a call has gone so far.
type course struct {
	failures int
	// shown reports that a part of an answer was shown, emptied that an answer had no text.
	shown, emptied bool
}

// again takes note of a failure and reports whether it is worth another attempt: what failed for a moment is, and an
// answer without text once. What was shown is replaced once.
func (c *course) again(failed *Error, shown bool) bool {
	replaced, emptied := c.shown, c.emptied
	c.failures++
	c.shown = c.shown || shown
	c.emptied = c.emptied || failed.Kind == KindEmpty
	switch {
	case replaced || c.failures == maxAttempts:
		return false
	case failed.Kind == KindEmpty:
		return !emptied
	}
	return failed.Transient()
}

// await returns nil when the attempt after the nth failure may be made, and otherwise what to return to the caller.
func (e *endpoint) await(ctx context.Context, n int, failed *Error) error {
	wait := pause(n, failed)
	if wait > maxWait || !fits(ctx, wait) || e.breaker.left() > wait || !e.budget.spend() {
		return failed
	}
	e.log.WarnContext(ctx, "trying again", slog.String("name", e.name), slog.String("kind", string(failed.Kind)),
		slog.Int("status", failed.Status), slog.Int("attempt", n), slog.Duration("wait", wait))
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		return e.explain(ctx, ctx.Err())
	}
	if left, _ := e.breaker.admit(); left > 0 {
		return failed
	}
	return nil
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

package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"articlebot/bot/store"
)

// errLapsed ends work whose lease could not be extended in time: somebody else may be at it.
var errLapsed = fmt.Errorf("it could not be extended in time: %w", store.ErrLost)

// lease is for how long an update is surely this worker's, by this machine's clock.
type lease struct {
	length time.Duration

	mu    sync.Mutex
	until time.Time
}

// newLease returns a lease that began at start or later.
func newLease(length time.Duration, start time.Time) *lease {
	return &lease{length: length, until: start.Add(length)}
}

// holds reports whether something may still be shown to people. It looks at the clock, since a process that was halted
// wakes up with its timers still to fire.
func (l *lease) holds() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return time.Now().Before(l.until)
}

func (l *lease) extend(from time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.until = from.Add(l.length)
}

// keep extends the lease in the store at every third of its length until ctx ends. When that is no longer possible it
// calls lost with the reason and returns.
func (l *lease) keep(ctx context.Context, extend func(context.Context) error, lost context.CancelCauseFunc, report func(error)) {
	for sleep(ctx, l.length/3) == nil {
		start := time.Now()
		err := extend(ctx)
		switch {
		case err == nil:
			l.extend(start)
		case errors.Is(err, store.ErrLost):
			lost(err)
			return
		case ctx.Err() == nil:
			report(err)
		}
		if !l.holds() {
			lost(errLapsed)
			return
		}
	}
}

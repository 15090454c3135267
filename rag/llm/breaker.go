package llm

import (
	"sync"
	"time"
)

// When a server is left alone. The numbers are a compromise between load on a server in trouble and questions that are
// answered late; who tops up an account or pulls a model waits no longer than refusedPause.
const (
	breakerFailures = 5
	downPause       = 30 * time.Second
	refusedPause    = time.Minute
)

// breaker keeps requests from a server that fails: after breakerFailures in a row that say that it is down it opens for
// downPause, after one that says that it will refuse every request for refusedPause. Then one request is let through as a
// probe, and another one every downPause until one is answered. The zero breaker is closed.
type breaker struct {
	mu       sync.Mutex
	failures int
	// until is the time of the next probe, zero when the breaker is closed; why is what opened it.
	until time.Time
	why   Kind
}

// admit returns 0 when a request may be made, and otherwise for how long none may, and why.
func (b *breaker) admit() (time.Duration, Kind) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.until.IsZero() {
		return 0, ""
	}
	if left := time.Until(b.until); left > 0 {
		return left, b.why
	}
	// A probe that is never heard of again, because its caller gave it up, does not keep the next one away.
	b.until = time.Now().Add(downPause)
	return 0, ""
}

// left is for how long no request may be made.
func (b *breaker) left() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, time.Until(b.until))
}

// record takes the outcome of a request, nil for an answer. It returns for how long that opened the breaker.
func (b *breaker) record(failed *Error) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case failed != nil && failed.cause != nil:
		// The caller's context ended it, which says nothing of the server.
		return 0
	case failed != nil && failed.Kind.refusesAll():
		return b.open(refusedPause, failed.Kind)
	case failed != nil && failed.Kind.isDown():
		if b.failures++; b.failures >= breakerFailures {
			return b.open(downPause, failed.Kind)
		}
		return 0
	}
	b.failures, b.until = 0, time.Time{}
	return 0
}

func (b *breaker) open(pause time.Duration, why Kind) time.Duration {
	b.until, b.why = time.Now().Add(pause), why
	return pause
}

// isDown reports that a failure is the server's own, whatever it was asked.
func (k Kind) isDown() bool {
	switch k {
	case KindOverloaded, KindNetwork, KindTimeout, KindCut:
		return true
	default:
		return false
	}
}

// refusesAll reports that a server refuses the profile and not the request.
func (k Kind) refusesAll() bool { return k == KindAuth || k == KindQuota || k == KindModel }

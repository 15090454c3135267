package llm

import (
	"sync"
	"time"
)

// The retry budget: a tenth of the requests (Google, "Site Reliability Engineering", "Handling Overload"), after a burst.
// It is counted in tenths of a retry.
const (
	retryCost   = 10
	budgetSize  = 10 * retryCost
	budgetReset = time.Minute
)

// budget bounds the retries of an endpoint, so that they do not multiply the load on a server that fails. A minute
// without a retry fills it again: otherwise who asks little would wait for days until retries work. The zero budget is full.
type budget struct {
	mu    sync.Mutex
	left  int
	spent time.Time
}

// earn takes note of a request that is no retry.
func (b *budget) earn() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left = min(b.left+1, budgetSize)
}

// spend reports whether there may be a retry, and takes note of it.
func (b *budget) spend() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if time.Since(b.spent) >= budgetReset {
		b.left = budgetSize
	}
	if b.left < retryCost {
		return false
	}
	b.left -= retryCost
	b.spent = time.Now()
	return true
}

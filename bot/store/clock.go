package store

import (
	"context"
	"sync"
	"time"

	"articlebot/internal/sqldb"
)

// clock gives times that never go back and do not stand still either. A time that jumps back, as of a machine whose clock
// is set, counts as no step, and the next steps count from there.
type clock struct {
	read func() time.Time

	mu   sync.Mutex
	last time.Time
	time time.Time
}

// startClock begins with the time of the database's server where there is one, so that the replicas of a bot agree about
// when a lease ends.
func startClock(ctx context.Context, db *sqldb.DB, read func() time.Time) (*clock, error) {
	c := &clock{read: read, last: read()}
	c.time = c.last
	if at, ok, err := db.Now(ctx); err != nil {
		return nil, err
	} else if ok {
		c.time = at
	}
	return c, nil
}

// now returns milliseconds since 1970.
func (c *clock) now() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.read()
	c.time = c.time.Add(max(0, t.Sub(c.last)))
	c.last = t
	return c.time.UnixMilli()
}

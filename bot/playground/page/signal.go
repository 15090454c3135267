package page

import "sync"

// signal tells any number of waiters that the article or the model changed: its channel is closed and replaced.
type signal struct {
	mu sync.Mutex
	c  chan struct{}
}

func newSignal() signal { return signal{c: make(chan struct{})} }

// next returns a channel that is closed at the next change. Take it before looking.
func (g *signal) next() <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.c
}

func (g *signal) fire() {
	g.mu.Lock()
	defer g.mu.Unlock()
	close(g.c)
	g.c = make(chan struct{})
}

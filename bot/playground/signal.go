package playground

import "context"

// signal tells any number of waiters that something changed: its channel is closed and replaced.
type signal struct{ c chan struct{} }

func newSignal() signal { return signal{c: make(chan struct{})} }

func (g *signal) fire() {
	close(g.c)
	g.c = make(chan struct{})
}

// Changed returns a channel that is closed when anything changes next: a screen, a call, an update, a press. Take it
// before looking, so that no change falls between.
func (s *Server) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed.c
}

// Await returns when the condition holds, which it looks at now and after every change, or with ctx's error.
func (s *Server) Await(ctx context.Context, condition func() bool) error {
	for {
		changed := s.Changed()
		if condition() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

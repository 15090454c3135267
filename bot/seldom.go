package bot

import (
	"sync"
	"time"
)

// seldom lets a line through to the log that would be written again and again. The zero value is ready.
type seldom struct {
	mu   sync.Mutex
	last time.Time
}

// due reports whether the last time it was so is a minute ago.
func (s *seldom) due() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.last.IsZero() && time.Since(s.last) < time.Minute {
		return false
	}
	s.last = time.Now()
	return true
}

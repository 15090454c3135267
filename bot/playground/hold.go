package playground

import "slices"

// JumpTo makes the next update have an id, as when Telegram starts again at a random one after a quiet week. Updates after
// a jump are not confirmed by an offset from before it.
func (s *Server) JumpTo(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inbox.nextID = id
	s.inbox.jumped = true
}

// Hold keeps updates back until Release, so that what is done meanwhile comes in one batch.
func (s *Server) Hold() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inbox.held = true
}

// Release ends Hold. The updates that wait are delivered in the order of these ids, before the others.
func (s *Server) Release(first ...int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inbox.held = false
	place := func(u *update) int {
		if i := slices.Index(first, u.id); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(s.inbox.waiting, func(a, b *update) int { return place(a) - place(b) })
	for _, u := range s.inbox.waiting {
		s.offer(u.queue)
	}
}

// Repeat delivers updates again that were delivered or confirmed before, with the same ids and JSON.
func (s *Server) Repeat(updates ...int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range updates {
		for _, u := range slices.Backward(s.inbox.history) {
			if u.id == id {
				again := *u
				again.shielded = true
				s.inbox.waiting = append(s.inbox.waiting, &again)
				s.offer(again.queue)
				break
			}
		}
	}
}

package playground

// Write is Do for one message, whose own id it returns: that is known even when the bot is not told.
func (s *Server) Write(a Say) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	a.apply(s)
	list := s.in(a.In, a.By).messages
	return list[len(list)-1].ID
}

// Tap is Do for one press, whose own id it returns, by which Press finds it.
func (s *Server) Tap(a Press) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	a.apply(s)
	return s.presses[len(s.presses)-1].ID
}

// Press returns a press by its id; it is zero when there is none.
func (s *Server) Press(id string) Pressed {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.presses {
		if p.ID == id {
			return *p
		}
	}
	return Pressed{}
}

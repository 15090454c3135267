package playground

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Call is a request of the bot as it arrived. Parameters that came as JSON of another kind than a text are JSON texts.
type Call struct {
	Method string
	Params map[string]string
	At     time.Time
}

// Screen is what a chat shows.
type Screen struct {
	Messages []Message
	Drafts   []Draft
	// Typing are the times at which the bot let it be shown that it is typing or the like.
	Typing []time.Time
}

// Lines returns the texts of the messages, each with "bot: " or "person: " before it; messages without text are left out.
func (s Screen) Lines() []string {
	var lines []string
	for _, m := range s.Messages {
		switch {
		case m.Text == "":
		case m.FromBot:
			lines = append(lines, "bot: "+m.Text)
		default:
			lines = append(lines, "person: "+m.Text)
		}
	}
	return lines
}

// Last returns the newest message; it is zero when there is none.
func (s Screen) Last() Message {
	if len(s.Messages) == 0 {
		return Message{}
	}
	return s.Messages[len(s.Messages)-1]
}

// Screen returns what a chat shows now; a chat that does not exist shows nothing.
func (s *Server) Screen(chat int64) Screen {
	s.mu.Lock()
	defer s.mu.Unlock()
	var screen Screen
	c := s.chats[chat]
	if c == nil {
		return screen
	}
	for _, m := range c.messages {
		screen.Messages = append(screen.Messages, m.snapshot())
	}
	for thread := range c.drafts {
		if d := c.draft(thread); d != nil {
			shown := *d
			shown.Shown = slices.Clone(d.Shown)
			screen.Drafts = append(screen.Drafts, shown)
		}
	}
	slices.SortFunc(screen.Drafts, func(a, b Draft) int { return cmp.Compare(a.Thread, b.Thread) })
	screen.Typing = slices.Clone(c.typing)
	return screen
}

// Chats returns the open chats by their ids.
func (s *Server) Chats() []Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	var chats []Chat
	for _, c := range s.chats {
		chats = append(chats, c.Chat)
	}
	slices.SortFunc(chats, func(a, b Chat) int { return cmp.Compare(a.ID, b.ID) })
	return chats
}

// Calls returns the calls of a method, oldest first, or all if it is empty. The newest twenty thousand calls are kept.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var calls []Call
	for _, c := range s.calls {
		if method == "" || strings.EqualFold(c.Method, method) {
			calls = append(calls, c)
		}
	}
	return calls
}

// Violations returns what broke rules that Telegram does not enforce by a refusal, or the own Rule.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Pressed returns the presses of buttons, oldest first.
func (s *Server) Pressed() []Pressed {
	s.mu.Lock()
	defer s.mu.Unlock()
	var presses []Pressed
	for _, p := range s.presses {
		presses = append(presses, *p)
	}
	return presses
}

// Unconfirmed returns the ids of the updates that would be delivered again.
func (s *Server) Unconfirmed() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inbox.expire()
	var ids []int64
	for _, u := range s.inbox.waiting {
		ids = append(ids, u.id)
	}
	return ids
}

// Update returns the JSON of an update that was made, nil when there was none with this id.
func (s *Server) Update(id int64) json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range slices.Backward(s.inbox.history) {
		if u.id == id {
			return slices.Clone(u.raw)
		}
	}
	return nil
}

// Offsets returns the offsets that were polled with, oldest first.
func (s *Server) Offsets() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.inbox.offsets)
}

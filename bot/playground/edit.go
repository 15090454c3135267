package playground

import (
	"bytes"
	"time"
)

const unmodified = "message is not modified: specified new message content and reply markup are exactly the same as a " +
	"current content and reply markup of the message"

func (s *Server) editMessageText(p params) (any, *refusal) {
	if _, ok := p["rich_message"]; ok && !s.options.Old {
		rich, refused := s.readRich(p)
		if refused != nil {
			return nil, refused
		}
		return s.edit(p, &rich)
	}
	text, refused := s.readText(p, "MESSAGE_TOO_LONG")
	if refused != nil {
		return nil, refused
	}
	return s.edit(p, &text)
}

func (s *Server) editMessageReplyMarkup(p params) (any, *refusal) { return s.edit(p, nil) }

// edit gives a message of the bot the keyboard of the parameters, or none, and another text unless that is nil.
func (s *Server) edit(p params, text *content) (any, *refusal) {
	keyboard, markup, refused := readMarkup(p)
	if refused != nil {
		return nil, refused
	}
	if p["chat_id"] == "" && p.number("message_id") == 0 {
		if p["inline_message_id"] == "" {
			return nil, badRequest("Message identifier is not specified")
		}
		return nil, badRequest("MESSAGE_ID_INVALID") // no screen shows inline messages
	}
	c, refused := s.chat(p)
	if refused != nil {
		return nil, refused
	}
	m := c.find(p.number("message_id"))
	switch {
	case m == nil:
		return nil, badRequest("message to edit not found")
	case !m.FromBot:
		return nil, badRequest("message can't be edited")
	case (text == nil || text.same(m)) && bytes.Equal(markup, m.markup):
		return nil, badRequest("%s", unmodified)
	}
	if text != nil && !text.same(m) {
		m.show(*text)
	}
	m.Keyboard, m.markup, m.Edited = keyboard, markup, time.Now()
	return s.json(c, m), nil
}

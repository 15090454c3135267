package playground

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Message is a message on a screen.
type Message struct {
	ID int64
	// FromBot tells the bot's messages from people's; From is zero for the bot's and for a channel's own.
	FromBot bool
	From    Person
	Text    string
	// HTML is what the bot sent to be read as HTML; empty when it sent plain text.
	HTML string
	// Rich is the HTML of a rich message, whose Text has a line for each block; empty for others.
	Rich     string
	Entities []Entity
	// Keyboard is the inline keyboard below the message.
	Keyboard [][]Button
	// ReplyTo and Thread are the ids of the message that is answered and of the topic; 0 for none.
	ReplyTo, Thread int64
	// Photo is the picture that the bot sent; nil for none.
	Photo *Photo
	// Fields are further members of a person's message, as given.
	Fields map[string]any
	// Shown are the texts that the message had, oldest first, and At when it got each.
	Shown []string
	At    []time.Time
	// Edited is when text or keyboard changed last; zero when never.
	Edited time.Time

	markup json.RawMessage // the keyboard as the bot sent it
}

// Button is a key of an inline keyboard. A press sends Data; a key with a URL opens it.
type Button struct{ Text, Data, URL string }

// show gives the message another text.
func (m *Message) show(c content) {
	m.Text, m.HTML, m.Rich, m.Entities = c.text, c.html, c.rich, c.entities
	m.Shown = append(m.Shown, c.text)
	m.At = append(m.At, time.Now())
}

// snapshot returns a copy that later changes leave alone.
func (m *Message) snapshot() Message {
	c := *m
	c.Shown, c.At = slices.Clone(m.Shown), slices.Clone(m.At)
	return c
}

// find returns a message of a chat, nil when it is not there.
func (c *chat) find(id int64) *Message {
	for _, m := range slices.Backward(c.messages) {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// json makes the Bot API's Message object; mu is held.
func (s *Server) json(c *chat, m *Message) map[string]any {
	v := s.jsonAlone(c, m)
	if target := c.find(m.ReplyTo); target != nil {
		v["reply_to_message"] = s.jsonAlone(c, target)
	}
	return v
}

func (s *Server) jsonAlone(c *chat, m *Message) map[string]any {
	v := map[string]any{"message_id": m.ID, "date": m.At[0].Unix(), "chat": c.json()}
	switch {
	case c.Type == "channel":
		v["sender_chat"] = c.json()
	case m.FromBot:
		v["from"] = s.self()
	case m.From.ID != 0:
		v["from"] = m.From.json()
	}
	if m.Rich == "" {
		put(v, "text", m.Text)
	} else {
		v["rich_message"] = richJSON(m.Text)
	}
	if len(m.Entities) > 0 {
		v["entities"] = m.Entities
	}
	if m.markup != nil {
		v["reply_markup"] = m.markup
	}
	if !m.Edited.IsZero() {
		v["edit_date"] = m.Edited.Unix()
	}
	if m.Thread != 0 {
		v["message_thread_id"], v["is_topic_message"] = m.Thread, true
	}
	maps.Copy(v, m.Fields)
	maps.DeleteFunc(v, func(_ string, value any) bool { return value == nil })
	return v
}

// self is the bot as a User object.
func (s *Server) self() map[string]any {
	return map[string]any{
		"id": s.options.ID, "is_bot": true, "first_name": s.options.Name, "username": s.options.Username,
	}
}

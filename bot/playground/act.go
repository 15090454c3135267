package playground

import (
	"encoding/json"
	"maps"
	"regexp"
	"strconv"
	"time"
)

// Act is something that a person does: Say, Edit, Press, Stop, Inline, or a Raw update.
type Act interface {
	// apply changes the screen and makes an update, whose id it returns; 0 when the bot is told nothing. mu is held.
	apply(s *Server) int64
}

// Do carries acts out at once: the bot hears of none before all stand on the screen. It returns the ids of their updates,
// 0 where there is none: the bot does not want it (allowed_updates), or it is too large.
func (s *Server) Do(acts ...Act) []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	var ids []int64
	for _, a := range acts {
		ids = append(ids, a.apply(s))
	}
	return ids
}

// in returns the chat that an act is in, open: the given one or, if that is zero, the person's private chat. A chat that is
// open already need only be given by its id.
func (s *Server) in(c Chat, by Person) *chat {
	known := c.Type == ""
	if c.ID == 0 {
		c = by.Private()
	}
	if open := s.chats[c.ID]; known && open != nil {
		return open
	}
	return s.open(c)
}

// Say is a person's message.
type Say struct {
	By Person
	// In is the chat, which need not be open; zero means the private chat of By. In a channel nobody is named as the author.
	In              Chat
	Text            string
	ReplyTo, Thread int64
	// Fields are set over the members of the Message object, whatever they are; nil removes one.
	Fields map[string]any
	// At is when it was written; zero means now.
	At time.Time
}

func (a Say) apply(s *Server) int64 {
	c := s.in(a.In, a.By)
	if a.At.IsZero() {
		a.At = time.Now()
	}
	text := a.Text
	if t, ok := a.Fields["text"].(string); ok {
		text = t
	}
	m := &Message{
		ID: s.number(c), From: a.By, Text: text, Entities: commandsIn(text), ReplyTo: a.ReplyTo, Thread: a.Thread,
		Fields: maps.Clone(a.Fields), Shown: []string{text}, At: []time.Time{a.At},
	}
	c.add(m)
	return s.enqueue(c.kind(""), queueOf(c), a.At.Add(messageLife), func() any { return s.json(c, m) })
}

// kind is what an update with a message of a chat is called, behind what happened to the message.
func (c *chat) kind(what string) string {
	if c.Type == "channel" {
		return what + "channel_post"
	}
	return what + "message"
}

// Edit is a person's change of a message.
type Edit struct {
	By      Person
	In      Chat
	Message int64
	Text    string
}

func (a Edit) apply(s *Server) int64 {
	c := s.in(a.In, a.By)
	m := c.find(a.Message)
	if m == nil {
		return 0
	}
	m.show(content{text: a.Text, entities: commandsIn(a.Text)})
	m.Edited = time.Now()
	return s.enqueue(c.kind("edited_"), queueOf(c), m.Edited.Add(messageLife), func() any { return s.json(c, m) })
}

// Press is a press of a button. The data need be no button's: a client may send any. Of a message that is not there the
// bot learns only the number.
type Press struct {
	By      Person
	In      Chat
	Message int64
	Data    string
}

func (a Press) apply(s *Server) int64 {
	c := s.in(a.In, a.By)
	now := time.Now()
	pressed := &Pressed{
		ID: strconv.FormatInt(now.Unix()<<16+int64(len(s.presses)), 10), By: a.By, Chat: c.ID, Message: a.Message,
		Data: a.Data, At: now,
	}
	s.presses = append(s.presses, pressed)
	return s.enqueue("callback_query", "press "+strconv.FormatInt(a.By.ID, 10), now.Add(callbackLife), func() any {
		message := map[string]any{"message_id": a.Message, "chat": c.json(), "date": 0}
		if m := c.find(a.Message); m != nil {
			message = s.json(c, m)
		}
		return map[string]any{
			"id": pressed.ID, "from": a.By.json(), "message": message, "data": a.Data,
			"chat_instance": strconv.FormatInt(c.ID, 10),
		}
	})
}

// Stop is a press of the button that ends a draft. The draft goes away unless the bot asked that it stays.
type Stop struct {
	By     Person
	In     Chat
	Thread int64
}

func (a Stop) apply(s *Server) int64 {
	c := s.in(a.In, a.By)
	d := c.draft(a.Thread)
	if d == nil || !d.CanStop {
		return 0
	}
	if !d.keepOnStop {
		delete(c.drafts, a.Thread)
	}
	d.CanStop = false
	return s.enqueue("stopped_message_generation", queueOf(c), time.Now().Add(messageLife), func() any {
		stopped := map[string]any{"chat": c.json(), "draft_id": d.ID}
		if d.Thread != 0 {
			stopped["message_thread_id"] = d.Thread
		}
		return stopped
	})
}

// Inline is what a person types after the bot's name in any chat. InlineResults has the answer by the update's id.
type Inline struct {
	By            Person
	Query, Offset string
}

func (a Inline) apply(s *Server) int64 {
	id := strconv.FormatInt(s.inbox.nextID, 10)
	now := time.Now()
	s.inline[id] = &inlineQuery{at: now}
	return s.enqueue("inline_query", "inline "+strconv.FormatInt(a.By.ID, 10), now.Add(inlineLife), func() any {
		return map[string]any{"id": id, "from": a.By.json(), "query": a.Query, "offset": a.Offset, "chat_type": "sender"}
	})
}

// Raw makes the JSON of an update from its id. It goes to the bot as it is, even if it is no JSON, unless it is of a kind
// that the bot does not want.
type Raw func(id int64) string

func (a Raw) apply(s *Server) int64 {
	var object map[string]json.RawMessage
	_ = json.Unmarshal([]byte(a(s.inbox.nextID)), &object)
	delete(object, "update_id")
	for kind := range object {
		if len(object) == 1 && !s.inbox.allows(kind) && isKind(kind) {
			return 0
		}
	}
	return s.post("raw", time.Now().Add(messageLife), a)
}

var leadingCommand = regexp.MustCompile(`^/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?`)

// commandsIn marks the command at the start of a person's text as Telegram does.
func commandsIn(text string) []Entity {
	name := leadingCommand.FindString(text)
	if name == "" {
		return nil
	}
	return []Entity{{Type: "bot_command", Length: len(name)}}
}

package playground

import (
	"cmp"
	"strings"
	"time"
)

// Person is somebody who uses Telegram.
type Person struct {
	ID                  int64
	FirstName, Username string
	// LanguageCode is the IETF tag of the person's client; empty when Telegram does not tell.
	LanguageCode string
}

// Private returns the person's private chat with the bot, which has the person's id.
func (p Person) Private() Chat {
	return Chat{ID: p.ID, Type: "private", Title: p.FirstName, Username: p.Username}
}

func (p Person) json() map[string]any {
	user := map[string]any{"id": p.ID, "is_bot": false, "first_name": cmp.Or(p.FirstName, "Person")}
	put(user, "username", p.Username)
	put(user, "language_code", p.LanguageCode)
	return user
}

// Chat is a conversation.
type Chat struct {
	ID int64
	// Type is private, group, supergroup or channel.
	Type            string
	Title, Username string
	// Topics says that the chat is divided into topics, which OpenTopic makes.
	Topics bool
}

func (c Chat) json() map[string]any {
	v := map[string]any{"id": c.ID, "type": c.Type}
	if c.Type == "private" {
		put(v, "first_name", cmp.Or(c.Title, "Person"))
	} else {
		put(v, "title", cmp.Or(c.Title, "Chat"))
	}
	put(v, "username", c.Username)
	if c.Topics && c.Type == "supergroup" {
		v["is_forum"] = true
	}
	return v
}

func put(object map[string]any, key, value string) {
	if value != "" {
		object[key] = value
	}
}

// Reasons for Block.
const (
	Blocked     = "Forbidden: bot was blocked by the user"
	Deactivated = "Forbidden: user is deactivated"
	Kicked      = "Forbidden: bot was kicked from the group chat"
)

// chat is a conversation with what it shows.
type chat struct {
	Chat
	messages []*Message
	nextID   int64 // in chats that number their own messages
	topics   map[int64]bool
	drafts   map[int64]*Draft // by topic
	refusal  string           // what every message is refused with; empty for none
	movedTo  int64
	holdOff  time.Time
	typing   []time.Time
}

// Open makes chats exist, as when a person has found the bot or a group has taken it in.
func (s *Server) Open(chats ...Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	for _, c := range chats {
		s.open(c)
	}
}

// open is Open with mu held; what is known of an open chat is renewed.
func (s *Server) open(c Chat) *chat {
	if s.chats[c.ID] == nil {
		s.chats[c.ID] = &chat{nextID: 1, topics: map[int64]bool{}, drafts: map[int64]*Draft{}}
	}
	s.chats[c.ID].Chat = c
	return s.chats[c.ID]
}

// OpenTopic makes a topic in an open chat with topics and returns its id, which is that of a message; 0 in other chats.
func (s *Server) OpenTopic(chat int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chat]
	if c == nil || !c.Topics {
		return 0
	}
	id := s.number(c)
	c.topics[id] = true
	return id
}

// Block has every message to an open chat refused with a description of code 403, for instance Blocked; empty ends it.
func (s *Server) Block(chat int64, description string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.chats[chat]; c != nil {
		c.refusal = description
	}
}

// Migrate turns a group into a supergroup with another id. Requests to the group are refused with that id from then on,
// and both chats tell of it.
func (s *Server) Migrate(group int64, to Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	from := s.chats[group]
	if from == nil {
		return
	}
	from.movedTo = to.ID
	super := s.open(to)
	s.announce(from, map[string]any{"migrate_to_chat_id": to.ID})
	s.announce(super, map[string]any{"migrate_from_chat_id": group})
}

// announce sends the bot a message of nobody, which no screen shows.
func (s *Server) announce(c *chat, fields map[string]any) {
	m := &Message{ID: s.number(c), Fields: fields, At: []time.Time{time.Now()}}
	s.enqueue("message", queueOf(c), m.At[0].Add(messageLife), func() any { return s.json(c, m) })
}

// number returns the id of a chat's next message: supergroups and channels count by themselves.
func (s *Server) number(c *chat) int64 {
	counter := &s.nextID
	if c.Type == "supergroup" || c.Type == "channel" {
		counter = &c.nextID
	}
	*counter++
	return *counter - 1
}

// chat returns the chat that a request is for.
func (s *Server) chat(p params) (*chat, *refusal) {
	id := strings.TrimSpace(p["chat_id"])
	if id == "" {
		return nil, badRequest("chat_id is empty")
	}
	c := s.chats[p.number("chat_id")]
	if name, ok := strings.CutPrefix(id, "@"); ok {
		c = s.named(name)
	}
	switch {
	case c == nil:
		return nil, badRequest("chat not found")
	case c.movedTo != 0:
		r := badRequest("group chat was upgraded to a supergroup chat")
		r.parameters = map[string]any{"migrate_to_chat_id": c.movedTo}
		return nil, r
	case c.refusal != "":
		return nil, &refusal{code: 403, description: c.refusal}
	}
	return c, nil
}

// named finds a public chat; a private one cannot be addressed by name.
func (s *Server) named(name string) *chat {
	for _, c := range s.chats {
		if c.Type != "private" && strings.EqualFold(c.Username, name) {
			return c
		}
	}
	return nil
}

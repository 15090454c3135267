package playground

import (
	"encoding/json"
	"slices"
	"time"
)

func (s *Server) sendMessage(p params) (any, *refusal) {
	text, refused := s.readText(p, "message is too long")
	if refused != nil {
		return nil, refused
	}
	return s.sayMarked(p, text)
}

// sayMarked has the bot say something with the buttons that reply_markup names.
func (s *Server) sayMarked(p params, text content) (any, *refusal) {
	keyboard, markup, refused := readMarkup(p)
	if refused != nil {
		return nil, refused
	}
	return s.say(p, &Message{Keyboard: keyboard, markup: markup}, text)
}

// readText returns what a message with words is to show; overlong is how too many of them are refused.
func (s *Server) readText(p params, overlong string) (content, *refusal) {
	text, refused := s.readContent(p, overlong)
	if refused == nil && text.text == "" {
		refused = badRequest("message text is empty")
	}
	if refused == nil {
		refused = checkPreview(p)
	}
	return text, refused
}

// say has the bot say something where the parameters have it, in a message that holds whatever else it has.
func (s *Server) say(p params, m *Message, text content) (any, *refusal) {
	c, refused := s.chat(p)
	if refused != nil {
		return nil, refused
	}
	where, refused := readPlace(c, p)
	if refused != nil {
		return nil, refused
	}
	m.ID, m.FromBot, m.Thread, m.ReplyTo = s.number(c), true, where.thread, where.replyTo
	m.show(text)
	c.add(m)
	return s.json(c, m), nil
}

// add puts a message at the end of the screen. It takes the place of a draft in its topic.
func (c *chat) add(m *Message) {
	c.messages = append(c.messages, m)
	delete(c.drafts, m.Thread)
}

// checkPreview checks that link_preview_options is an object if it is given.
func checkPreview(p params) *refusal {
	raw := p["link_preview_options"]
	if raw == "" {
		return nil
	}
	var options map[string]any
	if json.Unmarshal([]byte(raw), &options) != nil {
		return badRequest("can't parse link preview options JSON object")
	}
	return nil
}

func (s *Server) deleteMessage(p params) (any, *refusal) {
	switch {
	case p["chat_id"] == "":
		return nil, badRequest("Chat identifier is not specified")
	case p.number("message_id") == 0:
		return nil, badRequest("Message identifier is not specified")
	}
	c, refused := s.chat(p)
	if refused != nil {
		return nil, refused
	}
	m := c.find(p.number("message_id"))
	switch {
	case m == nil:
		return nil, badRequest("message to delete not found")
	case !m.FromBot && c.Type != "private", time.Since(m.At[0]) > 48*time.Hour:
		return nil, badRequest("message can't be deleted")
	}
	c.messages = slices.DeleteFunc(c.messages, func(other *Message) bool { return other == m })
	return true, nil
}

// actions are what sendChatAction may show; see core.telegram.org/bots/api#sendchataction.
func actions() []string {
	return []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
		"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
}

func (s *Server) sendChatAction(p params) (any, *refusal) {
	if !slices.Contains(actions(), p["action"]) {
		return nil, badRequest("wrong parameter action in request")
	}
	c, refused := s.chat(p)
	if refused != nil {
		return nil, refused
	}
	if _, refused := readThread(c, p); refused != nil {
		return nil, refused
	}
	c.typing = appendKept(c.typing, time.Now())
	return true, nil
}

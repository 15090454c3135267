package playground

import (
	"encoding/json"
	"strings"
)

// place is where in a chat a message goes: a topic, and the message that it answers.
type place struct{ thread, replyTo int64 }

// readPlace reads message_thread_id and reply_parameters, or reply_to_message_id as it was before them.
func readPlace(c *chat, p params) (place, *refusal) {
	thread, refused := readThread(c, p)
	if refused != nil {
		return place{}, refused
	}
	reply := struct {
		Message int64  `json:"message_id"`
		Without bool   `json:"allow_sending_without_reply"`
		Quote   string `json:"quote"`
	}{Message: p.number("reply_to_message_id"), Without: p.flag("allow_sending_without_reply")}
	if raw := p["reply_parameters"]; raw != "" {
		reply.Message = 0
		if json.Unmarshal([]byte(raw), &reply) != nil {
			return place{}, badRequest("can't parse reply parameters JSON object")
		}
	}
	target := c.find(reply.Message)
	switch {
	case reply.Message == 0:
	case target == nil && !reply.Without:
		return place{}, badRequest("message to be replied not found")
	case target == nil:
		reply.Message = 0
	case !strings.Contains(target.Text, reply.Quote):
		return place{}, badRequest("QUOTE_TEXT_INVALID")
	}
	return place{thread: thread, replyTo: reply.Message}, nil
}

// readThread reads message_thread_id, which must name a topic of the chat.
func readThread(c *chat, p params) (int64, *refusal) {
	thread := p.number("message_thread_id")
	if thread != 0 && !c.topics[thread] {
		return 0, badRequest("message thread not found")
	}
	return thread, nil
}

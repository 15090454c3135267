package playground

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// How long updates wait for the bot, and how large one may be, in bytes.
const (
	messageLife  = 24 * time.Hour
	callbackLife = 150 * time.Second
	inlineLife   = 30 * time.Second
	updateLimit  = 64 << 10
)

// update is an update with the JSON that is delivered for it.
type update struct {
	id      int64
	raw     json.RawMessage
	queue   string // updates of one queue go to a webhook one after the other
	expires time.Time
	// shielded updates got a low id by JumpTo and are not confirmed by an old offset before they have been delivered.
	shielded bool
}

// inbox holds the updates that wait for the bot.
type inbox struct {
	waiting []*update
	history []*update
	nextID  int64
	jumped  bool
	held    bool
	allowed []string // kinds of updates that are made; nil means the default
	wake    signal
	poll    *poll // under way; nil for none
	clash   time.Time
	last    int64 // the offset of the last poll, and when it came
	lastAt  time.Time
	offsets []int64
}

func newInbox() inbox { return inbox{nextID: 7000, wake: newSignal()} }

// optional are the kinds of updates that are made only when they are asked for.
func optional(kind string) bool {
	return kind == "chat_member" || kind == "message_reaction" || kind == "message_reaction_count"
}

// kinds are the kinds of updates that a bot can ask for.
func kinds() []string {
	return strings.Fields(`message edited_message channel_post edited_channel_post business_connection business_message
		edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count inline_query
		chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer
		my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot subscription
		stopped_message_generation widget_query shared_widget_query`)
}

// allow reads allowed_updates: absent or unreadable keeps what was set, empty or unknown kinds only means the default.
func (in *inbox) allow(p params) {
	var asked []string
	raw, given := p["allowed_updates"]
	if !given || json.Unmarshal([]byte(raw), &asked) != nil || asked == nil {
		return
	}
	in.allowed = nil
	for _, kind := range asked {
		if kind = strings.ToLower(kind); isKind(kind) {
			in.allowed = append(in.allowed, kind)
		}
	}
}

func (in *inbox) allows(kind string) bool {
	if in.allowed == nil {
		return !optional(kind)
	}
	return slices.Contains(in.allowed, kind)
}

// enqueue makes an update of a kind, unless the bot does not want it, and returns its id or 0. What a queue is, see
// update. The object is made at once, while mu is held.
func (s *Server) enqueue(kind, queue string, expires time.Time, object func() any) int64 {
	if !s.inbox.allows(kind) {
		return 0
	}
	return s.post(queue, expires, func(id int64) string {
		raw, err := json.Marshal(map[string]any{"update_id": id, kind: object()})
		if err != nil {
			s.violate("an update that is no JSON: " + err.Error())
		}
		return string(raw)
	})
}

// post makes an update of any JSON. Of one that is too large the bot never hears, as with Telegram.
func (s *Server) post(queue string, expires time.Time, body func(id int64) string) int64 {
	in := &s.inbox
	u := &update{id: in.nextID, raw: json.RawMessage(body(in.nextID)), queue: queue, expires: expires, shielded: in.jumped}
	if len(u.raw) > updateLimit {
		return 0
	}
	in.nextID++
	in.history = appendKept(in.history, u)
	in.waiting = append(in.waiting, u)
	s.offer(u.queue)
	return u.id
}

// offer tells whoever delivers that a queue has something.
func (s *Server) offer(queue string) {
	s.inbox.wake.fire()
	s.changed.fire()
	if s.hook != nil && !s.inbox.held {
		s.push(s.hook, queue)
	}
}

// expire drops what has waited too long.
func (in *inbox) expire() {
	now := time.Now()
	in.waiting = slices.DeleteFunc(in.waiting, func(u *update) bool { return !now.Before(u.expires) })
}

// queueOf is the queue of what is written in a chat.
func queueOf(c *chat) string { return "chat " + strconv.FormatInt(c.ID, 10) }

func isKind(kind string) bool { return slices.Contains(kinds(), kind) }

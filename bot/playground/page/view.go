package page

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"articlebot/bot/playground"
)

// typingLife is how long Telegram's clients show that somebody is typing.
const typingLife = 5 * time.Second

// view is what one reader has been told, so that only what differs from it is told next.
type view struct {
	page     *Page
	language string
	state    []byte
	chats    map[int64]*chatView
}

// chatView is what a reader has been told of a chat.
type chatView struct {
	messages map[int64]revision
	draft    *draft
	typing   bool
}

// revision tells apart what a message looked like at different times: every text is counted, a change of the keyboard alone has its
// time, and the bot may take another name. To make JSON of all messages only to compare it would take longer than all else in a long chat.
type revision struct {
	texts  int
	edited time.Time
	bot    string
}

// chatEvent is what changed in a chat. Draft and Typing always tell how it is.
type chatEvent struct {
	ID       int64         `json:"id"`
	Messages List[message] `json:"messages"`
	Gone     List[int64]   `json:"gone"`
	Draft    *draft        `json:"draft"`
	Typing   bool          `json:"typing"`
}

// draft is a text that the bot shows while it is being written.
type draft struct {
	Text    string `json:"text"`
	CanStop bool   `json:"can_stop"`
}

// event is an event of the stream.
type event struct {
	name string
	data []byte
}

func newView(p *Page, language string) *view {
	return &view{page: p, language: language, chats: map[int64]*chatView{}}
}

// look returns what changed since it was called last, and when something will change by itself; zero for never.
func (v *view) look() (events []event, next time.Time, err error) {
	state := v.page.state(v.language)
	raw, err := json.Marshal(state)
	if err != nil {
		return nil, next, err
	}
	if !bytes.Equal(raw, v.state) {
		v.state = raw
		events = append(events, event{"state", raw})
	}
	for _, c := range state.Chats {
		screen := v.page.options.Server.Screen(c.ID)
		raw, err := v.chat(c.ID, screen, state.Bot.Name)
		if err != nil {
			return nil, next, err
		}
		if raw != nil {
			events = append(events, event{"chat", raw})
		}
		next = earlier(next, fades(screen))
	}
	return events, next, nil
}

// chat returns what changed in a chat as JSON; nil when nothing did and the reader knows the chat.
func (v *view) chat(id int64, screen playground.Screen, bot string) ([]byte, error) {
	seen, known := v.chats[id]
	if !known {
		seen = &chatView{messages: map[int64]revision{}}
		v.chats[id] = seen
	}
	now := chatEvent{ID: id, Draft: draftOf(screen), Typing: time.Now().Before(typingUntil(screen))}
	there := map[int64]bool{}
	for _, m := range screen.Messages {
		there[m.ID] = true
		if r := (revision{len(m.At), m.Edited, bot}); r != seen.messages[m.ID] {
			seen.messages[m.ID] = r
			now.Messages = append(now.Messages, messageOf(m, bot))
		}
	}
	for m := range seen.messages {
		if !there[m] {
			delete(seen.messages, m)
			now.Gone = append(now.Gone, m)
		}
	}
	slices.Sort(now.Gone)
	same := len(now.Messages) == 0 && len(now.Gone) == 0 && now.Typing == seen.typing && sameDraft(now.Draft, seen.draft)
	if known && same {
		return nil, nil
	}
	seen.draft, seen.typing = now.Draft, now.Typing
	return json.Marshal(now)
}

// draftOf returns the draft that a chat without topics shows; nil for none.
func draftOf(screen playground.Screen) *draft {
	if len(screen.Drafts) == 0 {
		return nil
	}
	return &draft{screen.Drafts[0].Text, screen.Drafts[0].CanStop}
}

func sameDraft(a, b *draft) bool { return a == b || a != nil && b != nil && *a == *b }

// typingUntil returns when the bot will not be seen typing any more, or when it ceased; a message of the bot's ends it at once.
func typingUntil(screen playground.Screen) time.Time {
	if len(screen.Typing) == 0 {
		return time.Time{}
	}
	last := screen.Typing[len(screen.Typing)-1]
	for _, m := range slices.Backward(screen.Messages) {
		if m.FromBot {
			if !m.At[0].Before(last) {
				return m.At[0]
			}
			break
		}
	}
	return last.Add(typingLife)
}

// fades returns when a chat changes by itself, because typing or a draft ends; zero for never.
func fades(screen playground.Screen) time.Time {
	var next time.Time
	if until := typingUntil(screen); time.Now().Before(until) {
		next = until
	}
	for _, d := range screen.Drafts {
		next = earlier(next, d.Until())
	}
	return next
}

// earlier returns the earlier of two times, where zero is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

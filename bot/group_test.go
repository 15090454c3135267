package bot_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/rag"
)

// readers is a group, which bot is a member of.
var readers = playground.Chat{ID: -100700, Type: "supergroup", Title: "Readers"}

// tells writes in a group and returns the id of the message.
func (w *world) tells(from int64, in playground.Chat, s playground.Say) int64 {
	w.Helper()
	s.By, s.In = w.person(from), in
	w.api.Do(s)
	for _, m := range slices.Backward(w.api.Screen(in.ID).Messages) {
		if !m.FromBot {
			return m.ID
		}
	}
	return 0
}

// noted is an asker that notes what it is asked.
type noted struct {
	mu  sync.Mutex
	all []rag.Question
}

// Ask answers with the number of turns that it was told of.
func (n *noted) Ask(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.all = append(n.all, q)
	return rag.Answer{Question: q.Text, Text: "re: " + q.Text + " after " + strconv.Itoa(len(q.History))}, nil
}

func (n *noted) texts() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var texts []string
	for _, q := range n.all {
		texts = append(texts, q.Text)
	}
	return texts
}

func TestGroupMessagesThatAddressTheBotAreAnswered(t *testing.T) {
	for text, want := range map[string]string{
		"@" + botName + " who was it?":       "who was it?",
		"well @ARTICLE_TEST_BOT, who was it": "well , who was it",
		"/ask who was it?":                   "who was it?",
		"/ask@" + botName + " who was it?":   "who was it?",
	} {
		t.Run(text, func(t *testing.T) {
			asker := &noted{}
			inWorld(t, asker, func(w *world) {
				id := w.tells(alice, readers, playground.Say{Text: text})
				w.settle(5 * time.Second)
				if got := asker.texts(); !slices.Equal(got, []string{want}) {
					w.Errorf("asked %q, want %q", got, want)
				}
				if m := w.last(readers.ID); m.Text != "re: "+want+" after 0" || m.ReplyTo != id {
					w.Errorf("the answer is %q in reply to %d, want it to %d", m.Text, m.ReplyTo, id)
				}
			})
		})
	}
}

func TestGroupMessagesThatDoNotAddressTheBotAreIgnored(t *testing.T) {
	channel := map[string]any{"id": -1009, "type": "channel", "title": "News"}
	mention := "@" + botName + " who was it?"
	for name, say := range map[string]playground.Say{
		"Talk":          {Text: "who was it?"},
		"MailAddress":   {Text: "write to me@" + botName},
		"LongerName":    {Text: "@" + botName + "2 who was it?"},
		"OthersCommand": {Text: "/help@some_other_bot"},
		"BareUnknown":   {Text: "/frobnicate"},
		"Bot":           {Text: mention, Fields: map[string]any{"from": map[string]any{"id": 9, "is_bot": true, "username": "other"}}},
		"Channel":       {Text: mention, Fields: map[string]any{"sender_chat": channel}},
		"Automatic":     {Text: mention, Fields: map[string]any{"is_automatic_forward": true}},
		"Forwarded":     {Text: mention, Fields: map[string]any{"forward_origin": map[string]any{"type": "hidden_user"}}},
		"ViaABot":       {Text: mention, Fields: map[string]any{"via_bot": map[string]any{"id": 9, "is_bot": true, "username": botName}}},
		"Sticker":       {Fields: map[string]any{"sticker": map[string]any{"emoji": "🙂"}}},
		"LyingEntity":   {Text: "\U0001F600", Fields: map[string]any{"entities": []any{map[string]any{"type": "mention", "offset": 1, "length": 99}}}},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says("yes"), func(w *world) {
				w.tells(alice, readers, say)
				w.settle(5 * time.Second)
				if n := len(w.api.Calls("sendMessage")); n != 0 {
					w.Errorf("%d messages sent: %q", n, w.screen(readers.ID))
				}
			})
		})
	}
}

func TestGroupConversation(t *testing.T) {
	asker := &noted{}
	inWorld(t, asker, func(w *world) {
		w.tells(alice, readers, playground.Say{Text: "@" + botName + " first?"})
		w.settle(10 * time.Second)
		answer := w.last(readers.ID).ID
		w.tells(alice, readers, playground.Say{Text: "second?", ReplyTo: answer})
		w.settle(10 * time.Second)
		w.tells(bob, readers, playground.Say{Text: "what I say is nobody's business"})
		w.tells(bob, readers, playground.Say{Text: "and mine?", ReplyTo: answer})
		w.settle(10 * time.Second)
		w.tells(bob, readers, playground.Say{Text: "/reset"})
		w.settle(10 * time.Second)
		w.tells(alice, readers, playground.Say{Text: "third? @" + botName})
		w.settle(10 * time.Second)
		w.tells(alice, readers, playground.Say{Text: "@" + botName})
		w.settle(10 * time.Second)
		w.sees(readers.ID, "person: @"+botName+" first?", "bot: re: first? after 0", "person: second?", "bot: re: second? after 1",
			"person: what I say is nobody's business", "person: and mine?", "bot: re: and mine? after 0", "person: /reset",
			"bot: Done: I have forgotten...", "person: third? @"+botName, "bot: re: third? after 2", "person: @"+botName,
			"bot: Please write your question in one message with my name...")
	})
}

func TestTopicsOfAGroupAreKeptApart(t *testing.T) {
	forum := playground.Chat{ID: -100800, Type: "supergroup", Topics: true}
	inWorld(t, &noted{}, func(w *world) {
		w.api.Open(forum)
		one, two := w.api.OpenTopic(forum.ID), w.api.OpenTopic(forum.ID)
		for _, say := range []playground.Say{{Text: "/ask a", Thread: one}, {Text: "/ask b", Thread: two}, {Text: "/ask c", Thread: one}} {
			w.tells(alice, forum, say)
			w.settle(10 * time.Second)
			if m := w.last(forum.ID); m.Thread != say.Thread {
				w.Errorf("the answer to %q is in topic %d, want %d", say.Text, m.Thread, say.Thread)
			}
		}
		w.sees(forum.ID, "person: /ask a", "bot: re: a after 0", "person: /ask b", "bot: re: b after 0", "person: /ask c", "bot: re: c after 1")
	})
}

// TestSuggestionInAGroup is answered below the message with the button, in its topic.
func TestSuggestionInAGroup(t *testing.T) {
	forum := playground.Chat{ID: -100800, Type: "supergroup", Topics: true}
	inWorld(t, askFunc(cited), func(w *world) {
		w.api.Open(forum)
		topic := w.api.OpenTopic(forum.ID)
		w.tells(alice, forum, playground.Say{Text: "/ask Why?", Thread: topic})
		w.settle(10 * time.Second)
		offer := w.last(forum.ID)
		w.presses(playground.Press{By: w.person(alice), In: forum, Message: offer.ID, Data: data(t, offer, "What of Two?")})
		w.settle(10 * time.Second)
		if m := w.last(forum.ID); !strings.HasPrefix(m.Text, "What of Two?") || m.ReplyTo != offer.ID || m.Thread != topic {
			w.Errorf("the answer %q replies to %d in topic %d", m.Text, m.ReplyTo, m.Thread)
		}
	}, withButtons)
}

func TestStopInAGroupIsForOnePerson(t *testing.T) {
	inWorld(t, takes(20*time.Second), func(w *world) {
		w.tells(alice, readers, playground.Say{Text: "/ask mine"})
		w.tells(bob, readers, playground.Say{Text: "/ask bob's"})
		w.settle(2 * time.Second)
		w.tells(alice, readers, playground.Say{Text: "/stop"})
		w.settle(time.Minute)
		w.sees(readers.ID, "person: /ask mine", "person: /ask bob's", "bot: Stopped.", "person: /stop", "bot: re: bob's",
			"bot: All right, I am not answering...")
	})
}

func TestWhoIsAnsweredInAGroup(t *testing.T) {
	other := playground.Chat{ID: -100701, Type: "supergroup"}
	inWorld(t, says("yes"), func(w *world) {
		w.tells(alice, readers, playground.Say{Text: "/ask may a stranger?"})
		w.tells(alice, other, playground.Say{Text: "/ask may a stranger?"})
		w.tells(bob, other, playground.Say{Text: "/ask may a user?"})
		w.settle(10 * time.Second)
		w.tells(carol, other, playground.Say{Text: "/start"})
		w.settle(10 * time.Second)
		w.sees(readers.ID, "person: /ask may a stranger?", "bot: yes")
		w.sees(other.ID, "person: /ask may a stranger?", "person: /ask may a user?", "bot: yes", "person: /start", "bot: Hello!...")
		if m := w.last(other.ID); !strings.Contains(m.Text, "The id of this group is -100701.") {
			w.Errorf("an admin is told %q, want the group's id", m.Text)
		}
	}, func(o *bot.Options) {
		o.Access = bot.Access{Users: []int64{bob}, Admins: []int64{carol}, Chats: []int64{readers.ID}}
	})
}

func TestFloodOfForwardsGetsOneNotice(t *testing.T) {
	asker := &noted{}
	inWorld(t, asker, func(w *world) {
		var want []string
		for i := range 20 {
			w.send(alice, map[string]any{"text": "read this", "forward_origin": map[string]any{"type": "hidden_user"}})
			want = append(want, "person: read this")
			if i == 9 {
				w.settle(10 * time.Second)
				want = append(want, "bot: I do not take forwarded messages as questions....")
			}
		}
		w.settle(10 * time.Second)
		w.sees(alice, want...)
		if n := len(asker.texts()); n != 0 {
			w.Errorf("%d forwarded messages were asked", n)
		}
	})
}

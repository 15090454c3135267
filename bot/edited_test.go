package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/rag"
)

// edits changes a message of a person's private chat. The text must never be logged.
func (w *world) edits(person, message int64, text string) {
	w.Helper()
	w.private = append(w.private, text)
	w.api.Do(playground.Edit{By: w.person(person), Message: message, Text: text})
}

// first returns the first message of a chat.
func (w *world) first(chat int64) playground.Message { return w.api.Screen(chat).Messages[0] }

func TestEditedQuestionIsAnsweredAnewInTheSameMessage(t *testing.T) {
	inWorld(t, &noted{}, func(w *world) {
		w.say(alice, "Before everything?", "Who bought the lap?")
		w.settle(10 * time.Second)
		id := w.api.Screen(alice).Messages[1].ID
		w.edits(alice, id, "Who bought the lab?")
		w.settle(10 * time.Second)
		w.edits(alice, id, "Who bought the laboratory?")
		w.settle(10 * time.Second)
		w.sees(alice, "person: Before everything?", "person: Who bought the laboratory?",
			"bot: re: Before everything? after 0", "bot: re: Who bought the laboratory? after 1")
		if n := len(w.api.Calls("sendMessage")); n != 2 {
			w.Errorf("%d messages sent, want 2", n)
		}
		w.say(alice, "And then?")
		w.settle(10 * time.Second)
		if m := w.last(alice); m.Text != "re: And then? after 2" {
			w.Errorf("%q, want what was asked before the edit to be forgotten", m.Text)
		}
	})
}

func TestEditWhileTheAnswerIsWritten(t *testing.T) {
	inWorld(t, takes(20*time.Second), func(w *world) {
		w.say(alice, "Who bought the lap?")
		w.settle(5 * time.Second)
		w.edits(alice, w.first(alice).ID, "Who bought the lab?")
		w.settle(time.Minute)
		w.sees(alice, "person: Who bought the lab?", "bot: re: Who bought the lab?")
		if m := w.last(alice); len(m.Shown) != 2 {
			w.Errorf("the message showed %q, want the placeholder and one answer", m.Shown)
		}
		if n := len(w.api.Calls("sendMessage")); n != 1 {
			w.Errorf("%d messages sent, want 1", n)
		}
	})
}

func TestEditOfAQuestionThatWaits(t *testing.T) {
	inWorld(t, takes(20*time.Second), func(w *world) {
		w.say(alice, "Something long?", "Who bought the lap?")
		w.settle(5 * time.Second)
		w.edits(alice, w.api.Screen(alice).Messages[1].ID, "Who bought the lab?")
		w.settle(time.Minute)
		w.sees(alice, "person: Something long?", "person: Who bought the lab?", "bot: re: Something long?", "bot: re: Who bought the lab?")
	})
}

func TestEditGoesOnAfterARestart(t *testing.T) {
	inWorld(t, takes(20*time.Second), func(w *world) {
		w.say(alice, "Who bought the lap?")
		w.settle(5 * time.Second)
		w.edits(alice, w.first(alice).ID, "Who bought the lab?")
		w.settle(5 * time.Second)
		w.restart()
		w.settle(time.Minute)
		w.sees(alice, "person: Who bought the lab?", "bot: re: Who bought the lab?")
	})
}

func TestStopAfterAnEdit(t *testing.T) {
	inWorld(t, takes(20*time.Second), func(w *world) {
		w.say(alice, "Who bought the lap?")
		w.settle(5 * time.Second)
		w.edits(alice, w.first(alice).ID, "Who bought the lab?")
		w.settle(5 * time.Second)
		w.say(alice, "/stop")
		w.settle(time.Minute)
		w.sees(alice, "person: Who bought the lab?", "bot: Stopped.", "person: /stop", "bot: All right...")
	})
}

func TestShorterAnswerTakesTheRestAway(t *testing.T) {
	long := strings.Repeat("It is said that this is so. ", 400)
	inWorld(t, askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		if q.Text == "long?" {
			return rag.Answer{Text: long}, nil
		}
		return rag.Answer{Text: "short"}, nil
	}), func(w *world) {
		w.say(alice, "long?")
		w.settle(time.Minute)
		if n := len(w.screen(alice)); n < 3 {
			w.Fatalf("%d messages, want an answer in parts", n)
		}
		w.edits(alice, w.first(alice).ID, "brief?")
		w.settle(time.Minute)
		w.sees(alice, "person: brief?", "bot: short")
	})
}

func TestEditsThatAreNotAnswered(t *testing.T) {
	for name, tc := range map[string]struct {
		first, then string
		after       time.Duration
	}{
		"Late":      {"Who was it?", "Who was that?", 11 * time.Minute},
		"Same":      {"Who was it?", "Who was it?", time.Minute},
		"ToCommand": {"Who was it?", "/reset", time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says("yes"), func(w *world) {
				w.say(alice, tc.first)
				w.settle(tc.after)
				before, calls := w.last(alice).Text, len(w.api.Calls("editMessageText"))
				w.api.Do(playground.Edit{By: w.person(alice), Message: w.first(alice).ID, Text: tc.then})
				w.settle(time.Minute)
				w.sees(alice, "person: "+tc.then, "bot: "+before)
				if n := len(w.api.Calls("editMessageText")); n != calls {
					w.Errorf("%d edits more", n-calls)
				}
			})
		})
	}
}

func TestEditOfAMessageFromBeforeTheBot(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.Do(playground.Raw(func(id int64) string {
			return fmt.Sprintf(`{"update_id":%d,"edited_message":{"message_id":3,"from":{"id":%d},"chat":{"id":%d,"type":"private"},`+
				`"date":%d,"edit_date":%d,"text":"Who was it?"}}`, id, alice, alice, time.Now().Unix(), time.Now().Unix())
		}))
		w.settle(time.Minute)
		if n := len(w.api.Calls("sendMessage")); n != 0 {
			w.Errorf("%d messages sent, want none", n)
		}
	})
}

func TestEditInAGroup(t *testing.T) {
	inWorld(t, &noted{}, func(w *world) {
		id := w.tells(alice, readers, playground.Say{Text: "@" + botName + " who was at?"})
		w.settle(10 * time.Second)
		w.api.Do(playground.Edit{By: w.person(alice), In: readers, Message: id, Text: "@" + botName + " who was it?"})
		w.settle(10 * time.Second)
		w.sees(readers.ID, "person: @"+botName+" who was it?", "bot: re: who was it? after 0")
	})
}

// TestEditThatBecomesAQuestion is answered like a new message, and changed again in the same one.
func TestEditThatBecomesAQuestion(t *testing.T) {
	for name, first := range map[string]string{"Command": "/privacy", "Unknown": "/whowasit"} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, &noted{}, func(w *world) {
				w.say(alice, first)
				w.settle(time.Minute)
				said := w.last(alice).Text
				w.edits(alice, w.first(alice).ID, "Who was at?")
				w.settle(10 * time.Second)
				w.edits(alice, w.first(alice).ID, "Who was it?")
				w.settle(10 * time.Second)
				w.sees(alice, "person: Who was it?", "bot: "+said, "bot: re: Who was it? after 0")
			})
		})
	}
}

// TestEditThatAddressesTheBot is answered once: as a reply to the message that was changed.
func TestEditThatAddressesTheBot(t *testing.T) {
	for name, first := range map[string]string{"Talk": "who was it?", "Bare": "@" + botName, "Others": "@some_other_bot who was it?"} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, &noted{}, func(w *world) {
				id := w.tells(alice, readers, playground.Say{Text: first})
				w.settle(time.Minute)
				for _, text := range []string{"@" + botName + " who was it?", "@" + botName + " who was that?"} {
					w.api.Do(playground.Edit{By: w.person(alice), In: readers, Message: id, Text: text})
					w.settle(10 * time.Second)
				}
				if m := w.last(readers.ID); m.Text != "re: who was that? after 0" || m.ReplyTo != id || m.Shown[1] != "re: who was it? after 0" {
					w.Errorf("the answer is %q, first %q, to %d", m.Text, m.Shown, m.ReplyTo)
				}
			})
		})
	}
}

// TestLateEditThatAddressesTheBot is left alone, and so is one by a stranger or one that still does not.
func TestLateEditThatAddressesTheBot(t *testing.T) {
	inWorld(t, &noted{}, func(w *world) {
		by := w.tells(bob, readers, playground.Say{Text: "who was it?"})
		other := w.tells(alice, readers, playground.Say{Text: "who was it?"})
		w.settle(time.Minute)
		w.api.Do(playground.Edit{By: w.person(bob), In: readers, Message: by, Text: "@" + botName + " who was it?"},
			playground.Edit{By: w.person(alice), In: readers, Message: other, Text: "who was that?"})
		w.settle(10 * time.Minute)
		w.api.Do(playground.Edit{By: w.person(alice), In: readers, Message: other, Text: "@" + botName + " who was it?"})
		w.settle(time.Minute)
		if n := len(w.api.Calls("sendMessage")); n != 0 {
			w.Errorf("%d messages sent: %q", n, w.screen(readers.ID))
		}
	}, func(o *bot.Options) { o.Access = bot.Access{Users: []int64{alice}} })
}

// A press of a button that is no longer there may be on its way when the question is changed.
func TestButtonsOfAReplacedAnswerHaveExpired(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Who bought the lap?")
		w.settle(10 * time.Second)
		old := w.last(alice)
		w.edits(alice, w.first(alice).ID, "Who bought the lab?")
		w.settle(10 * time.Second)
		keys := labels(w.last(alice))
		toast := w.presses(playground.Press{By: w.person(alice), Message: old.ID, Data: data(w.T, old, "👍")})
		if toast != "This button has expired. Just send your question." {
			w.Errorf("an old button says %q", toast)
		}
		if got := labels(w.last(alice)); strings.Join(got, "|") != strings.Join(keys, "|") || len(keys) == 0 {
			w.Errorf("the buttons are %q, want %q", got, keys)
		}
	}, withButtons)
}

package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
	"articlebot/bot/store"
	"articlebot/rag"
)

// farewells are the words in which Telegram says that nobody can be reached in a chat, with their codes.
func farewells() map[string]int {
	return map[string]int{
		"Bad Request: chat not found":                           400,
		playground.Blocked:                                      403,
		playground.Deactivated:                                  403,
		playground.Kicked:                                       403,
		"Forbidden: bot was kicked from the supergroup chat":    403,
		"Forbidden: bot was kicked from the channel chat":       403,
		"Forbidden: bot is not a member of the group chat":      403,
		"Forbidden: bot is not a member of the supergroup chat": 403,
		"Forbidden: bot is not a member of the channel chat":    403,
	}
}

// TestFaultT13NobodyIsThere: nothing is tried again, the model is not asked or is stopped, and the next message is answered.
func TestFaultT13NobodyIsThere(t *testing.T) {
	for why, code := range farewells() {
		for _, stage := range []struct {
			name, method string
			asker        askFunc
			calls, asks  int
		}{
			{"AtThePlaceholder", "sendMessage", says("not asked"), 1, 0},
			{"WhileItGrows", "editMessageText", lasting("it begins"), 2, 1},
			{"AtTheEnd", "editMessageText", says("it ends"), 2, 1},
		} {
			t.Run(why+"/"+stage.name, func(t *testing.T) {
				t.Parallel()
				asker := &counted{asker: stage.asker}
				inWorld(t, asker, func(w *world) {
					w.api.On(stage.method, playground.Refuse(code, why))
					id := w.say(alice, "You will never see this")[0]
					w.settle(2 * time.Second)
					w.isRefused(id)
					w.settle(10 * time.Second)
					if n := len(w.api.Calls("sendMessage")) + len(w.api.Calls("editMessageText")); n != stage.calls {
						w.Errorf("%d calls, want %d", n, stage.calls)
					}
					if n := asker.asked(); n != stage.asks {
						w.Errorf("the model was asked %d times, want %d", n, stage.asks)
					}
					asker.asker = says("welcome back")
					w.say(alice, "I am here again")
					w.settle(2 * time.Second)
					if got := w.last(alice).Text; got != "welcome back" {
						w.Errorf("the next message is answered %q", got)
					}
				})
			})
		}
	}
}

// TestFaultT13CommandToNobody is of a chat that stays blocked for a while.
func TestFaultT13CommandToNobody(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.meets(alice)
		w.api.Block(alice, playground.Blocked)
		w.say(alice, "/help")
		w.settle(time.Minute)
		if n := len(w.api.Calls("sendMessage")); n != 1 {
			w.Errorf("%d sends, want 1", n)
		}
		w.api.Block(alice, "")
		w.say(alice, "/help")
		w.settle(time.Second)
		w.sees(alice, "person: /help", "person: /help", "bot: Just send a question...")
	})
}

// lasting is an asker that drafts a text and goes on until its context ends.
func lasting(text string) askFunc {
	return func(ctx context.Context, _ rag.Question, draft rag.Draft) (rag.Answer, error) {
		draft(text)
		<-ctx.Done()
		return rag.Answer{}, ctx.Err()
	}
}

// isRefused checks that the reply to an update ended because nobody reads it.
func (w *world) isRefused(id int64) {
	w.Helper()
	if r, err := w.options.Store.Reply(w.Context(), id); err != nil || r.State != store.Refused {
		w.Errorf("the reply is %q, %v", r.State, err)
	}
}

// TestFaultT14VanishedPlaceholderGetsOneFreshMessage has the person delete it.
func TestFaultT14VanishedPlaceholderGetsOneFreshMessage(t *testing.T) {
	inWorld(t, growing("here I am", 3*time.Second), func(w *world) {
		w.say(alice, "Where are you?")
		w.settle(time.Second)
		w.deletes(alice, w.last(alice).ID)
		w.settle(time.Minute)
		w.sees(alice, "person: Where are you?", "bot: here I am")
	})
}

func TestFaultT14PlaceholderThatCannotBeEdited(t *testing.T) {
	const why = "Bad Request: message can't be edited"
	inWorld(t, growing("here I am", 3*time.Second), func(w *world) {
		w.api.On("editMessageText", playground.Refuse(400, why), playground.Refuse(400, why))
		w.say(alice, "Where are you?")
		w.settle(time.Minute)
		w.sees(alice, "person: Where are you?", reading, "bot: here I am")
	})
}

// TestFaultT14VanishedPartIsReplaced in the place where it can still be: at the end.
func TestFaultT14VanishedPartIsReplaced(t *testing.T) {
	inWorld(t, says(twoParts()), func(w *world) {
		w.api.On("editMessageText", func(x *playground.Exchange) {
			w.deletes(alice, w.last(alice).ID) // the placeholder of the second part
			x.Pass()
		})
		w.say(alice, "Give me both parts")
		w.settle(time.Minute)
		w.sees(alice, "person: Give me both parts", "bot: A sentence of some length...", "bot: A sentence of some length...")
	})
}

// TestFaultT15NotModifiedIsSuccess: an edit that was carried out unnoticed is repeated, and refused as no change.
func TestFaultT15NotModifiedIsSuccess(t *testing.T) {
	inWorld(t, says("it stands"), func(w *world) {
		w.api.On("editMessageText", playground.Reset)
		id := w.say(alice, "Does it stand?")[0]
		w.settle(10 * time.Second)
		w.sees(alice, "person: Does it stand?", "bot: it stands")
		if n := len(w.api.Calls("editMessageText")); n != 2 {
			w.Errorf("%d edits, want 2", n)
		}
		if r, err := w.options.Store.Reply(w.Context(), id); err != nil || r.State != store.Done {
			w.Errorf("the reply is %q, %v", r.State, err)
		}
	})
}

// TestFaultT16PlainTextInPlaceOfFormatting is of a sentence of the bot's own, too.
func TestFaultT16PlainTextInPlaceOfFormatting(t *testing.T) {
	inWorld(t, says(""), func(w *world) {
		w.api.On("sendMessage", playground.Refuse(400, unparsed))
		w.say(alice, "/start")
		w.settle(time.Second)
		w.sees(alice, "person: /start", "bot: Hello! I answer...")
		if m := w.last(alice); m.HTML != "" || !strings.Contains(m.Text, "\nLeft & <Right>\n") {
			w.Errorf("it shows %q", m.Text)
		}
		if !strings.Contains(w.log.String(), "does not accept the formatting") {
			w.Error("the log does not say so")
		}
	}, withAbout)
}

// topics is a private chat that is divided into topics.
func (w *world) topics(person int64) (topic int64) {
	chat := w.person(person).Private()
	chat.Topics = true
	w.api.Open(chat)
	return w.api.OpenTopic(person)
}

func TestAnswerGoesToTheTopic(t *testing.T) {
	inWorld(t, growing("in its place", 3*time.Second), func(w *world) {
		topic := w.topics(alice)
		w.api.Do(playground.Say{By: w.person(alice), In: playground.Chat{ID: alice}, Text: "Where do you answer?", Thread: topic})
		w.settle(time.Minute)
		w.sees(alice, "person: Where do you answer?", "bot: in its place")
		if m := w.last(alice); m.Thread != topic {
			w.Errorf("the answer is in topic %d, want %d", m.Thread, topic)
		}
		if typing := w.api.Calls("sendChatAction"); len(typing) == 0 || typing[0].Params["message_thread_id"] == "" {
			w.Errorf("typing shows elsewhere: %v", typing)
		}
	})
}

func TestFaultT17TopicThatIsNotFound(t *testing.T) {
	const why = "Bad Request: message thread not found"
	for text, want := range map[string]string{"Where do you answer?": "bot: anywhere", "/help": "bot: Just send a question..."} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says("anywhere"), func(w *world) {
				topic := w.topics(alice)
				w.api.On("sendMessage", playground.Refuse(400, why))
				w.api.Do(playground.Say{By: w.person(alice), In: playground.Chat{ID: alice}, Text: text, Thread: topic})
				w.settle(time.Minute)
				w.sees(alice, "person: "+text, want)
				calls := w.api.Calls("sendMessage")
				if len(calls) != 2 || calls[0].Params["message_thread_id"] == "" || calls[1].Params["message_thread_id"] != "" {
					w.Errorf("sent %v", calls)
				}
			})
		})
	}
}

// TestFaultT17ThreadOfAReplyIsNoTopic: in chats without topics a message that answers another has a thread of no use.
func TestFaultT17ThreadOfAReplyIsNoTopic(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.send(alice, map[string]any{"text": "Do you see threads?", "message_thread_id": 77})
		w.settle(time.Second)
		w.sees(alice, "person: Do you see threads?", "bot: yes")
	})
}

// TestFaultT18ChatWithAnotherID is played on a private chat, since groups are not answered: what matters is the id of the chat
// that the refusal names.
func TestFaultT18ChatWithAnotherID(t *testing.T) {
	const super = int64(-100500)
	inWorld(t, growing("we have moved", 2*time.Second), func(w *world) {
		w.meets(alice)
		w.api.Migrate(alice, playground.Chat{ID: super, Type: "supergroup"})
		w.say(alice, "/help", "Where are we now?")
		w.settle(time.Minute)
		w.sees(super, "bot: Just send a question...", "bot: we have moved")
		w.sees(alice, "person: /help", "person: Where are we now?")
	})
}

// TestFaultT18OneRepeat: where the other chat has moved as well, that is the end.
func TestFaultT18OneRepeat(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.meets(alice)
		w.api.Migrate(alice, playground.Chat{ID: -100500, Type: "supergroup"})
		w.api.Migrate(-100500, playground.Chat{ID: -100501, Type: "supergroup"})
		w.say(alice, "/help")
		w.settle(time.Second)
		if n := len(w.api.Calls("sendMessage")); n != 2 {
			w.Errorf("%d sends, want 2", n)
		}
	})
}

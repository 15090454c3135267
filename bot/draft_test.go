package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/rag"
)

func withDrafts(o *bot.Options) { o.Drafts = true }

// asOld gives the bot, which does not run yet, a Telegram from before drafts and rich messages.
func (w *world) asOld() {
	w.api.Close()
	w.api = playground.New(playground.Options{Token: token, Username: botName, Rule: ownRules, Old: true})
	w.options.Transport = w.api
}

// stopsDraft delivers that a draft was stopped in a chat.
func (w *world) stopsDraft(chat int64, kind string, draft int64) {
	w.api.Do(playground.Raw(func(id int64) string {
		return fmt.Sprintf(`{"update_id":%d,"stopped_message_generation":{"chat":{"id":%d,"type":%q},"draft_id":%d}}`, id, chat, kind, draft)
	}))
}

// draft returns what stands in a private chat besides messages.
func (w *world) draft(person int64) playground.Draft {
	w.Helper()
	drafts := w.api.Screen(person).Drafts
	if len(drafts) != 1 {
		w.Fatalf("%d drafts, want one: %+v", len(drafts), drafts)
	}
	return drafts[0]
}

func TestAnswerGrowsInADraft(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 60))
	inWorld(t, growing(text, 100*time.Millisecond), func(w *world) {
		w.say(alice, "Tell me a long story")
		w.settle(50 * time.Millisecond)
		if d := w.draft(alice); d.Text != "" || !d.CanStop {
			w.Errorf("at once there stands %+v, want an empty draft that can be stopped", d)
		}
		w.settle(5 * time.Second)
		w.sees(alice, "person: Tell me a long story")
		shown := w.draft(alice).Shown
		if len(shown) < 4 || !slices.IsSortedFunc(shown, func(a, b string) int { return len(a) - len(b) }) || !strings.HasPrefix(text, shown[3]) {
			w.Errorf("the draft showed %q", shown)
		}
		w.settle(10 * time.Second)
		w.sees(alice, "person: Tell me a long story", "bot: "+text)
		if m := w.last(alice); len(m.Shown) != 1 || len(m.Keyboard) == 0 {
			w.Errorf("the message showed %q with keys %v, want the answer alone, and keys", m.Shown, m.Keyboard)
		}
		if d := w.api.Screen(alice).Drafts; d != nil {
			w.Errorf("drafts are left: %+v", d)
		}
		if n := len(w.api.Calls("sendChatAction")); n != 0 {
			w.Errorf("%d typing actions beside a draft", n)
		}
	}, withDrafts)
}

// TestDraftsKeepThePaceOfEdits: the same distance between two of them, but for the first, which shows at once.
func TestDraftsKeepThePaceOfEdits(t *testing.T) {
	inWorld(t, growing(strings.Repeat("word ", 60), 100*time.Millisecond), func(w *world) {
		w.say(alice, "Tell me a long story")
		w.settle(10 * time.Second)
		calls := w.api.Calls("sendMessageDraft")
		for i := 1; i < len(calls); i++ {
			if gap := calls[i].At.Sub(calls[i-1].At); gap < 1200*time.Millisecond {
				w.Errorf("draft %d came %v after the one before", i, gap)
			}
		}
		if len(calls) < 5 {
			w.Errorf("%d drafts in 6 s, want at least 5", len(calls))
		}
	}, withDrafts)
}

func TestDraftDoesNotFadeWhileTheModelThinks(t *testing.T) {
	inWorld(t, growing("first last", 100*time.Second), func(w *world) {
		w.say(alice, "Take your time")
		for range 19 {
			w.settle(10 * time.Second)
			w.draft(alice)
		}
		if got := w.draft(alice).Text; got != "first" {
			w.Errorf("the draft shows %q", got)
		}
		w.settle(20 * time.Second)
		w.sees(alice, "person: Take your time", "bot: first last")
	}, withDrafts, func(o *bot.Options) { o.AskTimeout = 5 * time.Minute })
}

// TestDraftsComeBackAfterAnOutage: what could not be sent is sent again before the person sees nothing any more.
func TestDraftsComeBackAfterAnOutage(t *testing.T) {
	inWorld(t, takes(time.Minute), func(w *world) {
		w.api.On("sendMessageDraft", playground.Refuse(502, "Bad Gateway"), playground.TooMany(3))
		w.say(alice, "Are you there?")
		w.settle(10 * time.Second)
		w.draft(alice)
		w.settle(time.Minute)
		w.sees(alice, "person: Are you there?", "bot: re: Are you there?")
	}, withDrafts)
}

func TestStopInADraft(t *testing.T) {
	ended := 0
	asker := askFunc(func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
		draft("it begins")
		select {
		case <-ctx.Done():
			ended++
			return rag.Answer{}, ctx.Err()
		case <-time.After(20 * time.Second):
			return rag.Answer{Text: "re: " + q.Text}, nil
		}
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "A long one", "A second one")
		w.say(bob, "Of somebody else")
		w.settle(3 * time.Second)
		stop := playground.Stop{By: w.person(alice)}
		if ids := w.api.Do(stop); ids[0] == 0 {
			w.Fatal("the draft has no button, or the bot does not want to hear of it")
		}
		w.settle(time.Minute)
		w.sees(alice, "person: A long one", "person: A second one", "bot: Stopped.", "bot: re: A second one")
		w.sees(bob, "person: Of somebody else", "bot: re: Of somebody else")
		if ended != 1 {
			w.Errorf("%d answers were ended, want 1", ended)
		}
	}, withDrafts)
}

// TestStopOfAnothersDraftIsNone: only the person in whose chat a draft stands can stop it, and whatever else is named does no harm.
func TestStopOfAnothersDraftIsNone(t *testing.T) {
	inWorld(t, takes(5*time.Second), func(w *world) {
		ids := w.say(alice, "A long one")
		w.settle(time.Second)
		w.stopsDraft(bob, "private", ids[0])
		w.stopsDraft(-500, "group", ids[0])
		w.stopsDraft(alice, "private", 5)
		w.settle(10 * time.Second)
		w.sees(alice, "person: A long one", "bot: re: A long one")
	}, withDrafts)
}

// TestOldServerGetsPlaceholders: the person sees the first answer grow too, and drafts are tried only once.
func TestOldServerGetsPlaceholders(t *testing.T) {
	for name, tc := range map[string]struct {
		fault playground.Fault // nil for a server that does not know the method
		tries int
	}{
		"NoMethod":    {nil, 1},
		"NoPeer":      {playground.Refuse(400, "Bad Request: TEXTDRAFT_PEER_INVALID"), 1},
		"NoEmptyText": {playground.Refuse(400, "Bad Request: message text is empty"), 1},
		"ThisOne":     {playground.Refuse(400, "Bad Request: something odd"), 2},
	} {
		t.Run(name, func(t *testing.T) {
			inStillWorld(t, growing("one two three", 2*time.Second), func(w *world) {
				if tc.fault == nil {
					w.asOld()
				} else {
					w.api.On("sendMessageDraft", tc.fault)
				}
				w.boot()
				w.say(alice, "Do you know drafts?")
				w.settle(5 * time.Second)
				w.sees(alice, "person: Do you know drafts?", "bot: one two")
				w.settle(10 * time.Second)
				w.sees(alice, "person: Do you know drafts?", "bot: one two three")
				if m := w.last(alice); "bot: "+m.Shown[0] != reading || len(m.Shown) < 3 || len(m.Keyboard) == 0 {
					w.Errorf("the message showed %q with keys %v", m.Shown, m.Keyboard)
				}
				before := len(w.api.Calls("sendMessageDraft"))
				w.say(bob, "And now?")
				w.settle(time.Second)
				if tries := before + min(len(w.api.Calls("sendMessageDraft"))-before, 1); tries != tc.tries {
					w.Errorf("drafts were tried for %d questions, want %d", tries, tc.tries)
				}
				w.settle(10 * time.Second)
			}, withDrafts)
		})
	}
}

// TestDraftWithNowhereToGoOn: where no placeholder can be sent either, the question is tried anew.
func TestDraftWithNowhereToGoOn(t *testing.T) {
	inWorld(t, growing("one two three", 2*time.Second), func(w *world) {
		w.api.On("sendMessageDraft", playground.Refuse(404, "Not Found: method not found"))
		w.api.On("sendMessage", playground.Refuse(400, "Bad Request: something odd"))
		w.say(alice, "Do you know drafts?")
		w.settle(time.Minute)
		w.sees(alice, "person: Do you know drafts?", "bot: one two three")
	}, withDrafts)
}

func TestGroupsHaveNoDrafts(t *testing.T) {
	inWorld(t, growing("one two three", 2*time.Second), func(w *world) {
		group := playground.Chat{ID: -500, Type: "group", Title: "Readers"}
		w.api.Do(playground.Say{By: w.person(alice), In: group, Text: "@" + botName + " hello you"})
		w.settle(20 * time.Second)
		if n := len(w.api.Calls("sendMessageDraft")); n != 0 {
			w.Errorf("%d drafts in a group", n)
		}
		if m := w.last(group.ID); m.Text != "one two three" || "bot: "+m.Shown[0] != reading {
			w.Errorf("the group saw %q", m.Shown)
		}
	}, withDrafts)
}

// TestChangedQuestionGrowsInItsMessage: the answer to a question that was changed grows where the earlier one stands.
func TestChangedQuestionGrowsInItsMessage(t *testing.T) {
	inWorld(t, takes(3*time.Second), func(w *world) {
		w.say(alice, "What is A?")
		w.settle(10 * time.Second)
		w.api.Do(playground.Edit{By: w.person(alice), Message: w.api.Screen(alice).Messages[0].ID, Text: "What is B?"})
		w.private = append(w.private, "What is B?")
		w.settle(10 * time.Second)
		w.sees(alice, "person: What is B?", "bot: re: What is B?")
		// And one that is changed while it grows in a draft has none yet.
		w.say(alice, "What is C?")
		w.settle(time.Second)
		w.api.Do(playground.Edit{By: w.person(alice), Message: w.last(alice).ID, Text: "What is D?"})
		w.private = append(w.private, "What is D?")
		w.settle(10 * time.Second)
		w.sees(alice, "person: What is B?", "bot: re: What is B?", "person: What is D?", "bot: re: What is D?")
	}, withDrafts)
}

func TestFinishedAnswerThatIsRefusedOrTooLong(t *testing.T) {
	for name, tc := range map[string]struct {
		text   string
		faults []playground.Fault
	}{
		"Refused":   {"There you are.", []playground.Fault{playground.Refuse(400, "Bad Request: something odd")}},
		"Malformed": {"There you are.", []playground.Fault{playground.Refuse(400, "Bad Request: can't parse entities: no")}},
		"Parts":     {twoParts(), nil},
		"Unknown":   {"There you are.", []playground.Fault{playground.Refuse(502, "Bad Gateway")}},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says(tc.text), func(w *world) {
				w.api.On("sendMessage", tc.faults...)
				w.say(alice, "Will it show?")
				w.settle(20 * time.Second)
				w.say(alice, "/reset")
				w.settle(5 * time.Second)
				w.stands(alice, tc.text, 0)
			}, withDrafts)
		})
	}
}

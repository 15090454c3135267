package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// TestFaultT1EveryWaitIsKept: the server takes a request that comes too early for a violation.
func TestFaultT1EveryWaitIsKept(t *testing.T) {
	for _, method := range []string{"getMe", "getUpdates", "sendMessage", "editMessageText"} {
		for _, seconds := range []int{1, 5, 61, 3600} {
			if isRace && seconds == 3600 {
				continue // it takes seconds each
			}
			t.Run(fmt.Sprint(method, seconds), func(t *testing.T) {
				t.Parallel()
				inStillWorld(t, says("in time"), func(w *world) {
					w.api.On(method, playground.TooMany(seconds))
					w.boot()
					w.say(alice, "When will you come?")
					w.settle(time.Duration(seconds)*time.Second - time.Millisecond)
					if got := w.last(alice).Text; got == "in time" {
						w.Error("the answer came too early")
					}
					w.settle(3 * time.Second)
					w.sees(alice, "person: When will you come?", "bot: in time")
				})
			})
		}
	}
}

// TestFaultT1DraftsAreCoalesced: of what grew during a wait only the newest shows, and the answer at the end.
func TestFaultT1DraftsAreCoalesced(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 200))
	inWorld(t, growing(text, 100*time.Millisecond), func(w *world) {
		w.api.On("editMessageText", playground.Fine, playground.TooMany(7), playground.Fine, playground.TooMany(30))
		w.say(alice, "Do you slow down?")
		w.settle(2 * time.Minute)
		w.sees(alice, "person: Do you slow down?", "bot: "+text)
		calls := w.api.Calls("editMessageText")
		if gap := calls[2].At.Sub(calls[1].At); gap < 7*time.Second || gap > 9*time.Second {
			w.Errorf("the edit after a 429 of 7 s came after %v", gap)
		}
		if len(calls) != 5 {
			w.Errorf("%d edits, want a draft, a refused one, a draft, a refused one and the answer", len(calls))
		}
	})
}

func TestFaultT1RetryAfterHoldsTheWholeChat(t *testing.T) {
	inWorld(t, says("all right"), func(w *world) {
		w.api.On("editMessageText", playground.TooMany(20))
		w.say(alice, "The first question")
		w.settle(time.Second)
		w.say(alice, "/help")
		w.say(bob, "Of another chat")
		w.settle(time.Second)
		w.sees(bob, "person: Of another chat", "bot: all right")
		w.settle(30 * time.Second)
		w.sees(alice, "person: The first question", "bot: all right", "person: /help", "bot: Just send a question...")
	})
}

// TestFaultT1SeveralLimitedChatsHoldAll: where two chats are refused at once, it is the bot that asks too much.
func TestFaultT1SeveralLimitedChatsHoldAll(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.On("sendMessage", playground.TooMany(20), playground.TooMany(20))
		w.say(alice, "One?")
		w.say(bob, "Two?")
		w.settle(time.Second)
		w.say(carol, "Three?")
		w.settle(18 * time.Second)
		w.sees(carol, "person: Three?")
		w.settle(5 * time.Second)
		for person, asked := range map[int64]string{alice: "One?", bob: "Two?", carol: "Three?"} {
			w.sees(person, "person: "+asked, "bot: yes")
		}
	})
}

// TestFaultT1StormDropsNoAnswer has a third of all requests of twenty chats refused.
func TestFaultT1StormDropsNoAnswer(t *testing.T) {
	inWorld(t, growing("one two three four five", 500*time.Millisecond), func(w *world) {
		w.settle(time.Second) // two requests to no chat at the same time cannot know of each other's refusal
		w.api.Weather(1.0/3, 5, playground.TooMany(1), playground.TooMany(5), playground.TooMany(61))
		for i := range int64(20) {
			w.say(2000+i, "Through the storm?")
		}
		w.settle(20 * time.Minute)
		for i := range int64(20) {
			w.sees(2000+i, "person: Through the storm?", "bot: one two three four five")
		}
		w.api.Weather(0, 0)
	})
}

// TestFaultT2WaitWithoutACode: what tells how long to wait is that refusal whatever its code, which the library leaves out of
// those of uploads; so the same send may follow.
func TestFaultT2WaitWithoutACode(t *testing.T) {
	const wait = `{"ok":false,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}}`
	for _, status := range []int{200, 400, 429, 500} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			inWorld(t, says("yes"), func(w *world) {
				w.api.On("sendMessage", slices.Repeat([]playground.Fault{playground.Respond(status, "application/json", wait)}, 2)...)
				w.say(alice, "/help")
				w.settle(10*time.Second - time.Millisecond)
				w.sees(alice, "person: /help")
				w.settle(time.Second)
				w.sees(alice, "person: /help", "bot: Just send a question...")
			})
		})
	}
}

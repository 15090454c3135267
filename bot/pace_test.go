package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// shows are the requests that a person can see.
func (w *world) shows() []fakeCall {
	calls := slices.Concat(w.calls("sendMessage"), w.calls("editMessageText"))
	slices.SortFunc(calls, func(a, b fakeCall) int { return a.At.Compare(b.At) })
	return calls
}

// TestOverallPace has a hundred people ask at once: Telegram takes about thirty messages a second.
func TestOverallPace(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		for i := range int64(100) {
			w.say(4000+i, "All of us at once?")
		}
		w.settle(10 * time.Second)
		calls := w.shows()
		if len(calls) != 200 {
			t.Errorf("%d messages and edits, want 200", len(calls))
		}
		for i := 31; i < len(calls); i++ {
			if gap := calls[i].At.Sub(calls[i-31].At); gap < time.Second {
				w.Fatalf("32 requests within %v", gap)
			}
		}
	})
}

// TestFaultT1SeveralLimitedChatsHoldAll: where two chats are refused at once, it is the bot that asks too much.
func TestFaultT1SeveralLimitedChatsHoldAll(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.on("sendMessage", tooMany(20), tooMany(20))
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

// TestEditsOfAChatKeepTheirDistance, also those of different answers.
func TestEditsOfAChatKeepTheirDistance(t *testing.T) {
	inWorld(t, growing("one two three four", 50*time.Millisecond), func(w *world) {
		w.sayAll(alice, "Short?", "Shorter?", "Shortest?")
		w.settle(time.Minute)
		calls := w.calls("editMessageText")
		if len(calls) < 3 {
			w.Fatalf("%d edits", len(calls))
		}
		for i := 1; i < len(calls); i++ {
			if gap := calls[i].At.Sub(calls[i-1].At); gap < 1100*time.Millisecond {
				t.Errorf("edits of a chat %v apart", gap)
			}
		}
		if screen := strings.Join(w.api.screen(alice), "\n"); strings.Count(screen, "one two three four") != 3 {
			t.Errorf("the screen shows %s", screen)
		}
	})
}

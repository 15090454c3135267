package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// shows are the requests that a person can see.
func (w *world) shows() []playground.Call {
	calls := slices.Concat(w.api.Calls("sendMessage"), w.api.Calls("editMessageText"))
	slices.SortFunc(calls, func(a, b playground.Call) int { return a.At.Compare(b.At) })
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
			w.Errorf("%d messages and edits, want 200", len(calls))
		}
		for i := 31; i < len(calls); i++ {
			if gap := calls[i].At.Sub(calls[i-31].At); gap < time.Second {
				w.Fatalf("32 requests within %v", gap)
			}
		}
	})
}

// TestEditsOfAChatKeepTheirDistance, also those of different answers.
func TestEditsOfAChatKeepTheirDistance(t *testing.T) {
	inWorld(t, growing("one two three four", 50*time.Millisecond), func(w *world) {
		w.say(alice, "Short?", "Shorter?", "Shortest?")
		w.settle(time.Minute)
		calls := w.api.Calls("editMessageText")
		if len(calls) < 3 {
			w.Fatalf("%d edits", len(calls))
		}
		for i := 1; i < len(calls); i++ {
			if gap := calls[i].At.Sub(calls[i-1].At); gap < 1100*time.Millisecond {
				w.Errorf("edits of a chat %v apart", gap)
			}
		}
		if screen := strings.Join(w.screen(alice), "\n"); strings.Count(screen, "one two three four") != 3 {
			w.Errorf("the screen shows %s", screen)
		}
	})
}

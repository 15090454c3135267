package bot_test

import (
	"testing"
	"time"

	"articlebot/bot/playground"
)

// TestRequestsToNoChatWaitTogether: Telegram counts them together, so that the refusal of one holds up the others.
func TestRequestsToNoChatWaitTogether(t *testing.T) {
	inStillWorld(t, says("an answer"), func(w *world) {
		w.api.On("getMyCommands", playground.TooMany(20))
		w.boot()
		w.settle(2 * time.Second)
		w.say(alice, "/help")
		w.say(alice, "/reset")
		w.settle(30 * time.Second)
		calls := w.api.Calls("getMyCommands")
		if len(calls) < 2 || calls[1].At.Sub(calls[0].At) < 20*time.Second {
			w.Errorf("the menu was read at %v", calls)
		}
		for _, poll := range w.api.Calls("getUpdates") {
			if after := poll.At.Sub(calls[0].At); after > 0 && after < 20*time.Second {
				w.Errorf("a poll %v after the refusal", after)
			}
		}
	})
}

package bot_test

import (
	"slices"
	"testing"
	"time"

	"articlebot/bot/playground"
)

func TestShutdownWaitsForTheAnswerUnderWay(t *testing.T) {
	inWorld(t, takes(6*time.Second), func(w *world) {
		w.say(alice, "Will you finish?")
		w.settle(2 * time.Second)
		if took := w.halt(); took > 5*time.Second {
			w.Errorf("Run took %v to end", took)
		}
		w.sees(alice, "person: Will you finish?", "bot: re: Will you finish?")
		w.say(bob, "Is anybody there?")
		w.settle(time.Minute)
		w.sees(bob, "person: Is anybody there?")
	})
}

// TestFaultM6ShutdownParksWhatTakesTooLong: what is cut off goes on after the next start, in the same message.
func TestFaultM6ShutdownParksWhatTakesTooLong(t *testing.T) {
	inWorld(t, takes(time.Minute), func(w *world) {
		w.say(alice, "Will you finish?", "And this one?", "And the third?")
		w.settle(2 * time.Second)
		if took := w.halt(); took < 8*time.Second || took > 10*time.Second {
			w.Errorf("Run took %v to end, want the grace period and at most two seconds", took)
		}
		w.sees(alice, "person: Will you finish?", "person: And this one?", "person: And the third?", reading)
		w.boot()
		w.settle(4 * time.Minute)
		w.sees(alice, "person: Will you finish?", "person: And this one?", "person: And the third?",
			"bot: re: Will you finish?", "bot: re: And this one?", "bot: re: And the third?")
	})
}

func TestShutdownIsNotHeldUpByTelegram(t *testing.T) {
	inWorld(t, takes(time.Millisecond), func(w *world) {
		w.api.On("editMessageText", playground.TooMany(3600))
		w.say(alice, "Will you wait an hour?")
		w.settle(2 * time.Second)
		if took := w.halt(); took > 10*time.Second {
			w.Errorf("Run took %v to end", took)
		}
		w.sees(alice, "person: Will you wait an hour?", reading)
		time.Sleep(time.Hour)
		w.boot()
		w.settle(time.Minute)
		w.sees(alice, "person: Will you wait an hour?", "bot: re: Will you wait an hour?")
	})
}

func TestShutdownBeforeTheStart(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		w.api.On("getMe", slices.Repeat([]playground.Fault{playground.Unreachable}, 6)...)
		w.boot()
		w.settle(3 * time.Second)
		w.halt()
		if n := len(w.api.Calls("getUpdates")); n != 0 {
			w.Errorf("%d polls of a bot that was stopped before", n)
		}
	})
}

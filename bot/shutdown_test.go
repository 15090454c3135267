package bot_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag"
)

// takes is an asker that answers after d, whatever its context says.
func takes(d time.Duration) askFunc {
	return func(ctx context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		select {
		case <-time.After(d):
			return rag.Answer{Text: "re: " + q.Text}, nil
		case <-ctx.Done():
			return rag.Answer{}, ctx.Err()
		}
	}
}

func TestShutdownWaitsForTheAnswerUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := start(t, newFakeAPI(), takes(6*time.Second))
		w.say(alice, "Will you finish?")
		w.settle(2 * time.Second)
		if took := w.halt(); took > 5*time.Second {
			t.Errorf("Run took %v to end", took)
		}
		w.sees(alice, "person: Will you finish?", "bot: re: Will you finish?")
		w.say(bob, "Is anybody there?")
		w.settle(time.Minute)
		w.sees(bob, "person: Is anybody there?")
		w.check()
	})
}

// TestFaultM6ShutdownParksWhatTakesTooLong: what is cut off goes on after the next start, in the same message.
func TestFaultM6ShutdownParksWhatTakesTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := start(t, newFakeAPI(), takes(time.Minute))
		w.sayAll(alice, "Will you finish?", "And this one?", "And the third?")
		w.settle(2 * time.Second)
		if took := w.halt(); took < 8*time.Second || took > 10*time.Second {
			t.Errorf("Run took %v to end, want the grace period and at most two seconds", took)
		}
		w.sees(alice, "person: Will you finish?", "person: And this one?", "person: And the third?", reading)
		w.boot()
		w.settle(4 * time.Minute)
		w.sees(alice, "person: Will you finish?", "person: And this one?", "person: And the third?",
			"bot: re: Will you finish?", "bot: re: And this one?", "bot: re: And the third?")
		w.halt()
		w.check()
	})
}

func TestShutdownIsNotHeldUpByTelegram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := start(t, newFakeAPI(), takes(time.Millisecond))
		w.api.on("editMessageText", tooMany(3600))
		w.say(alice, "Will you wait an hour?")
		w.settle(2 * time.Second)
		if took := w.halt(); took > 10*time.Second {
			t.Errorf("Run took %v to end", took)
		}
		w.sees(alice, "person: Will you wait an hour?", reading)
		time.Sleep(time.Hour)
		w.boot()
		w.settle(time.Minute)
		w.sees(alice, "person: Will you wait an hour?", "bot: re: Will you wait an hour?")
		w.halt()
		w.check()
	})
}

func TestShutdownBeforeTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := newFakeAPI()
		api.on("getMe", unreachable, unreachable, unreachable, unreachable, unreachable, unreachable)
		w := start(t, api, says("yes"))
		w.settle(3 * time.Second)
		w.halt()
		if n := len(w.calls("getUpdates")); n != 0 {
			t.Errorf("%d polls of a bot that was stopped before", n)
		}
	})
}

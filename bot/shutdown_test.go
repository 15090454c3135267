package bot_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot"
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

// stopAfter runs a bot, stops it after two seconds and returns how long it took to end.
func stopAfter(t *testing.T, asker bot.Asker, before func(*world)) (*world, time.Duration) {
	t.Helper()
	w := start(t, newFakeAPI(), asker)
	before(w)
	w.settle(2 * time.Second)
	stopped := time.Now()
	w.stop()
	if err := <-w.ended; err != nil {
		t.Errorf("Run ended with %v", err)
	}
	took := time.Since(stopped)
	w.api.serving.Wait()
	w.check()
	return w, took
}

func TestShutdownWaitsForTheAnswerUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, took := stopAfter(t, takes(6*time.Second), func(w *world) { w.say(alice, "Will you finish?") })
		w.sees(alice, "person: Will you finish?", "bot: re: Will you finish?")
		if took > 5*time.Second {
			t.Errorf("Run took %v to end", took)
		}
		w.say(bob, "Is anybody there?")
		w.settle(time.Minute)
		w.sees(bob, "person: Is anybody there?")
	})
}

func TestShutdownCutsOffWhatTakesTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, took := stopAfter(t, takes(time.Minute), func(w *world) {
			w.sayAll(alice, "Will you finish?", "And this one?", "And the third?")
		})
		w.sees(alice, "person: Will you finish?", "person: And this one?", "person: And the third?",
			"bot: I am being restarted and could not finish this question....",
			"bot: I am being restarted and could not finish this question....")
		if took < 8*time.Second || took > 10*time.Second {
			t.Errorf("Run took %v to end, want the grace period and at most two seconds", took)
		}
	})
}

func TestShutdownIsNotHeldUpByTelegram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, took := stopAfter(t, takes(time.Millisecond), func(w *world) {
			w.api.on("editMessageText", tooMany(3600))
			w.say(alice, "Will you wait an hour?")
		})
		w.sees(alice, "person: Will you wait an hour?", reading)
		if took > 10*time.Second {
			t.Errorf("Run took %v to end", took)
		}
	})
}

func TestShutdownBeforeTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := newFakeAPI()
		api.on("getMe", unreachable, unreachable, unreachable, unreachable, unreachable, unreachable)
		w := start(t, api, says("yes"))
		w.settle(3 * time.Second)
		w.stop()
		if err := <-w.ended; err != nil {
			t.Errorf("Run ended with %v", err)
		}
		if n := len(w.calls("getUpdates")); n != 0 {
			t.Errorf("%d polls of a bot that was stopped before", n)
		}
	})
}

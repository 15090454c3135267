package bot_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot"
)

func TestFaultT11UnreadableUpdateDoesNotHoldBackOthers(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		var bad int64
		w.api.mu.Lock() // the three updates come in one batch
		w.api.script["getupdates"] = []fault{slow(2 * time.Second)}
		w.api.mu.Unlock()
		w.say(alice, "Before the bad one?")
		bad = w.api.push(func(id int64) string {
			return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":"strange","text":"a secret text"}}`, id)
		})
		w.api.push(func(int64) string { return `{"no_update_id":true}` })
		w.say(bob, "After the bad one?")
		w.private = append(w.private, "a secret text")
		w.settle(10 * time.Second)
		w.sees(alice, "person: Before the bad one?", "bot: yes")
		w.sees(bob, "person: After the bad one?", "bot: yes")
		if !strings.Contains(w.log.String(), fmt.Sprintf("update=%d", bad)) {
			t.Errorf("the log does not name update %d: %s", bad, w.log)
		}
		if left := w.api.unconfirmed(); len(left) != 0 {
			t.Errorf("updates %v are not confirmed", left)
		}
	})
}

func TestFaultT9OffsetFollowsTheBatch(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.jumpTo(900)
		w.say(alice, "With a high number?")
		w.settle(time.Second)
		w.api.jumpTo(5) // Telegram starts anew at a random id after a quiet week
		w.say(alice, "With a low number?")
		w.settle(time.Second)
		w.sees(alice, "person: With a high number?", "bot: yes", "person: With a low number?", "bot: yes")
		if got, want := w.api.intake.polls, []int64{0, 901, 6}; !slices.Equal(got, want) {
			t.Errorf("polled with offsets %v, want %v", got, want)
		}
	})
}

func TestPollSurvivesFaults(t *testing.T) {
	for name, tc := range map[string]struct {
		faults []fault
		within time.Duration
	}{
		"T1TooManyRequests":   {[]fault{tooMany(60)}, 63 * time.Second},
		"T3BadGateway":        {[]fault{badGateway(), badGateway()}, 6 * time.Second},
		"T3EmptyAnswer":       {[]fault{respond(200, "application/json", "")}, 3 * time.Second},
		"T3HTMLWithStatus200": {[]fault{respond(200, "text/html", "<html>")}, 3 * time.Second},
		"T3ResultOfOddShape":  {[]fault{respond(200, "application/json", `{"ok":true,"result":{}}`)}, 3 * time.Second},
		"T5Unreachable":       {[]fault{unreachable, unreachable}, 6 * time.Second},
		"T10CutConnection":    {[]fault{cut}, 60 * time.Second},
		"T10HalfOpen":         {[]fault{hang}, 63 * time.Second},
		"T6OtherPoller":       {[]fault{refuse(409, "Conflict: terminated by other getUpdates request")}, 4 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says("yes"), func(w *world) {
				w.api.on("getUpdates", tc.faults...)
				w.settle(time.Millisecond)
				w.say(alice, "Do you still listen?")
				w.settle(tc.within)
				w.sees(alice, "person: Do you still listen?", "bot: yes")
			})
		})
	}
}

func TestFaultT5PollBacksOff(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.on("getUpdates", slices.Repeat([]fault{unreachable}, 200)...)
		w.settle(10 * time.Minute)
		calls := w.calls("getUpdates")
		if n := len(calls); n < 20 || n > 40 {
			t.Errorf("%d polls in 10 minutes of outage, want between 20 and 40", n)
		}
		for i := 1; i < len(calls); i++ {
			if gap := calls[i].At.Sub(calls[i-1].At); gap < 800*time.Millisecond || gap > 37*time.Second {
				t.Errorf("poll %d came %v after the one before", i, gap)
			}
		}
		if n := strings.Count(w.log.String(), "cannot be reached"); n < 8 || n > 11 {
			t.Errorf("%d log lines in 10 minutes, want about one a minute", n)
		}
	})
}

func TestFaultT7WebhookInTheWayIsRemovedOnce(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.mu.Lock()
		w.api.intake.webhook = true
		w.api.mu.Unlock()
		w.say(alice, "Sent while the webhook was set?")
		w.settle(time.Second)
		w.sees(alice, "person: Sent while the webhook was set?", "bot: yes")
		if n := len(w.calls("deleteWebhook")); n != 1 {
			t.Errorf("%d deleteWebhook, want 1", n)
		}
		w.api.on("getUpdates", slices.Repeat([]fault{refuse(409,
			"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")}, 3)...)
		w.settle(2 * time.Minute)
		if n := len(w.calls("deleteWebhook")); n != 1 {
			t.Errorf("%d deleteWebhook after the webhook came back, want 1", n)
		}
	})
}

func TestFaultT6OtherPollerIsNamedInTheLog(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.on("getUpdates", slices.Repeat([]fault{refuse(409,
			"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")}, 20)...)
		w.settle(59 * time.Second)
		if n := strings.Count(w.log.String(), "another program polls with this bot's token"); n != 1 {
			t.Errorf("%d log lines in the first minute, want 1", n)
		}
		w.settle(10 * time.Minute)
		w.say(alice, "Is the other one gone?")
		w.settle(time.Minute)
		w.sees(alice, "person: Is the other one gone?", "bot: yes")
	})
}

func TestFaultT20RefusedTokenEndsRun(t *testing.T) {
	for name, script := range map[string]struct {
		method string
		faults []fault
	}{
		"AtStart":      {"getMe", []fault{refuse(401, "Unauthorized")}},
		"AfterAnError": {"getMe", []fault{unreachable, badGateway(), refuse(401, "Unauthorized: invalid token specified")}},
		"Malformed":    {"getMe", []fault{refuse(404, "Not Found")}},
		"Revoked":      {"getUpdates", []fault{fine, refuse(401, "Unauthorized")}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := newFakeAPI()
				api.on(script.method, script.faults...)
				w := start(t, api, says("yes"))
				defer w.stop()
				err := <-w.ended
				if !errors.Is(err, bot.ErrToken) {
					t.Fatalf("Run ended with %v, want ErrToken", err)
				}
				if strings.Contains(err.Error(), "CANARY") {
					t.Errorf("the error holds the token: %v", err)
				}
				w.check()
			})
		})
	}
}

func TestStartWithoutNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := newFakeAPI()
		api.on("getMe", slices.Repeat([]fault{unreachable, respond(404, "text/html", "<html>")}, 5)...)
		w := start(t, api, says("yes"))
		w.say(alice, "Are you up yet?")
		w.settle(5 * time.Minute)
		w.sees(alice, "person: Are you up yet?", "bot: yes")
		w.stop()
		if err := <-w.ended; err != nil {
			t.Error(err)
		}
		w.check()
	})
}

func TestEmptyPollsAreNotATightLoop(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.on("getUpdates", slices.Repeat([]fault{respond(200, "application/json", `{"ok":true,"result":[]}`)}, 1000)...)
		w.settle(30 * time.Second)
		if n := len(w.calls("getUpdates")); n > 31 {
			t.Errorf("%d polls in 30 s of a server that does not wait", n)
		}
	})
}

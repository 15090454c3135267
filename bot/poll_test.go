package bot_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

func TestFaultT11UnreadableUpdateDoesNotHoldBackOthers(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.Hold() // they come in one batch
		w.say(alice, "Before the bad one?")
		bad := w.api.Do(playground.Raw(func(id int64) string {
			return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":"strange","text":"a secret text"}}`, id)
		}))[0]
		w.api.Do(playground.Raw(func(int64) string { return `{"no_update_id":true}` }))
		for i := range int64(97) {
			w.say(2000+i, "After the bad one?")
		}
		w.api.Release()
		w.private = append(w.private, "a secret text")
		w.settle(10 * time.Second)
		w.sees(alice, "person: Before the bad one?", "bot: yes")
		for i := range int64(97) {
			w.sees(2000+i, "person: After the bad one?", "bot: yes")
		}
		parked, err := w.options.Store.Show(w.Context(), bad)
		if err != nil || !strings.Contains(string(parked.Raw), "a secret text") {
			w.Errorf("the bad one is not kept: %v", err)
		}
		if !strings.Contains(w.log.String(), fmt.Sprintf("update=%d", bad)) {
			w.Errorf("the log does not name update %d: %s", bad, w.log)
		}
		if left := w.api.Unconfirmed(); len(left) != 0 {
			w.Errorf("updates %v are not confirmed", left)
		}
	})
}

func TestFaultT9OffsetFollowsTheBatch(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.JumpTo(900)
		w.say(alice, "With a high number?")
		w.settle(time.Second)
		w.api.JumpTo(5) // Telegram starts anew at a random id after a quiet week
		w.say(alice, "With a low number?")
		w.settle(time.Second)
		w.sees(alice, "person: With a high number?", "bot: yes", "person: With a low number?", "bot: yes")
		if got, want := w.api.Offsets(), []int64{0, 901, 6}; !slices.Equal(got, want) {
			w.Errorf("polled with offsets %v, want %v", got, want)
		}
	})
}

func TestPollSurvivesFaults(t *testing.T) {
	for name, tc := range map[string]struct {
		faults []playground.Fault
		within time.Duration
	}{
		"T1TooManyRequests":   {[]playground.Fault{playground.TooMany(60)}, 63 * time.Second},
		"T3BadGateway":        {[]playground.Fault{playground.BadGateway, playground.BadGateway}, 6 * time.Second},
		"T3EmptyAnswer":       {[]playground.Fault{playground.Respond(200, "application/json", "")}, 3 * time.Second},
		"T3HTMLWithStatus200": {[]playground.Fault{playground.Respond(200, "text/html", "<html>")}, 3 * time.Second},
		"T3ResultOfOddShape":  {[]playground.Fault{playground.Respond(200, "application/json", `{"ok":true,"result":{}}`)}, 3 * time.Second},
		"T5Unreachable":       {[]playground.Fault{playground.Unreachable, playground.Unreachable}, 6 * time.Second},
		"T10CutConnection":    {[]playground.Fault{playground.Cut}, 60 * time.Second},
		"T10HalfOpen":         {[]playground.Fault{playground.Hang}, 63 * time.Second},
		"T6OtherPoller":       {[]playground.Fault{playground.Refuse(409, "Conflict: terminated by other getUpdates request")}, 4 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inStillWorld(t, says("yes"), func(w *world) {
				w.api.On("getUpdates", tc.faults...)
				w.boot()
				w.settle(time.Millisecond)
				w.say(alice, "Do you still listen?")
				w.settle(tc.within)
				w.sees(alice, "person: Do you still listen?", "bot: yes")
			})
		})
	}
}

func TestFaultT5PollBacksOff(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		w.api.On("getUpdates", slices.Repeat([]playground.Fault{playground.Unreachable}, 200)...)
		w.boot()
		w.settle(10 * time.Minute)
		calls := w.api.Calls("getUpdates")
		if n := len(calls); n < 20 || n > 40 {
			w.Errorf("%d polls in 10 minutes of outage, want between 20 and 40", n)
		}
		for i := 1; i < len(calls); i++ {
			if gap := calls[i].At.Sub(calls[i-1].At); gap < 800*time.Millisecond || gap > 37*time.Second {
				w.Errorf("poll %d came %v after the one before", i, gap)
			}
		}
		if n := strings.Count(w.log.String(), "cannot be reached"); n < 8 || n > 11 {
			w.Errorf("%d log lines in 10 minutes, want about one a minute", n)
		}
	})
}

func TestFaultT7WebhookInTheWayIsRemovedOnce(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		w.api.Hook("https://elsewhere.test/updates")
		w.boot()
		w.say(alice, "Sent while the webhook was set?")
		w.settle(time.Second)
		w.sees(alice, "person: Sent while the webhook was set?", "bot: yes")
		if n := len(w.api.Calls("deleteWebhook")); n != 1 {
			w.Errorf("%d deleteWebhook, want 1", n)
		}
		w.api.On("getUpdates", slices.Repeat([]playground.Fault{playground.Refuse(409,
			"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")}, 3)...)
		w.settle(2 * time.Minute)
		if n := len(w.api.Calls("deleteWebhook")); n != 1 {
			w.Errorf("%d deleteWebhook after the webhook came back, want 1", n)
		}
	})
}

func TestFaultT6OtherPollerIsNamedInTheLog(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		w.api.On("getUpdates", slices.Repeat([]playground.Fault{playground.Refuse(409,
			"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")}, 20)...)
		w.boot()
		w.settle(59 * time.Second)
		if n := strings.Count(w.log.String(), "another program polls with this bot's token"); n != 1 {
			w.Errorf("%d log lines in the first minute, want 1", n)
		}
		w.settle(10 * time.Minute)
		w.say(alice, "Is the other one gone?")
		w.settle(time.Minute)
		w.sees(alice, "person: Is the other one gone?", "bot: yes")
	})
}

// TestFaultT6TwoBotsOnOneToken: each ends the other's polls and backs off; nothing is answered twice, and the one that is left
// goes on alone.
func TestFaultT6TwoBotsOnOneToken(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		other := newWorld(w.T, says("yes"))
		other.options.Transport = w.api
		other.boot()
		w.settle(time.Minute)
		for i := range int64(10) {
			w.say(2000+i, "Which of you answers?")
			w.settle(10 * time.Second)
		}
		other.halt()
		w.settle(time.Minute)
		w.say(alice, "Are you alone?")
		w.settle(time.Minute)
		for i := range int64(10) {
			w.sees(2000+i, "person: Which of you answers?", "bot: yes")
		}
		w.sees(alice, "person: Are you alone?", "bot: yes")
		if n := len(w.api.Calls("getUpdates")); n > 60 {
			w.Errorf("%d polls in less than 5 minutes", n)
		}
	})
}

func TestFaultT20RefusedTokenEndsRun(t *testing.T) {
	for name, script := range map[string]struct {
		method string
		faults []playground.Fault
	}{
		"AtStart":      {"getMe", []playground.Fault{playground.Refuse(401, "Unauthorized")}},
		"AfterAnError": {"getMe", []playground.Fault{playground.Unreachable, playground.BadGateway, playground.Refuse(401, "Unauthorized: invalid token specified")}},
		"Malformed":    {"getMe", []playground.Fault{playground.Refuse(404, "Not Found")}},
		"Revoked":      {"getUpdates", []playground.Fault{playground.Fine, playground.Refuse(401, "Unauthorized")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inStillWorld(t, says("yes"), func(w *world) {
				w.api.On(script.method, script.faults...)
				w.boot()
				err := w.runs()
				if !errors.Is(err, bot.ErrToken) {
					w.Fatalf("Run ended with %v, want ErrToken", err)
				}
				if strings.Contains(err.Error(), "CANARY") {
					w.Errorf("the error holds the token: %v", err)
				}
			})
		})
	}
}

func TestFaultT5StartWithoutNetwork(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		w.api.On("getMe", slices.Repeat([]playground.Fault{
			playground.Unreachable, playground.Respond(404, "text/html", "<html>"), playground.Hang, playground.TooMany(61),
		}, 3)...)
		w.boot()
		w.say(alice, "Are you up yet?")
		w.settle(10 * time.Minute)
		w.sees(alice, "person: Are you up yet?", "bot: yes")
	})
}

// TestFaultT5NameIsNotResolved has the address of the Bot API unknown for a while, at the start and later.
func TestFaultT5NameIsNotResolved(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		var away atomic.Bool
		away.Store(true)
		w.options.Transport = transport(func(r *http.Request) (*http.Response, error) {
			if away.Load() {
				return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: r.URL.Hostname()}}
			}
			return w.api.RoundTrip(r)
		})
		w.boot()
		w.say(alice, "/help")
		w.settle(2 * time.Minute)
		away.Store(false)
		w.settle(time.Minute)
		away.Store(true)
		w.say(alice, "/reset")
		w.settle(2 * time.Minute)
		away.Store(false)
		w.settle(2 * time.Minute)
		w.sees(alice, "person: /help", "bot: Just send a question...", "person: /reset", "bot: Done: I have forgotten...")
	})
}

func TestEmptyPollsAreNotATightLoop(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		w.api.On("getUpdates", slices.Repeat([]playground.Fault{playground.Respond(200, "application/json", `{"ok":true,"result":[]}`)}, 1000)...)
		w.boot()
		w.settle(30 * time.Second)
		if n := len(w.api.Calls("getUpdates")); n > 31 {
			w.Errorf("%d polls in 30 s of a server that does not wait", n)
		}
	})
}

package playground_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot/playground"
)

// TestFaultsInMemory says for each fault what the client sees, after how long, and whether the message was sent.
func TestFaultsInMemory(t *testing.T) {
	for name, tc := range map[string]struct {
		fault playground.Fault
		want  string
		after time.Duration
		sent  bool
	}{
		"Fine":        {playground.Fine, "200 ", 0, true},
		"Refuse":      {playground.Refuse(400, "Bad Request: SOMETHING"), "400 Bad Request: SOMETHING", 0, false},
		"TooMany":     {playground.TooMany(5), "429 Too Many Requests: retry after 5", 0, false},
		"Respond":     {playground.Respond(200, "text/html", ""), "EOF", 0, false},
		"BadGateway":  {playground.BadGateway, "invalid character", 0, false},
		"OddResult":   {playground.OddResult(`{"date":"soon"}`), "200 ", 0, true},
		"Cut":         {playground.Cut, "unexpected EOF", 0, true},
		"Reset":       {playground.Reset, "read tcp: connection reset by peer", 0, true},
		"Truncate":    {playground.Truncate, "unexpected EOF", 0, true},
		"Unreachable": {playground.Unreachable, "dial tcp: connection refused", 0, false},
		"Hang":        {playground.Hang, "context deadline exceeded", time.Minute, false},
		"Slow":        {playground.Slow(10 * time.Second), "200 ", 10 * time.Second, true},
		"TooSlow":     {playground.Slow(70 * time.Second), "context deadline exceeded", time.Minute, true},
	} {
		t.Run(name, func(t *testing.T) {
			onClock(t, func(t *testing.T, s *playground.Server) {
				s.Open(alice.Private())
				s.On("sendMessage", tc.fault)
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				var got string
				after := took(func() {
					e, err := call(ctx, s, "SENDMESSAGE", "chat_id", "1001", "text", "x")
					got = fmt.Sprintf("%d %s", e.Status, e.Description)
					if err != nil {
						got = err.Error()
					}
				})
				if !strings.HasPrefix(got, tc.want) || after != tc.after {
					t.Errorf("%q after %v, want %q after %v", got, after, tc.want, tc.after)
				}
				s.Wait()
				if sent := len(s.Screen(alice.ID).Messages) == 1; sent != tc.sent {
					t.Errorf("sent: %v, want %v", sent, tc.sent)
				}
				time.Sleep(time.Minute)
				must(t, s, "sendMessage", "chat_id", "1001", "text", "y") // one fault for one request
			})
		})
	}
}

func TestErrorsOfFaults(t *testing.T) {
	s := town(t)
	s.On("getMe", playground.Unreachable, playground.Reset, playground.Cut)
	var op *net.OpError
	_, err := call(t.Context(), s, "getMe")
	if !errors.As(err, &op) || op.Op != "dial" || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("Unreachable: %v", err)
	}
	if _, err = call(t.Context(), s, "getMe"); !errors.As(err, &op) || op.Op != "read" || !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("Reset: %v", err)
	}
	if _, err = call(t.Context(), s, "getMe"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("Cut: %v", err)
	}
}

func TestRequestsBeforeRetryAfter(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		s.Open(alice.Private(), bob.Private())
		send := func(chat string) { _, _ = call(t.Context(), s, "sendMessage", "chat_id", chat, "text", "x") }
		s.On("sendMessage", playground.TooMany(30))
		s.On("getMe", playground.TooMany(5))
		send("1001")
		send("1002")
		time.Sleep(29 * time.Second)
		if got := s.Violations(); got != nil {
			t.Errorf("violations %v", got)
		}
		send("1001")
		time.Sleep(time.Second)
		send("1001")
		_, _ = call(t.Context(), s, "getMe")
		_, _ = call(t.Context(), s, "getUpdates")
		want := []string{"sendMessage before retry_after had passed", "getUpdates before retry_after had passed"}
		if got := s.Violations(); !slices.Equal(got, want) {
			t.Errorf("violations %v, want %v", got, want)
		}
	})
}

func TestScriptIsInOrder(t *testing.T) {
	s := town(t)
	s.On("getMe", playground.Refuse(500, "1"), playground.Fine)
	s.On("getMe", playground.Refuse(500, "3"))
	refused(t, s, "1", "getMe")
	must(t, s, "getChat", "chat_id", "1001")
	must(t, s, "getMe")
	refused(t, s, "3", "getMe")
	must(t, s, "getMe")
}

func TestWeather(t *testing.T) {
	run := func(rate float64, seed uint64) string {
		s := town(t)
		s.Weather(rate, seed, playground.Refuse(500, "a"), playground.Refuse(500, "b"))
		s.On("getMe", playground.Refuse(500, "c"))
		all := ""
		for range 400 {
			e, err := call(t.Context(), s, "getMe")
			if err != nil {
				t.Fatal(err)
			}
			all += e.Description + "."
		}
		return all
	}
	got := run(0.25, 1)
	if n := strings.Count(got, "a") + strings.Count(got, "b"); n < 70 || n > 130 || !strings.HasPrefix(got, "c.") {
		t.Errorf("%d faults of 400: %s", n, got)
	}
	if run(0.25, 1) != got || run(0.25, 2) == got {
		t.Error("the sequence does not come from the seed")
	}
	if got := run(0, 1); got != "c"+strings.Repeat(".", 400) {
		t.Errorf("faults at rate 0: %s", got)
	}
}

func TestOwnFault(t *testing.T) {
	s := town(t)
	var text string
	s.On("sendMessage", func(x *playground.Exchange) {
		text = x.Params["text"]
		x.Pass()
	})
	must(t, s, "sendMessage", "chat_id", "1001", "text", "seen")
	if text != "seen" || s.Screen(alice.ID).Last().Text != "seen" {
		t.Errorf("the fault saw %q", text)
	}
}

func TestOwnRule(t *testing.T) {
	s := playground.New(playground.Options{Rule: func(c playground.Call) string {
		if c.Params["text"] == "rude" {
			return c.Method + " is rude"
		}
		return ""
	}})
	s.Open(alice.Private())
	must(t, s, "sendMessage", "chat_id", "1001", "text", "kind")
	must(t, s, "sendMessage", "chat_id", "1001", "text", "rude")
	if got := s.Violations(); !slices.Equal(got, []string{"sendMessage is rude"}) {
		t.Errorf("violations %v", got)
	}
	if calls := s.Calls("sendmessage"); len(calls) != 2 || calls[1].Params["text"] != "rude" || len(s.Calls("")) != 2 {
		t.Errorf("calls %v", calls)
	}
}

func TestCloseEndsWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := playground.New(playground.Options{})
		s.On("getMe", playground.Hang)
		s.On("getChat", playground.Slow(time.Hour))
		for _, method := range []string{"getMe", "getChat", "getUpdates"} {
			go func() { _, _ = call(t.Context(), s, method, "timeout", "50") }()
		}
		time.Sleep(time.Second)
		if d := took(func() { s.Close(); s.Wait(); s.Close() }); d != 0 {
			t.Errorf("Close took %v", d)
		}
	})
}

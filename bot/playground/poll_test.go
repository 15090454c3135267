package playground_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot/playground"
)

// onClock runs a story against a server on synctest's clock.
func onClock(t *testing.T, story func(t *testing.T, s *playground.Server), options ...playground.Options) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := playground.New(append(options, playground.Options{})[0])
		defer s.Wait()
		defer s.Close()
		story(t, s)
	})
}

// took returns how long something took on synctest's clock.
func took(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

func TestOffsetConfirms(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		made := s.Do(playground.Say{By: alice, Text: "1"}, playground.Say{By: bob, Text: "2"}, playground.Say{By: alice, Text: "3"})
		if got := ids(t, s, "limit", "2"); !slices.Equal(got, made[:2]) {
			t.Errorf("first poll: %v, want %v", got, made[:2])
		}
		time.Sleep(time.Second)
		if got := ids(t, s); !slices.Equal(got, made) {
			t.Errorf("a poll without offset: %v, want %v", got, made)
		}
		if got := ids(t, s, "offset", strconv.FormatInt(made[1], 10)); !slices.Equal(got, made[1:]) {
			t.Errorf("an offset in between: %v, want %v", got, made[1:])
		}
		if got := s.Unconfirmed(); !slices.Equal(got, made[1:]) {
			t.Errorf("unconfirmed: %v, want %v", got, made[1:])
		}
		if got := ids(t, s, "offset", "-1"); !slices.Equal(got, made[2:]) {
			t.Errorf("a negative offset: %v, want %v", got, made[2:])
		}
		if got := ids(t, s, "offset", strconv.FormatInt(made[2]+1, 10)); got != nil || len(s.Unconfirmed()) != 0 {
			t.Errorf("an offset above all: %v, left %v", got, s.Unconfirmed())
		}
		if got, want := s.Offsets(), []int64{0, 0, made[1], -1, made[2] + 1}; !slices.Equal(got, want) {
			t.Errorf("offsets %v, want %v", got, want)
		}
	})
}

func TestLongPollWaits(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		if d := took(func() { ids(t, s, "timeout", "500", "offset", "1") }); d != 50*time.Second {
			t.Errorf("an empty poll of 500 s took %v", d)
		}
		go func() {
			time.Sleep(7 * time.Second)
			s.Do(playground.Say{By: alice, Text: "now"})
		}()
		var got []int64
		if d := took(func() { got = ids(t, s, "timeout", "50", "offset", "1") }); d != 7*time.Second || len(got) != 1 {
			t.Errorf("%v after %v", got, d)
		}
		if d := took(func() { ids(t, s, "timeout", "-5", "offset", "9000") }); d != 0 {
			t.Errorf("a short poll took %v", d)
		}
	})
}

func TestSameOffsetIsSlowedDown(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		ids(t, s, "offset", "5")
		if d := took(func() { ids(t, s, "offset", "5") }); d != 3*time.Second {
			t.Errorf("the same offset again took %v", d)
		}
		s.Do(playground.Say{By: alice, Text: "1"}, playground.Say{By: alice, Text: "2"})
		ids(t, s, "offset", "6")
		if got := ids(t, s, "offset", "6"); len(got) != 1 {
			t.Errorf("the same offset again at once: %v", got)
		}
		time.Sleep(time.Second)
		if got := ids(t, s, "offset", "6"); len(got) != 2 {
			t.Errorf("the same offset again a second later: %v", got)
		}
	})
}

// asynchronously polls and sends the description and when it came.
func asynchronously(t *testing.T, s *playground.Server, params ...string) chan string {
	start, done := time.Now(), make(chan string, 1)
	go func() {
		e, err := call(t.Context(), s, "getUpdates", params...)
		done <- fmt.Sprintf("%v %d %s %v", time.Since(start), e.Status, e.Description, err)
	}()
	synctest.Wait()
	return done
}

func TestSecondPollerEndsTheFirst(t *testing.T) {
	const other = " 409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running <nil>"
	onClock(t, func(t *testing.T, s *playground.Server) {
		first := asynchronously(t, s, "timeout", "50")
		second := asynchronously(t, s, "timeout", "50")
		third := asynchronously(t, s, "timeout", "50")
		if got := <-first; got != "0s"+other {
			t.Errorf("the first poller: %s", got)
		}
		if got := <-second; got != "3s"+other {
			t.Errorf("the second poller: %s", got)
		}
		s.Do(playground.Say{By: alice, Text: "x"})
		if got := <-third; got != "3s 200  <nil>" {
			t.Errorf("the third poller: %s", got)
		}
	})
}

// TestOnlyAPollThatWaitsEndsAnother: one that is answered at once leaves the other waiting.
func TestOnlyAPollThatWaitsEndsAnother(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		first := asynchronously(t, s, "timeout", "50", "offset", "1")
		ids(t, s, "offset", "2")
		s.Hold()
		s.Do(playground.Say{By: alice, Text: "x"})
		ids(t, s, "offset", "3")
		s.Release()
		if got := <-first; got != "0s 200  <nil>" {
			t.Errorf("the first poller: %s", got)
		}
	})
}

func TestOffsetFarAheadConfirmsNothing(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		made := s.Do(playground.Say{By: alice, Text: "x"})[0]
		if got := ids(t, s, "offset", strconv.FormatInt(made+12, 10)); !slices.Equal(got, []int64{made}) {
			t.Errorf("updates %v", got)
		}
		if got := ids(t, s, "offset", strconv.FormatInt(made+11, 10)); got != nil {
			t.Errorf("updates %v", got)
		}
	})
}

func TestBatchesAreBounded(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		for range 80 {
			s.Do(playground.Say{By: alice, Fields: map[string]any{"x": strings.Repeat("a", 60_000)}})
		}
		if n := len(ids(t, s)); n < 60 || n > 70 {
			t.Errorf("%d large updates in a batch", n)
		}
	})
}

func TestRepeatedRefusalsBecauseOfAWebhookAreHeldBack(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		s.Hook("http://elsewhere.test/")
		for i, want := range []time.Duration{0, 3 * time.Second, 0, 3 * time.Second} {
			if d := took(func() { _, _ = call(t.Context(), s, "getUpdates") }); d != want {
				t.Errorf("refusal %d took %v, want %v", i, d, want)
			}
		}
	})
}

func TestPollOfAClientThatLeft(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := call(ctx, s, "getUpdates", "timeout", "50"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		s.Wait()
		made := s.Do(playground.Say{By: alice, Text: "x"})
		if got := ids(t, s); !slices.Equal(got, made) {
			t.Errorf("updates %v, want %v", got, made)
		}
	})
}

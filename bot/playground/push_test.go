package playground_test

import (
	"io"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot/playground"
)

func TestWebhookRetries(t *testing.T) {
	h := &hook{answers: []func(http.ResponseWriter){
		status(500), status(404), status(302), status(503, "Retry-After", "30"), status(500), status(204),
	}}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		made := s.Do(playground.Say{By: alice, Text: "x"})
		time.Sleep(time.Hour)
		saw := h.seen()
		want := []time.Duration{0, 0, 2 * time.Second, 6 * time.Second, 36 * time.Second, 52 * time.Second}
		if !slices.Equal(saw.at, want) || !slices.Equal(saw.got, slices.Repeat(made, 6)) {
			t.Errorf("tries at %v of %v, want %v", saw.at, saw.got, want)
		}
		if saw.secrets[0] != "s3cret" || s.Unconfirmed() != nil {
			t.Errorf("secret %q, left %v", saw.secrets[0], s.Unconfirmed())
		}
	})
}

func TestWebhookGivesUpWhenUpdatesExpire(t *testing.T) {
	h := &hook{answers: slices.Repeat([]func(http.ResponseWriter){status(500)}, 5000)}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		s.Do(playground.Press{By: alice, Message: 1, Data: "d"})
		time.Sleep(200 * time.Second)
		saw := h.seen()
		if n := len(saw.got); n < 7 || n > 8 || saw.at[n-1] > 150*time.Second {
			t.Errorf("%d tries of a press at %v", n, saw.at)
		}
		s.Do(playground.Say{By: alice, Text: "x"})
		before := len(saw.got)
		time.Sleep(25 * time.Hour)
		saw = h.seen()
		if n := len(saw.got) - before; n < 24*60/2 || n > 24*60+10 || s.Unconfirmed() != nil {
			t.Errorf("%d tries of a message in a day, left %v", n, s.Unconfirmed())
		}
		for i := before + 8; i < len(saw.at); i++ {
			if gap := saw.at[i] - saw.at[i-1]; gap < time.Minute || gap > 2*time.Minute {
				t.Fatalf("a pause of %v", gap)
			}
		}
	})
}

func TestRetryAfterHasALimit(t *testing.T) {
	h := &hook{answers: []func(http.ResponseWriter){status(429, "Retry-After", "90000")}}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		s.Do(playground.Say{By: alice, Text: "x"})
		time.Sleep(2 * time.Hour)
		saw := h.seen()
		if want := []time.Duration{0, time.Hour}; !slices.Equal(saw.at, want) {
			t.Errorf("tries at %v, want %v", saw.at, want)
		}
	})
}

func TestWebhookKeepsTheOrderOfAChat(t *testing.T) {
	h := &hook{slow: time.Second, answers: []func(http.ResponseWriter){status(500)}}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		a := s.Do(playground.Say{By: alice, Text: "1"}, playground.Say{By: alice, Text: "2"})
		time.Sleep(time.Millisecond)
		b := s.Do(playground.Say{By: bob, Text: "3"})
		time.Sleep(time.Minute)
		saw := h.seen()
		want := []int64{a[0], b[0], a[0], a[1]}
		if !slices.Equal(saw.got, want) || saw.most != 2 {
			t.Errorf("delivered %v, %d at once, want %v", saw.got, saw.most, want)
		}
	})
}

func TestWebhookDeliversAtMostSoManyAtOnce(t *testing.T) {
	h := &hook{slow: time.Second}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		for i := range int64(10) {
			s.Do(playground.Say{By: playground.Person{ID: 5000 + i}, Text: strconv.FormatInt(i, 10)})
		}
		time.Sleep(time.Minute)
		saw := h.seen()
		if len(saw.got) != 10 || saw.most != 3 || saw.at[9] != 3*time.Second {
			t.Errorf("%d deliveries, %d at once, the last after %v", len(saw.got), saw.most, saw.at)
		}
	})
}

func TestHangingWebhookIsGivenUp(t *testing.T) {
	h := &hook{slow: 90 * time.Second}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		s.Do(playground.Say{By: alice, Text: "x"})
		time.Sleep(61 * time.Second)
		saw := h.seen()
		if want := []time.Duration{0, time.Minute}; !slices.Equal(saw.at, want) {
			t.Errorf("tries at %v, want %v", saw.at, want)
		}
		time.Sleep(5 * time.Minute)
	})
}

func TestAnswersOfAWebhookAreNotCarriedOut(t *testing.T) {
	h := &hook{answers: []func(http.ResponseWriter){func(w http.ResponseWriter) {
		_, _ = io.WriteString(w, `{"method":"sendMessage","chat_id":1001,"text":"x"}`)
	}}}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		s.Do(playground.Say{By: alice, Text: "x"})
		synctest.Wait()
		if got := s.Violations(); !slices.Equal(got, []string{"an answer of the webhook that calls sendMessage"}) {
			t.Errorf("violations %v", got)
		}
	})
}

package playground_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// drain confirms what waits and returns the ids of what comes after.
func drain(t *testing.T, s *playground.Server, params ...string) []int64 {
	t.Helper()
	time.Sleep(3 * time.Second)
	if waiting := s.Unconfirmed(); len(waiting) > 0 {
		params = append(params, "offset", strconv.FormatInt(waiting[len(waiting)-1]+1, 10))
	}
	return ids(t, s, params...)
}

func TestAllowedUpdates(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		edit := func() int64 { return s.Do(playground.Edit{By: alice, Message: 100, Text: "other"})[0] }
		s.Do(playground.Say{By: alice, Text: "x"})
		for step, want := range []struct {
			allowed string
			made    bool
		}{
			{`["message"]`, false}, {``, false}, {`{`, false}, {`null`, false}, {`["MESSAGE","edited_message"]`, true},
			{`["message"]`, false}, {`[]`, true}, {`["message"]`, false}, {`["no_such"]`, true},
		} {
			var params []string
			if want.allowed != "" {
				params = append(params, "allowed_updates", want.allowed)
			}
			drain(t, s, params...)
			if got := edit(); (got != 0) != want.made {
				t.Errorf("step %d, %s: update %d", step, want.allowed, got)
			}
		}
		// The choice is that of the moment in which the update is made.
		drain(t, s, "allowed_updates", `["message"]`)
		if id := s.Do(playground.Raw(func(id int64) string { return fmt.Sprintf(`{"update_id":%d,"chat_member":{}}`, id) }))[0]; id != 0 {
			t.Errorf("an unwanted raw update %d", id)
		}
		if id := edit(); id != 0 {
			t.Errorf("an unwanted update %d", id)
		}
		if got := drain(t, s, "allowed_updates", `["edited_message"]`); got != nil {
			t.Errorf("updates from before they were wanted: %v", got)
		}
	})
}

func TestUpdatesExpire(t *testing.T) {
	for name, tc := range map[string]struct {
		act  playground.Act
		life time.Duration
	}{
		"Message":  {playground.Say{By: alice, Text: "x"}, 24 * time.Hour},
		"Old":      {playground.Say{By: alice, Text: "x", At: time.Date(1999, 12, 31, 23, 0, 0, 0, time.UTC)}, 23 * time.Hour},
		"Callback": {playground.Press{By: alice, Message: 1, Data: "d"}, 150 * time.Second},
		"Inline":   {playground.Inline{By: alice, Query: "q"}, 30 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			onClock(t, func(t *testing.T, s *playground.Server) { // synctest's clock starts with the year 2000
				s.Do(tc.act)
				time.Sleep(tc.life - time.Second)
				if n := len(ids(t, s)); n != 1 {
					t.Errorf("%d updates before they expire", n)
				}
				time.Sleep(time.Second)
				if n := len(ids(t, s)); n != 0 {
					t.Errorf("%d updates after they expired", n)
				}
			})
		})
	}
}

func TestLargeUpdatesAreDropped(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		large := func(n int) playground.Act {
			return playground.Raw(func(id int64) string { return fmt.Sprintf(`{"update_id":%d,"x":"%s"}`, id, strings.Repeat("a", n)) })
		}
		made := s.Do(large(65_000), large(65_536), large(1))
		if got := ids(t, s); made[1] != 0 || !slices.Equal(got, []int64{made[0], made[0] + 1}) {
			t.Errorf("updates %v of %v", got, made)
		}
	})
}

func TestUpdatesOutOfOrder(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		poll := asynchronously(t, s, "timeout", "50")
		s.Hold()
		a := s.Do(playground.Say{By: alice, Text: "1"})[0]
		b := s.Do(playground.Say{By: alice, Text: "2"}, playground.Say{By: bob, Text: "3"})
		time.Sleep(time.Second)
		s.Release(b[1], a)
		if got := <-poll; got != "1s 200  <nil>" {
			t.Errorf("the poll got %s", got)
		}
		time.Sleep(time.Second)
		if got := ids(t, s); !slices.Equal(got, []int64{b[1], a, b[0]}) {
			t.Errorf("updates %v of %v %v", got, a, b)
		}
		after := strconv.FormatInt(b[1]+1, 10)
		ids(t, s, "offset", after)
		s.Repeat(a, b[0])
		if got := ids(t, s, "offset", after); !slices.Equal(got, []int64{a}) {
			t.Errorf("repeated %v", got)
		}
		time.Sleep(4 * time.Second)
		if got := ids(t, s, "offset", after); !slices.Equal(got, []int64{b[0]}) {
			t.Errorf("left %v", got)
		}
	})
}

func TestJumpTo(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		s.JumpTo(900)
		s.Do(playground.Say{By: alice, Text: "high"})
		if got := ids(t, s); !slices.Equal(got, []int64{900}) {
			t.Errorf("updates %v", got)
		}
		s.JumpTo(5)
		s.Do(playground.Say{By: alice, Text: "low"})
		for range 2 {
			if got := ids(t, s, "offset", "901"); !slices.Equal(got, []int64{5}) {
				t.Errorf("updates %v", got)
			}
			if got := ids(t, s, "offset", "6"); got != nil {
				t.Errorf("confirmed update again: %v", got)
			}
			s.Repeat(5)
		}
	})
}

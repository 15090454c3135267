package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestForget deletes what is kept of a person, the wish itself included, and leaves others alone.
func TestForget(t *testing.T) {
	inWorld(t, says("an answer"), func(w *world) {
		w.asks(alice, "/lang en", "Why did alice-the-first ask?")
		w.asks(bob, "Why did bob ask?")
		got := w.asks(alice, "/forget", "/forget no")
		confirm := "This deletes everything that I keep of you: messages, conversation, settings, feedback and usage. It cannot be undone; what you " +
			"used of today's limit stays used. If you are sure, send /forget yes."
		if !slices.Equal(got, []string{confirm, confirm}) {
			w.Errorf("before, the bot says %q", got)
		}
		if n := w.rows("turns WHERE person = 1001"); n != 1 {
			w.Errorf("before, there are %d turns of Alice", n)
		}
		if got := w.asks(alice, "/forget Yes")[0]; !strings.HasPrefix(got, "Done: everything that I kept of you is deleted.") {
			w.Errorf("the bot says %q", got)
		}
		for _, of := range []string{
			"turns WHERE person = 1001", "chats WHERE chat = 1001", "answers WHERE person = 1001",
			"updates WHERE person = 1001 OR chat = 1001", "updates WHERE CAST(raw AS TEXT) LIKE '%alice%'",
			"updates WHERE CAST(raw AS TEXT) LIKE '%forget%'", "updates WHERE state <> 'done'",
		} {
			if n := w.rows(of); n != 0 {
				w.Errorf("there are still %d rows of %s", n, of)
			}
		}
		if n := w.rows("turns WHERE person = 1002"); n != 1 {
			w.Errorf("there are %d turns of Bob, want 1", n)
		}
		w.restart()
		w.settle(time.Minute)
		if n := len(w.screen(alice)); n != 10 {
			w.Errorf("%d messages, want the ten of before: %q", n, w.screen(alice))
		}
		if got := w.asks(alice, "Why, again?")[0]; !strings.HasPrefix(got, "an answer") {
			w.Errorf("afterwards the bot says %q", got)
		}
	})
}

// rows counts the rows of a table, with a condition.
func (w *world) rows(of string) (n int) {
	w.Helper()
	if err := w.db.Pool().QueryRowContext(w.Context(), "SELECT COUNT(*) FROM "+of).Scan(&n); err != nil {
		w.Fatal(err)
	}
	return n
}

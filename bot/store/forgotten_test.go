package store_test

import (
	"fmt"
	"testing"
	"time"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// spends adds an answer of a user's in a private chat.
func (w *world) spends(day, user string) {
	w.Helper()
	w.must(w.AddUsage(w.Context(), day, store.Usage{Answers: 1, PromptTokens: 100, CompletionTokens: 20, Cost: 0.5},
		store.Everybody(), store.UserPayer(user), store.ChatPayer(user)))
}

// spent checks how many answers a user took in a day, with what they took.
func (w *world) spent(day, user string, want int) {
	w.Helper()
	sum := store.Usage{Answers: want, PromptTokens: 100 * want, CompletionTokens: 20 * want, Cost: 0.5 * float64(want)}
	if got, err := w.SumUsage(w.Context(), day, store.UserPayer(user)); err != nil || got != sum {
		w.Errorf("user %s on %s: %+v, %v, want %d answers", user, day, got, err, want)
	}
}

// TestForgetKeepsTheDaysLimit: what was used today still counts, also of one who is forgotten twice; nothing of it names the user,
// the user is on no list, and the next day is clean.
func TestForgetKeepsTheDaysLimit(t *testing.T) {
	each(t, func(w *world) {
		yesterday, today, tomorrow := w.day(-1), w.day(0), w.day(1)
		w.spends(yesterday, "1")
		w.spends(today, "1")
		w.spends(today, "2")
		for n := 1; n <= 3; n++ {
			w.must(w.Forget(t.Context(), 1))
			w.spent(today, "1", n)
			if n == 2 {
				w.restart()
				w.must(w.Sweep(t.Context()))
			}
			w.spends(today, "1")
			w.spent(today, "1", n+1)
		}
		w.must(w.Forget(t.Context(), 1))
		w.spent(today, "1", 4)
		w.spent(today, "2", 1)
		w.spent(yesterday, "1", 0)
		if day, err := w.SpentOn(t.Context(), today, 5); err != nil || day.Total.Answers != 5 || len(day.Users) != 1 || len(day.Chats) != 1 {
			t.Errorf("the day is %+v, %v", day, err)
		}
		if n := w.count("SELECT COUNT(*) FROM usage WHERE id = $1", "1"); n > 0 {
			t.Errorf("%d rows name the user", n)
		}
		w.clock.move(24 * time.Hour)
		w.spent(tomorrow, "1", 0)
		w.must(w.Sweep(t.Context()))
		w.spent(today, "1", 0)
		w.spent(today, "2", 1)
		for _, table := range []string{"usage WHERE kind = 'forgotten'", "secrets WHERE name LIKE 'forgotten%'"} {
			if n := w.count("SELECT COUNT(*) FROM " + table); n > 0 {
				t.Errorf("%d rows are left of %s", n, table)
			}
		}
	})
}

// TestForgetLeavesNoID looks for the number of a user in the files.
func TestForgetLeavesNoID(t *testing.T) {
	const user = 8812345678901
	dir := t.TempDir()
	w := newWorld(t, sqldb.Options{Dir: dir})
	w.live(user, 100, canary)
	if sqldbtest.Occurrences(t, dir, fmt.Sprint(user)) == 0 {
		t.Fatal("the test writes nothing")
	}
	w.must(w.Forget(t.Context(), user))
	if n := sqldbtest.Occurrences(t, dir, fmt.Sprint(user)); n > 0 {
		t.Errorf("%d times in the data directory", n)
	}
}

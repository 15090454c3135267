package store_test

import (
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
)

// beside opens the database once more, as a second process does it, and returns a store on it.
func (w *world) beside() *store.Store {
	w.Helper()
	o := w.options
	o.Beside = true
	db, err := sqldb.Open(w.Context(), o)
	w.must(err)
	w.Cleanup(func() { _ = db.Close() })
	s, err := store.New(w.Context(), db, w.o)
	w.must(err)
	return s
}

func TestSpentOnListsTheBiggest(t *testing.T) {
	const day = "2026-11-24"
	each(t, func(w *world) {
		if got, err := w.SpentOn(t.Context(), day, 5); err != nil || got.Total != (store.Usage{}) || len(got.Users)+len(got.Chats) > 0 {
			t.Errorf("nothing was used, got %+v, %v", got, err)
		}
		add := func(day, user string, u store.Usage) {
			w.must(w.AddUsage(t.Context(), day, u, store.Everybody(), store.UserPayer(user), store.ChatPayer("-7")))
		}
		for user := range 12 {
			add(day, strconv.Itoa(user), store.Usage{Answers: 1, PromptTokens: user % 6, CompletionTokens: 10 * user})
		}
		add(day, "0", store.Usage{Answers: 1, PromptTokens: 1, Cost: 0.25})
		add("2026-11-23", "13", store.Usage{Answers: 1, PromptTokens: 1000, Cost: 9})
		for most, want := range map[int][]string{
			0: nil, 3: {"0 2 1 0.25", "11 1 115 0", "10 1 104 0"}, 4: {"0 2 1 0.25", "11 1 115 0", "10 1 104 0", "9 1 93 0"},
		} {
			got, err := w.SpentOn(t.Context(), day, most)
			w.must(err)
			if got.Total != (store.Usage{Answers: 13, PromptTokens: 31, CompletionTokens: 660, Cost: 0.25}) {
				t.Errorf("the total is %+v", got.Total)
			}
			if users := lines(got.Users); !slices.Equal(users, want) {
				t.Errorf("users %q, want %q", users, want)
			}
			if chats := lines(got.Chats); most > 0 && !slices.Equal(chats, []string{"-7 13 691 0.25"}) {
				t.Errorf("chats %q", chats)
			}
		}
	})
}

// lines writes ids, answers, tokens and costs.
func lines(shares []store.Share) (list []string) {
	for _, s := range shares {
		list = append(list, fmt.Sprintf("%s %d %d %v", s.ID, s.Answers, s.PromptTokens+s.CompletionTokens, s.Cost))
	}
	return list
}

func TestUsageOutlivesARestart(t *testing.T) {
	each(t, func(w *world) {
		want := store.Usage{Answers: 1, PromptTokens: 2, CompletionTokens: 3, Cost: 0.5}
		w.must(w.AddUsage(t.Context(), "2026-11-24", want, store.UserPayer("7")))
		w.restart()
		if got, err := w.SumUsage(t.Context(), "2026-11-24", store.UserPayer("7")); got != want || err != nil {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

// TestUsageOfManyAtOnce holds that nothing is lost between goroutines of two stores, and that the sums always agree.
func TestUsageOfManyAtOnce(t *testing.T) {
	const day, adders, times = "2026-11-24", 4, 10
	each(t, func(w *world) {
		one := store.Usage{Answers: 1, PromptTokens: 2, CompletionTokens: 3, Cost: 0.5}
		var all sync.WaitGroup
		for i, s := range slices.Repeat([]*store.Store{w.Store, w.beside()}, adders) {
			who := strconv.Itoa(i % 3)
			all.Go(func() {
				for range times {
					err := s.AddUsage(t.Context(), day, one, store.Everybody(), store.UserPayer(who), store.ChatPayer(who))
					got, err2 := s.SpentOn(t.Context(), day, adders)
					if sum := sumOf(got.Users); err != nil || err2 != nil || got.Total != sum || !slices.Equal(got.Users, got.Chats) {
						t.Errorf("in between: %+v, %v, %v", got, err, err2)
					}
				}
			})
		}
		all.Wait()
		got, err := w.SumUsage(t.Context(), day, store.Everybody())
		n := 2 * adders * times
		if want := (store.Usage{Answers: n, PromptTokens: 2 * n, CompletionTokens: 3 * n, Cost: 0.5 * float64(n)}); got != want || err != nil {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
	})
}

func sumOf(shares []store.Share) (sum store.Usage) {
	for _, s := range shares {
		sum.Answers += s.Answers
		sum.PromptTokens += s.PromptTokens
		sum.CompletionTokens += s.CompletionTokens
		sum.Cost += s.Cost
	}
	return sum
}

// TestAddUsageIsAllOrNothing has the database refuse the last of three sums.
func TestAddUsageIsAllOrNothing(t *testing.T) {
	const day = "2026-11-24"
	each(t, func(w *world) {
		_, err := w.db.Pool().ExecContext(t.Context(), `CREATE UNIQUE INDEX one_chat_a_day ON usage (day) WHERE kind = 'chat'`)
		w.must(err)
		one := store.Usage{Answers: 1}
		w.must(w.AddUsage(t.Context(), day, one, store.ChatPayer("1")))
		if err := w.AddUsage(t.Context(), day, one, store.Everybody(), store.UserPayer("2"), store.ChatPayer("2")); err == nil {
			t.Error("what the database refuses was added")
		}
		got, err := w.SpentOn(t.Context(), day, 5)
		if err != nil || got.Total != (store.Usage{}) || len(got.Users) > 0 || len(got.Chats) != 1 {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

package store_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"articlebot/bot/store"
)

func TestTurnsAreBoundedAndEnd(t *testing.T) {
	each(t, func(w *world) {
		d := store.Dialogue{Chat: 1, User: 2}
		for i := range 5 {
			w.must(w.AddTurn(t.Context(), d, store.Turn{Question: fmt.Sprint("q", i), Answer: fmt.Sprint("a", i)}))
			w.clock.move(24 * time.Hour)
		}
		w.must(w.AddTurn(t.Context(), store.Dialogue{Chat: 1, User: 3}, store.Turn{Question: "of another person"}))
		w.must(w.AddTurn(t.Context(), store.Dialogue{Chat: 2, User: 2}, store.Turn{Question: "in another chat"}))
		want := []store.Turn{{"q2", "a2"}, {"q3", "a3"}, {"q4", "a4"}}
		if got := w.turns(d); !slices.Equal(got, want) {
			t.Errorf("got %+v", got)
		}
		if n := w.count("SELECT COUNT(*) FROM turns"); n != 5 {
			t.Errorf("%d turns are stored", n)
		}
		w.clock.move(27*24*time.Hour + 12*time.Hour)
		if got := w.turns(d); !slices.Equal(got, want[1:]) {
			t.Errorf("after 30 days: %+v", got)
		}
		w.must(w.DropTurns(t.Context(), d))
		if got := w.turns(d); got != nil {
			t.Errorf("got %+v", got)
		}
		if n := w.count("SELECT COUNT(*) FROM turns"); n != 2 {
			t.Errorf("%d turns of others are left", n)
		}
	})
}

func (w *world) turns(d store.Dialogue) []store.Turn {
	w.Helper()
	turns, err := w.Turns(w.Context(), d)
	w.must(err)
	return turns
}

func TestChatsChoose(t *testing.T) {
	each(t, func(w *world) {
		for _, c := range []store.Chat{{}, {Language: "zh"}, {Language: "en", Profile: "local"}, {Profile: "local"}, {}, {}} {
			w.must(w.SetChat(t.Context(), -5, c))
			w.must(w.SetChat(t.Context(), 6, store.Chat{Language: "en"}))
			if got, err := w.Chat(t.Context(), -5); got != c || err != nil {
				t.Errorf("got %+v, %v, want %+v", got, err, c)
			}
		}
		if n := w.count("SELECT COUNT(*) FROM chats"); n != 1 {
			t.Errorf("%d chats are stored, want the one that chose", n)
		}
	})
}

func TestUsageAddsUp(t *testing.T) {
	each(t, func(w *world) {
		one := store.Usage{Answers: 1, PromptTokens: 100, CompletionTokens: 20, Cost: 0.5}
		for range 3 {
			w.must(w.AddUsage(t.Context(), "2026-11-24", one, store.Everybody(), store.UserPayer("7"), store.ChatPayer("7")))
		}
		w.must(w.AddUsage(t.Context(), "2026-11-24", one, store.Everybody()))
		w.must(w.AddUsage(t.Context(), "2026-11-25", one, store.Everybody(), store.UserPayer("7")))
		for _, tt := range []struct {
			day   string
			payer store.Payer
			times int
		}{
			{"2026-11-24", store.Everybody(), 4}, {"2026-11-24", store.UserPayer("7"), 3}, {"2026-11-24", store.ChatPayer("7"), 3},
			{"2026-11-24", store.UserPayer("8"), 0}, {"2026-11-25", store.UserPayer("7"), 1}, {"2026-11-25", store.ChatPayer("7"), 0},
		} {
			got, err := w.SumUsage(t.Context(), tt.day, tt.payer)
			want := store.Usage{Answers: tt.times, PromptTokens: 100 * tt.times, CompletionTokens: 20 * tt.times}
			want.Cost = 0.5 * float64(tt.times)
			if math.Abs(got.Cost-want.Cost) > 1e-9 || err != nil {
				t.Errorf("%+v: got %+v, %v", tt, got, err)
			}
			if got.Cost = want.Cost; got != want {
				t.Errorf("%+v: got %+v", tt, got)
			}
		}
	})
}

func TestSweepKeepsWhatIsNeeded(t *testing.T) {
	each(t, func(w *world) {
		job := w.begin()
		w.must(w.Ready(t.Context(), job, final("one")))
		w.must(w.Done(t.Context(), job))
		w.park(2, 2)
		w.add(3, 3)
		w.must(w.AddTurn(t.Context(), store.Dialogue{Chat: 1}, store.Turn{}))
		w.must(w.AddUsage(t.Context(), "2020-01-01", store.Usage{Answers: 1}, store.Everybody()))
		w.must(w.AddUsage(t.Context(), "2999-01-01", store.Usage{Answers: 1}, store.Everybody()))
		var elapsed time.Duration
		for _, tt := range []struct {
			after                                time.Duration
			updates, texts, replies, turns, days int
		}{
			{23 * time.Hour, 3, 3, 1, 1, 1},
			{25 * time.Hour, 3, 2, 0, 1, 1},
			{71 * time.Hour, 3, 2, 0, 1, 1},
			{73 * time.Hour, 2, 2, 0, 1, 1},
			{31 * 24 * time.Hour, 1, 1, 0, 0, 1},
		} {
			w.clock.move(tt.after - elapsed)
			elapsed = tt.after
			w.must(w.Sweep(t.Context()))
			got := []int{
				w.count("SELECT COUNT(*) FROM updates"), w.count("SELECT COUNT(*) FROM updates WHERE LENGTH(raw) > 0"),
				w.count("SELECT COUNT(*) FROM replies"), w.count("SELECT COUNT(*) FROM turns"), w.count("SELECT COUNT(*) FROM usage"),
			}
			if want := []int{tt.updates, tt.texts, tt.replies, tt.turns, tt.days}; !slices.Equal(got, want) {
				t.Errorf("after %v: got %d, want %d", tt.after, got, want)
			}
		}
		// What waits is never too old.
		if got := w.claimed(); !slices.Equal(got, []int64{3}) {
			t.Errorf("got %d", got)
		}
	})
}

package store_test

import (
	"slices"
	"testing"
	"time"

	"articlebot/bot/store"
)

func TestDays(t *testing.T) {
	each(t, func(w *world) {
		ctx := t.Context()
		one := store.Figures{Questions: 1, Refused: 1, Analyze: 2, Retrieve: 30, Wait: 400, Write: 5000}
		w.must(w.AddFigures(ctx, "2026-11-22", one))
		w.must(w.AddFigures(ctx, "2026-11-23", one))
		w.must(w.AddFigures(ctx, "2026-11-23", store.Figures{Questions: 1, Write: 50}))
		used := store.Usage{Answers: 3, PromptTokens: 10, CompletionTokens: 20, Cost: 0.5}
		w.must(w.AddUsage(ctx, "2026-11-23", used, store.Everybody(), store.UserPayer("7")))
		w.must(w.AddUsage(ctx, "2026-11-24", used, store.Everybody()))
		got, err := w.Days(ctx, "2026-11-23")
		w.must(err)
		want := []store.Day{
			{Date: "2026-11-23", Usage: used, Figures: store.Figures{
				Questions: 2, Refused: 1, Analyze: 2, Retrieve: 30, Wait: 400, Write: 5050,
			}},
			{Date: "2026-11-24", Usage: used},
		}
		if !slices.Equal(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	})
}

func TestFiguresAreSweptAfterTheirLife(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.AddFigures(t.Context(), w.day(0), store.Figures{Questions: 1}))
		w.clock.move(store.UsageLife)
		w.must(w.Sweep(t.Context()))
		if n := w.count("SELECT COUNT(*) FROM figures"); n != 1 {
			t.Errorf("after 90 days there are %d figures, want 1", n)
		}
		w.clock.move(24 * time.Hour)
		w.must(w.Sweep(t.Context()))
		if n := w.count("SELECT COUNT(*) FROM figures"); n != 0 {
			t.Errorf("after 91 days there are %d figures, want none", n)
		}
	})
}

func TestVotesSinceATime(t *testing.T) {
	each(t, func(w *world) {
		for id := range int64(4) {
			w.must(w.Done(t.Context(), w.answered(1, 10+id, record("why?"), "one")))
		}
		w.must(w.SetFeedback(t.Context(), 10, store.Bad))
		first := time.UnixMilli(int64(w.count("SELECT MAX(judged) FROM answers"))) // by the store's own clock
		w.clock.move(time.Hour)
		w.must(w.SetFeedback(t.Context(), 11, store.Bad))
		w.must(w.SetFeedback(t.Context(), 12, store.Good))
		w.must(w.SetFeedback(t.Context(), 13, store.Good))
		w.must(w.SetFeedback(t.Context(), 13, store.None))
		if good, bad, err := w.Votes(t.Context(), first.Add(time.Second)); good != 1 || bad != 1 || err != nil {
			t.Errorf("%d good, %d bad, %v", good, bad, err)
		}
		if good, bad, err := w.Votes(t.Context(), first); good != 1 || bad != 2 || err != nil {
			t.Errorf("with what was before: %d good, %d bad, %v", good, bad, err)
		}
	})
}

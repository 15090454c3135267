package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"articlebot/bot/store"
)

func TestAddKeepsAnUpdateAsItCame(t *testing.T) {
	each(t, func(w *world) {
		raw := make([]byte, 256)
		for i := range raw {
			raw[i] = byte(i)
		}
		sent := time.Date(2026, 3, 14, 15, 9, 26, 535e6, time.UTC)
		big := int64(1)<<53 - 1
		w.must(w.Add(w.Context(), []store.Update{{ID: big, Chat: -1001234567890, User: 42, Raw: raw, At: sent}}))
		w.restart()
		job := w.claim()
		if job.ID != big || job.Chat != -1001234567890 || job.User != 42 || !slices.Equal(job.Raw, raw) || !job.At.Equal(sent) || job.Attempt != 1 {
			t.Errorf("got %+v", job)
		}
	})
}

func TestAddKnowsWhatItHas(t *testing.T) {
	each(t, func(w *world) {
		first := []store.Update{{ID: 1, Chat: 1, Raw: []byte("first")}, {ID: 2, Chat: 2}, {ID: 1, Chat: 1, Raw: []byte("twice")}}
		w.must(w.Add(w.Context(), first))
		w.must(w.Add(w.Context(), []store.Update{{ID: 1, Chat: 3, Raw: []byte("again")}, {ID: 3, Chat: 3}}))
		job := w.claim()
		if string(job.Raw) != "first" || job.Chat != 1 {
			t.Errorf("got %+v", job)
		}
		w.must(w.Done(w.Context(), job))
		w.must(w.Add(w.Context(), first))
		w.restart()
		w.must(w.Add(w.Context(), first))
		if got := w.claimed(); !slices.Equal(got, []int64{2, 3}) {
			t.Errorf("got %d, want what was not done", got)
		}
	})
}

// After a quiet week Telegram begins anew, maybe with lower ids: those came later all the same.
func TestAddTakesLowerIDs(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 900, 901)
		w.add(1, 5, 6)
		w.add(2, 3)
		if got := w.claimed(); !slices.Equal(got, []int64{900, 901, 5, 6, 3}) {
			t.Errorf("got %d", got)
		}
	})
}

func TestAddIsInOrderOfIDsWithinABatch(t *testing.T) {
	each(t, func(w *world) {
		var ids, want []int64
		for i := range int64(100) {
			ids, want = append(ids, 100-i), append(want, i+1)
		}
		w.add(1, ids...)
		if got := w.claimed(); !slices.Equal(got, want) {
			t.Errorf("got %d", got)
		}
	})
}

func TestAddIsAllOrNothing(t *testing.T) {
	each(t, func(w *world) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := w.Add(ctx, []store.Update{{ID: 1, Chat: 1}}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		w.must(w.Add(t.Context(), nil))
		w.nothing()
		// One row that the database refuses, far into the batch.
		_, err := w.db.Pool().Exec("CREATE UNIQUE INDEX refuse ON updates (person)")
		w.must(err)
		var batch []store.Update
		for i := range int64(60) {
			batch = append(batch, store.Update{ID: i + 1, Chat: 1, User: min(i, 58)})
		}
		if err := w.Add(t.Context(), batch); err == nil {
			t.Error("no error")
		}
		w.nothing()
	})
}

func TestFaultM7ATimeThatHasNotComeIsNow(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.Add(t.Context(), []store.Update{{ID: 1, Chat: 1, At: time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC)}, {ID: 2, Chat: 1}}))
		if first := w.claim(); first.At.Year() > 2100 {
			t.Errorf("sent at %v", first.At)
		}
	})
}

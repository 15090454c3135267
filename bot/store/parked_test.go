package store_test

import (
	"errors"
	"slices"
	"testing"

	"articlebot/bot/store"
)

func (w *world) parked() []store.Parked {
	w.Helper()
	list, err := w.Parked(w.Context())
	w.must(err)
	return list
}

// park adds an update and lets it fail until it is parked.
func (w *world) park(chat, id int64) {
	w.Helper()
	w.add(chat, id)
	w.fail(id)
}

// fail has the next update, which must be that one, fail until it is parked.
func (w *world) fail(id int64) {
	w.Helper()
	for range 2 {
		job := w.claim()
		if job.ID != id {
			w.Fatalf("claimed %d, want %d", job.ID, id)
		}
		_, err := w.Fail(w.Context(), job, "it fails")
		w.must(err)
		w.clock.move(2e9)
	}
}

func TestParkedUpdatesCanBeSeen(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.Add(t.Context(), []store.Update{
			{ID: 7, Raw: []byte(`{"message":"strange"}`), Park: "it cannot be decoded"},
			{ID: 8, Chat: 1, User: 2, Raw: []byte("good")},
		}))
		if got := w.claimed(); !slices.Equal(got, []int64{8}) {
			t.Errorf("got %d, want the good one", got)
		}
		list := w.parked()
		if len(list) != 1 || list[0].ID != 7 || list[0].Reason != "it cannot be decoded" || list[0].Raw != nil || list[0].Attempts != 0 {
			t.Errorf("got %+v", list)
		}
		p, err := w.Show(t.Context(), 7)
		if err != nil || string(p.Raw) != `{"message":"strange"}` || p.Since.IsZero() {
			t.Errorf("got %+v, %v", p, err)
		}
	})
}

func TestUntoldOnce(t *testing.T) {
	each(t, func(w *world) {
		// Of what could not be decoded there is nobody to tell.
		w.must(w.Add(t.Context(), []store.Update{{ID: 7, Park: "it cannot be decoded"}}))
		w.park(1, 1)
		w.park(2, 2)
		for _, want := range [][]int64{{1, 2}, nil} {
			list, err := w.Untold(t.Context())
			w.must(err)
			var got []int64
			for _, p := range list {
				got = append(got, p.ID)
				if p.Chat != p.ID || p.Reason != "it fails" {
					t.Errorf("got %+v", p)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %d, want %d", got, want)
			}
		}
		// Who had it tried again is told again.
		w.must(w.Retry(t.Context(), 2))
		w.fail(2)
		list, err := w.Untold(t.Context())
		if err != nil || len(list) != 1 || list[0].ID != 2 {
			t.Errorf("got %+v, %v", list, err)
		}
	})
}

func TestRetryBeginsAnew(t *testing.T) {
	each(t, func(w *world) {
		w.park(1, 1)
		w.add(1, 2)
		w.must(w.Retry(t.Context(), 1))
		job := w.claim()
		if job.ID != 1 || job.Attempt != 1 {
			t.Errorf("got %+v", job)
		}
		if len(w.parked()) > 0 {
			t.Error("it is still parked")
		}
		w.must(w.Done(t.Context(), job))
		if got := w.claimed(); !slices.Equal(got, []int64{2}) {
			t.Errorf("got %d", got)
		}
	})
}

// A chat that is at work is not disturbed by what is given back to it.
func TestRetryWaitsForTheChat(t *testing.T) {
	each(t, func(w *world) {
		w.park(1, 1)
		w.add(1, 2)
		job := w.claim()
		w.must(w.Retry(t.Context(), 1))
		w.nothing()
		w.must(w.Done(t.Context(), job))
		if got := w.claimed(); !slices.Equal(got, []int64{1}) {
			t.Errorf("got %d", got)
		}
	})
}

func TestDropLeavesOnlyTheID(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1)
		for range 2 {
			job := w.claim()
			w.must(w.Sending(t.Context(), job, 0))
			_, err := w.Fail(t.Context(), job, "")
			w.must(err)
			w.clock.move(2e9)
		}
		w.must(w.Drop(t.Context(), 1))
		w.add(1, 1)
		w.nothing()
		if n := w.count("SELECT COUNT(*) FROM replies") + w.count("SELECT COUNT(*) FROM updates WHERE LENGTH(raw) > 0"); n > 0 {
			t.Errorf("%d rows are left", n)
		}
	})
}

func TestOnlyParkedUpdatesAreParked(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1)
		w.add(2, 2)
		w.claim()
		for _, id := range []int64{1, 2, 3} {
			_, err := w.Show(t.Context(), id)
			for name, err := range map[string]error{"Show": err, "Retry": w.Retry(t.Context(), id), "Drop": w.Drop(t.Context(), id)} {
				if !errors.Is(err, store.ErrNotParked) {
					t.Errorf("%s of %d: %v", name, id, err)
				}
			}
		}
	})
}

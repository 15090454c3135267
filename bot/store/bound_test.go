package store_test

import (
	"slices"
	"testing"
	"time"

	"articlebot/bot/store"
)

// bounded lets each user have two updates wait.
func bounded(t *testing.T, test func(w *world)) {
	each(t, func(w *world) {
		w.o.Waiting = 2
		w.restart()
		test(w)
	})
}

func TestAUserHasABound(t *testing.T) {
	bounded(t, func(w *world) {
		w.add(1, 1, 2, 3, 4, 5)
		w.add(1, 6)
		w.add(2, 7)
		var plain, notices []int64
		for range 5 {
			job := w.claim()
			if job.Excess {
				notices = append(notices, job.ID)
			} else {
				plain = append(plain, job.ID)
			}
			w.must(w.Done(t.Context(), job))
		}
		w.nothing()
		if !slices.Equal(plain, []int64{1, 2, 3, 7}) || !slices.Equal(notices, []int64{4}) {
			t.Errorf("worked on %d, notices %d", plain, notices)
		}
		// What was left out is known all the same, and the next flood gets its own notice.
		w.add(1, 5, 6)
		w.nothing()
		w.add(1, 11, 12, 13, 14)
		if n := w.count("SELECT COUNT(*) FROM updates WHERE excess = 1 AND state = 'waiting'"); n != 1 {
			t.Errorf("%d notices wait", n)
		}
		if n := w.count("SELECT COUNT(*) FROM updates WHERE raw <> $1 AND id IN (5, 6)", []byte{}); n != 0 {
			t.Errorf("the text of %d updates that are left out is kept", n)
		}
	})
}

func TestRepeatedAndUrgentUpdatesDoNotCount(t *testing.T) {
	bounded(t, func(w *world) {
		w.add(1, 1, 2, 3)
		w.add(1, 1, 2, 3)
		w.must(w.Add(t.Context(), []store.Update{{ID: 4, Chat: 1, User: 1, Urgent: true}}))
		if got := w.claimed(); !slices.Equal(got, []int64{1, 2, 3, 4}) {
			t.Errorf("worked on %d", got)
		}
	})
}

func TestUpdatesWithoutAUserHaveNoBound(t *testing.T) {
	bounded(t, func(w *world) {
		for id := range int64(9) {
			w.must(w.Add(t.Context(), []store.Update{{ID: id + 1, Chat: 1}}))
		}
		if got := w.claimed(); len(got) != 9 {
			t.Errorf("worked on %d", got)
		}
	})
}

func TestStopMarksWhatCameBefore(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1, 2)
		w.add(2, 3)
		under := w.claim()
		w.must(w.Add(t.Context(), []store.Update{{ID: 9, Chat: 1, User: 1, Urgent: true, Stop: true}, {ID: 10, Chat: 1, User: 1}}))
		ids, err := w.Stopped(t.Context(), "worker")
		w.must(err)
		if !slices.Equal(ids, []int64{under.ID}) {
			t.Errorf("stopped under way: %d", ids)
		}
		if ids, _ := w.Stopped(t.Context(), "another"); len(ids) != 0 {
			t.Errorf("%d is stopped for another worker", ids)
		}
		w.must(w.Done(t.Context(), under))
		var stopped []int64
		for range 4 {
			job := w.claim()
			if job.Stopped {
				stopped = append(stopped, job.ID)
			}
			w.must(w.Done(t.Context(), job))
		}
		if !slices.Equal(stopped, []int64{2}) {
			t.Errorf("stopped while waiting: %d", stopped)
		}
	})
}

func TestSkipEndsWhatIsTooOld(t *testing.T) {
	each(t, func(w *world) {
		at := func(id, chat int64, age time.Duration, urgent bool) store.Update {
			return store.Update{ID: id, Chat: chat, User: chat, At: w.clock.read().Add(-age), Urgent: urgent}
		}
		w.must(w.Add(t.Context(), []store.Update{
			at(1, 1, time.Hour, false), at(2, 1, time.Hour, false), at(3, 1, time.Hour, true), at(4, 1, time.Minute, false),
			at(5, 2, time.Hour, false),
		}))
		job := w.claim()
		n, err := w.Skip(t.Context(), job, w.clock.read().Add(-10*time.Minute))
		w.must(err)
		if n != 1 {
			t.Errorf("skipped %d, want 1", n)
		}
		w.must(w.Done(t.Context(), job))
		if got := w.claimed(); !slices.Equal(got, []int64{3, 4, 5}) && !slices.Equal(got, []int64{5, 3, 4}) {
			t.Errorf("left are %d", got)
		}
	})
}

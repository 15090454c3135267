package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

func TestClaimTakesChatsSideBySideAndEachInOrder(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1, 2)
		w.add(2, 3)
		w.add(1, 4)
		one, two := w.claim(), w.claim()
		if one.ID != 1 || two.ID != 3 {
			t.Errorf("got %d and %d, want the first of each chat", one.ID, two.ID)
		}
		w.nothing()
		w.must(w.Done(w.Context(), one))
		if next := w.claim(); next.ID != 2 {
			t.Errorf("got %d, want 2", next.ID)
		}
		w.nothing()
	})
}

func TestFailPausesAndThenParks(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1, 2)
		parked, err := w.Fail(w.Context(), w.claim(), "the first time")
		if parked || err != nil {
			t.Fatalf("parked %v, %v", parked, err)
		}
		// It keeps its place: the chat's next update does not overtake it.
		w.clock.move(1999 * time.Millisecond)
		w.nothing()
		w.clock.move(time.Millisecond)
		job := w.claim()
		if job.ID != 1 || job.Attempt != 2 {
			t.Errorf("got %d, attempt %d", job.ID, job.Attempt)
		}
		parked, err = w.Fail(w.Context(), job, "the second time "+strings.Repeat("x", 1000))
		if !parked || err != nil {
			t.Errorf("parked %v, %v", parked, err)
		}
		if list := w.parked(); len(list) != 1 || list[0].ID != 1 || list[0].Attempts != 2 || len(list[0].Reason) != 500 {
			t.Errorf("got %+v", list)
		}
		if got := w.claimed(); !slices.Equal(got, []int64{2}) {
			t.Errorf("got %d, want the rest of the chat", got)
		}
	})
}

func TestReleaseIsNoAttempt(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1, 2)
		for range 5 {
			job := w.claim()
			if job.ID != 1 || job.Attempt != 1 {
				t.Fatalf("got %d, attempt %d", job.ID, job.Attempt)
			}
			w.must(w.Release(w.Context(), job))
			if err := w.Release(w.Context(), job); !errors.Is(err, store.ErrLost) {
				t.Errorf("twice: %v", err)
			}
		}
	})
}

func TestALeaseThatRanOutIsAFailedAttempt(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1)
		first := w.claim()
		w.clock.move(29 * time.Second)
		w.nothing()
		w.clock.move(time.Second)
		second := w.claim()
		if second.ID != 1 || second.Attempt != 2 {
			t.Fatalf("got %+v", second)
		}
		lost(w, first)
		w.must(w.Extend(w.Context(), second))
		w.clock.move(30 * time.Second)
		w.nothing()
		if list := w.parked(); len(list) != 1 || list[0].Reason != "the lease ran out" {
			t.Errorf("got %+v", list)
		}
		lost(w, second)
		if list, err := w.Untold(t.Context()); err != nil || len(list) != 1 || list[0].ID != 1 {
			t.Errorf("to tell of: %+v, %v", list, err)
		}
	})
}

// lost checks that a job which is somebody else's by now can change nothing.
func lost(w *world, job store.Job) {
	w.Helper()
	ctx := w.Context()
	_, failed := w.Fail(ctx, job, "")
	for name, err := range map[string]error{
		"Extend": w.Extend(ctx, job), "Done": w.Done(ctx, job), "Release": w.Release(ctx, job), "Fail": failed,
		"Sending": w.Sending(ctx, job, 0), "Placed": w.Placed(ctx, job, 0, 7), "Ready": w.Ready(ctx, job, final("x")),
		"GiveUp": w.GiveUp(ctx, job, store.Failed, ""),
	} {
		if !errors.Is(err, store.ErrLost) {
			w.Errorf("%s of update %d: got %v, want ErrLost", name, job.ID, err)
		}
	}
	if r, err := w.Reply(ctx, job.ID); err != nil || r.State != store.Unsent {
		w.Errorf("the reply is %+v, %v", r, err)
	}
}

func TestWhoGetsThingsDoneKeepsTheLease(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1)
		job := w.claim()
		for _, step := range []func() error{
			func() error { return w.Extend(t.Context(), job) },
			func() error { return w.Sending(t.Context(), job, 0) },
			func() error { return w.Placed(t.Context(), job, 0, 7) },
			func() error { return w.Ready(t.Context(), job, final("text")) },
		} {
			w.clock.move(29 * time.Second)
			w.nothing()
			w.must(step())
		}
		// Nobody took it, so it is not too late.
		w.clock.move(time.Hour)
		w.must(w.Extend(t.Context(), job))
		w.clock.move(time.Hour)
		w.must(w.Done(t.Context(), job))
	})
}

// What a process had that was the only one, and that is gone, needs no waiting.
func TestARestartEndsTheLeasesOfTheDead(t *testing.T) {
	w := newWorld(t, sqldb.Options{Dir: t.TempDir()})
	w.add(1, 1)
	w.claim()
	w.restart()
	job := w.claim()
	if job.ID != 1 || job.Attempt != 2 {
		t.Errorf("got %+v", job)
	}
	w.restart()
	w.nothing()
	if list := w.parked(); len(list) != 1 {
		t.Errorf("got %+v", list)
	}
}

// Where others may be at work, their leases count.
func TestAReplicaWaitsForTheLeasesOfOthers(t *testing.T) {
	w := newWorld(t, sqldbtest.Postgres(t))
	w.add(1, 1)
	job := w.claim()
	other := newWorld(t, w.options)
	other.nothing()
	w.must(w.Extend(t.Context(), job))
	other.clock.move(time.Minute)
	if got := other.claim(); got.Attempt != 2 {
		t.Errorf("got %+v", got)
	}
	if err := w.Done(t.Context(), job); !errors.Is(err, store.ErrLost) {
		t.Errorf("got %v", err)
	}
}

func TestNextWakesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		s, err := store.New(t.Context(), db, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		for name, add := range map[string]func(store.Job) error{
			"Add":     func(store.Job) error { return s.Add(t.Context(), []store.Update{{ID: 1, Chat: 1}}) },
			"Release": func(j store.Job) error { return s.Release(t.Context(), j) },
		} {
			var held store.Job
			if name == "Release" {
				_ = s.Add(t.Context(), []store.Update{{ID: 2, Chat: 2}})
				held, _, _ = s.Claim(t.Context(), "worker")
			}
			claimed := make(chan time.Time)
			go func() {
				job, err := s.Next(ctx, "worker")
				if err == nil {
					err = s.Done(ctx, job)
				}
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				claimed <- time.Now()
			}()
			time.Sleep(10*time.Second + 77*time.Millisecond)
			synctest.Wait()
			added := time.Now()
			if err := add(held); err != nil {
				t.Fatal(err)
			}
			if waited := (<-claimed).Sub(added); waited != 0 {
				t.Errorf("%s: waited %v", name, waited)
			}
		}
		cancel()
		if _, err := s.Next(ctx, "worker"); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

func TestNextFindsWhatAReplicaAdded(t *testing.T) {
	w := newWorld(t, sqldbtest.Postgres(t))
	other := newWorld(t, w.options)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	claimed := make(chan error)
	go func() {
		_, err := other.Next(ctx, "worker")
		claimed <- err
	}()
	time.Sleep(50 * time.Millisecond)
	w.add(1, 1)
	w.must(<-claimed)
}

// A clock that is set back neither ends leases early nor holds work until it is where it was.
func TestFaultM7TheClockMayJump(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1)
		first := w.claim()
		w.clock.move(-time.Hour)
		w.nothing()
		w.must(w.Extend(t.Context(), first))
		w.clock.move(29 * time.Second)
		w.nothing()
		w.clock.move(time.Second)
		if job := w.claim(); job.Attempt != 2 {
			t.Errorf("got %+v", job)
		}

		w.add(2, 2)
		_, err := w.Fail(t.Context(), w.claim(), "")
		w.must(err)
		w.clock.move(-time.Hour)
		w.nothing()
		w.clock.move(2 * time.Second)
		if job := w.claim(); job.ID != 2 {
			t.Errorf("got %+v", job)
		}
	})
}

func TestFaultM7TheClockMayBeSetBackWhileNothingRuns(t *testing.T) {
	w := newWorld(t, sqldb.Options{Dir: t.TempDir()})
	w.add(1, 1)
	w.add(2, 2)
	w.must(w.Done(t.Context(), w.claim()))
	_, err := w.Fail(t.Context(), w.claim(), "")
	w.must(err)
	w.must(w.AddTurn(t.Context(), store.Dialogue{Chat: 1}, store.Turn{Question: "q"}))

	w.clock.move(-365 * 24 * time.Hour)
	w.restart()
	w.clock.move(2 * time.Second)
	if job := w.claim(); job.ID != 2 {
		t.Errorf("got %+v", job)
	}
	w.clock.move(31 * 24 * time.Hour)
	w.must(w.Sweep(t.Context()))
	if n := w.count("SELECT COUNT(*) FROM updates WHERE id = 1") + w.count("SELECT COUNT(*) FROM turns"); n > 0 {
		t.Errorf("%d rows are kept for a year", n)
	}
}

package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// crashVariable holds "directory|URL|first id" in the process that is to be killed.
const crashVariable = "STORE_TEST_CRASH"

const (
	kills      = 30
	crashChats = 7
)

// crashOptions never park, since an update may well be killed more than twice here.
func crashOptions() store.Options {
	return store.Options{Attempts: 1000, Lease: 300 * time.Millisecond}
}

// crashWork adds updates and works on them until it is killed. It says what was acknowledged, after it was.
func crashWork() {
	fields := strings.Split(os.Getenv(crashVariable), "|")
	ctx := context.Background()
	db, err := sqldb.Open(ctx, sqldb.Options{Dir: fields[0], URL: fields[1]})
	check(err)
	s, err := store.New(ctx, db, crashOptions())
	check(err)
	first, err := strconv.ParseInt(fields[2], 10, 64)
	check(err)
	for range 3 {
		go func() {
			for {
				check(crashJob(ctx, s))
			}
		}()
	}
	for id := first; ; id += 3 {
		check(s.Add(ctx, []store.Update{{ID: id, Chat: id % crashChats}, {ID: id + 1, Chat: (id + 1) % crashChats}, {ID: id + 2, Chat: 1}}))
		say("added", id)
		say("added", id+1)
		say("added", id+2)
	}
}

// crashJob works on one update, as far as it has not been yet.
func crashJob(ctx context.Context, s *store.Store) error {
	job, err := s.Next(ctx, "worker")
	if err != nil {
		return err
	}
	r, err := s.Reply(ctx, job.ID)
	if err != nil {
		return err
	}
	say("claimed", job.ID, string(r.State))
	if r.State != store.Ready {
		if err := s.Sending(ctx, job, 0); err != nil {
			return err
		}
		if err := s.Placed(ctx, job, 0, job.ID); err != nil {
			return err
		}
		if err := s.Ready(ctx, job, final("text")); err != nil {
			return err
		}
		say("ready", job.ID)
	}
	if err := s.Done(ctx, job); err != nil {
		return err
	}
	say("done", job.ID)
	return nil
}

// check ends the process that is to be killed, with a line that the test shows.
func check(err error) {
	if err != nil {
		say("error", err)
		os.Exit(1)
	}
}

// say writes one line in one call, so that a kill does not tear it.
func say(words ...any) { fmt.Fprintln(os.Stdout, words...) }

func TestNothingIsLostOrDoneTwiceUnderKill(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		c := crash{T: t, added: map[int64]bool{}, ready: map[int64]bool{}, done: map[int64]int{}}
		for round := range kills {
			c.run(o, int64(1+round*1_000_000))
			if t.Failed() {
				return
			}
		}
		db, err := sqldb.Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		s, err := store.New(t.Context(), db, crashOptions())
		if err != nil {
			t.Fatal(err)
		}
		c.drain(s)
		t.Logf("%d kills, %d updates", kills, len(c.added))
	})
}

// crash is what was acknowledged by all the processes that were killed.
type crash struct {
	*testing.T
	added, ready map[int64]bool
	done         map[int64]int
}

// run starts a process, kills it at some time while it works, and takes in what it said.
func (c *crash) run(o sqldb.Options, first int64) {
	c.Helper()
	setting := fmt.Sprintf("%s=%s|%s|%d", crashVariable, o.Dir, o.URL, first)
	sqldbtest.Killed(c, setting, time.Duration(20+rand.IntN(150))*time.Millisecond, c.take)
}

// take checks one line against all that came before it.
func (c *crash) take(words []string) {
	c.Helper()
	if len(words) < 2 || words[0] == "error" {
		c.Errorf("the process said %q", words)
		return
	}
	id, err := strconv.ParseInt(words[1], 10, 64)
	if err != nil {
		c.Fatal(err)
	}
	switch words[0] {
	case "added":
		c.added[id] = true
	case "claimed":
		if c.done[id] > 0 {
			c.Errorf("%d was handed out again after it was done", id)
		}
		if c.ready[id] && (len(words) < 3 || words[2] != string(store.Ready)) {
			c.Errorf("the answer to %d is forgotten: %q", id, words)
		}
	case "ready":
		c.ready[id] = true
	case "done":
		c.done[id]++
		if c.done[id] > 1 {
			c.Errorf("%d was done twice", id)
		}
	}
}

// drain finishes what is left and then checks that all that was acknowledged is done.
func (c *crash) drain(s *store.Store) {
	c.Helper()
	for {
		ctx, cancel := context.WithTimeout(c.Context(), 700*time.Millisecond)
		job, err := s.Next(ctx, "worker")
		cancel()
		if err != nil {
			break
		}
		if c.done[job.ID] > 0 {
			c.Errorf("%d was handed out again after it was done", job.ID)
		}
		r, err := s.Reply(c.Context(), job.ID)
		if err != nil {
			c.Fatal(err)
		}
		if c.ready[job.ID] && r.State != store.Ready {
			c.Errorf("the answer to %d is forgotten: %+v", job.ID, r)
		}
		if err := s.GiveUp(c.Context(), job, store.Expired, ""); err != nil {
			c.Fatal(err)
		}
		c.done[job.ID]++
	}
	for id := range c.added {
		// A Done that was carried out but not acknowledged any more has no line.
		if c.done[id] == 0 {
			if r, err := s.Reply(c.Context(), id); err != nil || r.State != store.Done {
				c.Errorf("%d is lost: %+v, %v", id, r, err)
			}
		}
	}
}

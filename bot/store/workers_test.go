package store_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"articlebot/bot/store"
	"articlebot/internal/sqldb/sqldbtest"
)

// shift has workers work on many chats and notes what they do.
type shift struct {
	mu     sync.Mutex
	busy   map[int64]bool
	done   map[int64][]int64
	left   int
	finish context.CancelFunc
}

// work takes jobs until all are done. Some are given back, some extended.
func (s *shift) work(ctx context.Context, t *testing.T, st *store.Store) {
	for {
		job, err := st.Next(ctx, "worker")
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			t.Error(err)
			return
		}
		s.begin(t, job)
		switch rand.IntN(5) {
		case 0:
			s.end(job, false)
			err = st.Release(ctx, job)
		case 1:
			err = st.Extend(ctx, job)
			fallthrough
		default:
			s.end(job, true)
			if err == nil {
				err = st.Done(context.WithoutCancel(ctx), job)
			}
		}
		if err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	}
}

// begin notes that a chat is worked on, which nobody else may do at the same time.
func (s *shift) begin(t *testing.T, job store.Job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[job.Chat] {
		t.Errorf("two workers have updates of chat %d", job.Chat)
	}
	s.busy[job.Chat] = true
}

// end comes before the store is told, because from then on others may begin.
func (s *shift) end(job store.Job, done bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy[job.Chat] = false
	if !done {
		return
	}
	s.done[job.Chat] = append(s.done[job.Chat], job.ID)
	if s.left--; s.left == 0 {
		s.finish()
	}
}

// run has a number of workers on each store do all that feed adds: n updates for each of some chats.
func (s *shift) run(t *testing.T, stores []*store.Store, chats, n int) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s.busy, s.done, s.left, s.finish = map[int64]bool{}, map[int64][]int64{}, chats*n, cancel
	var all sync.WaitGroup
	for _, st := range stores {
		for range 8 {
			all.Go(func() { s.work(ctx, t, st) })
		}
	}
	for i := range n {
		var batch []store.Update
		for chat := range chats {
			batch = append(batch, store.Update{ID: int64(i*chats + chat + 1), Chat: int64(chat)})
		}
		rand.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		if err := stores[i%len(stores)].Add(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	all.Wait()
	if s.left != 0 {
		t.Errorf("%d updates were not done", s.left)
	}
	for chat, ids := range s.done {
		if len(ids) != n || !slices.IsSorted(ids) || len(slices.Compact(ids)) != n {
			t.Errorf("chat %d: done %d", chat, ids)
		}
	}
}

func TestManyWorkersKeepTheOrderOfEachChat(t *testing.T) {
	each(t, func(w *world) {
		var s shift
		s.run(t, []*store.Store{w.Store}, 23, 20)
		if n := w.count("SELECT COUNT(*) FROM updates WHERE state <> 'done'"); n > 0 {
			t.Errorf("%d are not done in the database", n)
		}
	})
}

func TestReplicasShareTheWork(t *testing.T) {
	o := sqldbtest.Postgres(t)
	var s shift
	s.run(t, []*store.Store{newWorld(t, o).Store, newWorld(t, o).Store, newWorld(t, o).Store}, 11, 20)
}

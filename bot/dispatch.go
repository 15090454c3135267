package bot

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"

	"articlebot/bot/store"
)

// Causes of the end of work.
var (
	// errShutdown ends work that outlived the grace period: it is given back.
	errShutdown = errors.New("the bot is shutting down")
	// errPanic marks a panic, which was logged.
	errPanic = errors.New("panic")
)

// dispatcher hands each update to a worker of its own, keeps its lease while that works, and sees to it that every one
// ends: done, to be tried again, parked, or given back.
type dispatcher struct {
	store  *store.Store
	handle func(context.Context, *task) error
	worker string
	slots  chan struct{}
	disk   *disk
	log    *slog.Logger

	all     sync.WaitGroup
	mu      sync.Mutex
	running map[int64]*task
}

func newDispatcher(h *handler, worker string) *dispatcher {
	return &dispatcher{
		store: h.store, handle: h.handle, worker: worker, slots: make(chan struct{}, atOnce), disk: h.disk, log: h.log,
		running: make(map[int64]*task),
	}
}

// task is an update under work.
type task struct {
	store.Job
	lease *lease
	// t are the bot's sentences in the person's language, and chat what the chat has chosen.
	t    phrases
	chat store.Chat
	// thread is the topic that the reply goes to, 0 for none.
	thread int64
	// replyTo is the message that it answers, 0 where only one person writes.
	replyTo int64
	// chosen is the question that was asked by a button or a link, so that the chat does not show it.
	chosen string
	// stopped is closed when the person who asked does not want the answer any more.
	stopped chan struct{}
	once    sync.Once
}

func (k *task) stop() { k.once.Do(func() { close(k.stopped) }) }

// run hands out updates until ctx ends. What it has begun goes on under work, and wait waits for it.
func (d *dispatcher) run(ctx, work context.Context) {
	var pause backoff
	for {
		select {
		case d.slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		job, err := d.store.Next(ctx, d.worker)
		if err == nil {
			pause.reset()
			k := &task{Job: job, lease: newLease(d.store.Lease(), job.Taken), stopped: make(chan struct{})}
			d.track(k)
			d.all.Go(func() {
				defer func() { <-d.slots }()
				defer d.untrack(k)
				d.do(work, k)
			})
			continue
		}
		<-d.slots
		if ctx.Err() != nil {
			return
		}
		d.disk.report(err)
		_ = sleep(ctx, pause.next())
	}
}

// wait waits for all work to end.
func (d *dispatcher) wait() { d.all.Wait() }

// watchStops tells tasks that their persons want them no more, until ctx ends.
func (d *dispatcher) watchStops(ctx context.Context) {
	for {
		changed := d.store.Changed()
		ids, err := d.store.Stopped(ctx, d.worker)
		if err != nil && ctx.Err() == nil {
			d.disk.report(err)
		}
		d.mu.Lock()
		for _, id := range ids {
			if k := d.running[id]; k != nil {
				k.stop()
			}
		}
		d.mu.Unlock()
		if d.store.Await(ctx, changed) != nil {
			return
		}
	}
}

// do works on an update, and writes down how that ended.
func (d *dispatcher) do(ctx context.Context, k *task) {
	if k.Stopped {
		k.stop()
	}
	working, end := context.WithCancelCause(ctx)
	var keeper sync.WaitGroup
	keeper.Go(func() {
		k.lease.keep(working, func(ctx context.Context) error { return d.store.Extend(ctx, k.Job) }, end, d.disk.report)
	})
	err := d.try(working, k)
	if cause := context.Cause(working); err != nil && cause != nil {
		err = cause
	}
	d.settle(ctx, k, err) // under the lease, which that may have to outlast
	end(nil)
	keeper.Wait()
}

// try makes an error of a panic.
func (d *dispatcher) try(ctx context.Context, k *task) (err error) {
	defer func() {
		if v := recover(); v != nil {
			logPanic(d.log, v, debug.Stack())
			err = errPanic
		}
	}()
	return d.handle(ctx, k)
}

// settle writes down how the work on an update ended. What was cut off, or could not be written down, is given back: that was
// no attempt.
func (d *dispatcher) settle(ctx context.Context, k *task, err error) {
	var failed error
	switch {
	case err == nil:
		failed = d.disk.insist(ctx, func(ctx context.Context) error { return d.store.Done(ctx, k.Job) })
	case ctx.Err() != nil || errors.Is(err, errStorage) || errors.Is(err, errLapsed):
		if errors.Is(err, errStorage) {
			d.disk.report(err)
			_ = sleep(ctx, insistEvery) // where only reading fails, it would come back at once
		}
		failed = d.disk.insist(ctx, func(ctx context.Context) error { return d.store.Release(ctx, k.Job) })
	case errors.Is(err, store.ErrLost):
		failed = err
	default:
		parked, reason := false, err.Error()
		failed = d.disk.insist(ctx, func(ctx context.Context) (err error) {
			parked, err = d.store.Fail(ctx, k.Job, reason)
			return err
		})
		d.log.Error("an update could not be dealt with", "update", k.ID, "attempt", k.Attempt, "parked", parked, "err", err)
	}
	switch {
	case errors.Is(failed, store.ErrLost):
		d.log.Warn("an update is no longer this worker's", "update", k.ID, "err", failed)
	case failed != nil:
		d.log.Error("how an update ended could not be stored; it is worked on again", "update", k.ID, "err", failed)
	}
}

func (d *dispatcher) track(k *task) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.running[k.ID] = k
}

func (d *dispatcher) untrack(k *task) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.running[k.ID] == k {
		delete(d.running, k.ID)
	}
}

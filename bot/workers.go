package bot

import (
	"context"
	"sync"
)

// work is what workers do with the messages of a chat.
type work interface {
	// handle deals with one message.
	handle(ctx context.Context, m *message)
	// overflow tells a chat that a message of it was left out, because too many wait already.
	overflow(ctx context.Context, m *message)
	// interrupted tells a chat that its message was not dealt with, because the bot stops.
	interrupted(ctx context.Context, m *message)
}

// workers run the messages of each chat in their order, and chats beside each other. A chat has a goroutine only while
// it has messages.
type workers struct {
	work  work
	depth int

	mu    sync.Mutex
	chats map[int64]*queue
	all   sync.WaitGroup
}

// queue holds the messages of one chat that wait behind the one being handled.
type queue struct {
	waiting  []*message
	notified bool
}

func newWorkers(w work, depth int) *workers {
	return &workers{work: w, depth: depth, chats: map[int64]*queue{}}
}

// add queues a message. It never blocks: when the chat's queue is full, the message is left out and the chat is told
// once, until its queue has run empty. Work is done under ctx.
func (w *workers) add(ctx context.Context, m *message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	q := w.chats[m.Chat.ID]
	switch {
	case q == nil:
		q = &queue{}
		w.chats[m.Chat.ID] = q
		w.all.Go(func() { w.serve(ctx, q, m) })
	case len(q.waiting) < w.depth:
		q.waiting = append(q.waiting, m)
	case !q.notified:
		q.notified = true
		w.all.Go(func() { w.work.overflow(ctx, m) })
	}
}

// serve handles m and what comes after it in its chat.
func (w *workers) serve(ctx context.Context, q *queue, m *message) {
	for ; m != nil; m = w.next(m.Chat.ID, q) {
		if ctx.Err() != nil {
			w.work.interrupted(ctx, m)
			w.forget(m.Chat.ID)
			return
		}
		w.work.handle(ctx, m)
	}
}

// next returns the chat's next message, or nil when there is none, and then the chat's queue is closed.
func (w *workers) next(chat int64, q *queue) *message {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(q.waiting) == 0 {
		delete(w.chats, chat)
		return nil
	}
	m := q.waiting[0]
	q.waiting = q.waiting[1:]
	return m
}

func (w *workers) forget(chat int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.chats, chat)
}

// wait waits for all work to end. Nothing may be added any more.
func (w *workers) wait() { w.all.Wait() }

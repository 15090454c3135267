package main

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground/page"
	"articlebot/rag"
)

var _ page.Traces = (*tracer)(nil)

// maxTraces is how many answers a tracer remembers.
const maxTraces = 200

// tracer remembers the newest answers with how they came about.
type tracer struct {
	mu      sync.Mutex
	answers []traced // oldest first
}

// traced is an answer to somebody in a chat, with where the passages stand that it cites.
type traced struct {
	chat     int64
	finished time.Time
	answer   rag.Answer
	places   shelf
}

// over returns an Asker that remembers what another one answers from the passages of a shelf.
func (t *tracer) over(asker bot.Asker, places shelf) bot.Asker {
	return tracing{asker: asker, tracer: t, places: places}
}

// tracing is a bot.Asker that has its answers remembered.
type tracing struct {
	asker  bot.Asker
	tracer *tracer
	places shelf
}

// Ask asks the other one.
func (a tracing) Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
	answer, err := a.asker.Ask(ctx, q, draft)
	if chat, bad := strconv.ParseInt(q.Account.Chat, 10, 64); err == nil && bad == nil {
		a.tracer.add(traced{chat: chat, finished: time.Now(), answer: answer, places: a.places})
	}
	return answer, err
}

func (t *tracer) add(a traced) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.answers) == maxTraces {
		t.answers = slices.Delete(t.answers, 0, 1)
	}
	t.answers = append(t.answers, a)
}

// Trace returns how the newest answer in a chat came about that was finished between two times, both included.
func (t *tracer) Trace(chat int64, from, to time.Time) (page.Trace, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, a := range slices.Backward(t.answers) {
		if a.chat == chat && !a.finished.Before(from) && !a.finished.After(to) {
			return traceView(a.answer, a.places), true
		}
	}
	return page.Trace{}, false
}

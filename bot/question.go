package bot

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"articlebot/bot/store"
	"articlebot/rag"
)

// Outcomes of a question that have a sentence of their own.
var (
	errNoText  = errors.New("the answer is empty")
	errStopped = errors.New("the person stopped it")
)

// question brings the reply to a question from wherever it stands to its end: placeholder or draft, growing text, and one final text
// in one or more messages. Each step is on disk before what follows it is shown.
func (h *handler) question(ctx context.Context, k *task, m *message, r store.Reply) error {
	if r.State == store.Unsent || r.State == store.Drafting || r.State == store.Sending {
		first, err := h.begin(ctx, k)
		if err != nil {
			return err
		}
		r.Parts = []store.Part{first}
	}
	if r.State != store.Ready {
		final, err := h.compose(ctx, k, m, r)
		if err != nil {
			return err
		}
		err = h.disk.insist(ctx, func(ctx context.Context) error { return h.store.Ready(ctx, k.Job, final) })
		if err != nil {
			return err
		}
	}
	return h.show(ctx, k)
}

// reserve sends the placeholder of a part and returns its id. Everything later is an edit of it, which can be repeated safely;
// so the placeholder alone may come twice, after a send of unknown outcome.
func (h *handler) reserve(ctx context.Context, k *task, part int, b body) (int64, error) {
	if err := h.disk.insist(ctx, func(ctx context.Context) error { return h.store.Sending(ctx, k.Job, part) }); err != nil {
		return 0, err
	}
	to := target{chat: k.Chat, thread: k.thread, spare: true, lease: k.lease}
	if part == 0 {
		to.replyTo = k.replyTo
	}
	id, err := h.out.put(ctx, to, b)
	if err != nil {
		return 0, err
	}
	return id, h.disk.insist(ctx, func(ctx context.Context) error { return h.store.Placed(ctx, k.Job, part, id) })
}

// compose asks, while the answer grows in its place, and renders what comes of it: the answer or a sentence that says why
// there is none. The error is that of a chat in which nobody reads, of the database, or the end of ctx.
func (h *handler) compose(ctx context.Context, k *task, m *message, r store.Reply) (store.Final, error) {
	if h.maxAge > 0 && time.Since(r.Began) > h.maxAge && !r.Began.IsZero() {
		return excuse(k.t, context.DeadlineExceeded), nil
	}
	asking, end := context.WithCancelCause(ctx)
	final, err := h.grow(asking, k, m, h.growing(ctx, k, r.Parts[0], end))
	cause := context.Cause(asking)
	switch {
	case ctx.Err() != nil:
		return store.Final{}, context.Cause(ctx)
	case judge(cause) == gone, errors.Is(cause, errUnplaced):
		return store.Final{}, cause
	case errors.Is(cause, errStopped):
		if err = h.whyStopped(ctx, k); !errors.Is(err, errStopped) {
			return store.Final{}, err
		}
	case errors.Is(err, errStorage):
		return store.Final{}, err
	case err != nil:
		h.log.Warn("a question could not be answered", "update", k.ID, "err", err)
	}
	if err == nil {
		return final, nil
	}
	return excuse(k.t, err), nil
}

// grow answers, and shows the growth of the answer, until the person stops it. It ends asking.
func (h *handler) grow(asking context.Context, k *task, m *message, g growth) (store.Final, error) {
	keys, err := h.stopKeys(asking, k)
	if err != nil {
		return store.Final{}, err
	}
	var watch sync.WaitGroup
	defer watch.Wait()
	defer g.end(nil)
	watch.Go(func() {
		select {
		case <-k.stopped:
			g.end(errStopped)
		case <-asking.Done():
		}
	})
	g.keys = keys
	shown := h.out.follow(asking, g)
	defer shown.stop()
	return h.answer(asking, k, m, shown.draft)
}

// excuse is the sentence that stands in place of an answer.
func excuse(t phrases, err error) store.Final {
	sentence := t.failure(err)
	return store.Final{Text: sentence, Parts: []string{sentence}}
}

// answer asks and renders.
func (h *handler) answer(ctx context.Context, k *task, m *message, draft rag.Draft) (store.Final, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return store.Final{}, context.Cause(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, h.askTimeout)
	defer cancel()
	q, a, missing, err := h.ask(ctx, k, m, draft)
	if err != nil {
		return store.Final{}, err
	}
	h.count(ctx, a)
	final := h.final(k, m, a, missing)
	if len(final.Parts) == 0 {
		return store.Final{}, errNoText
	}
	record := h.record(q, a)
	final.Answer = &record
	return final, nil
}

// ask has the chat's profile answer, and returns what it was asked. Where that profile is no longer there, the default one does,
// and its name is returned as missing: the engine alone knows, since its models may be replaced at any moment.
func (h *handler) ask(ctx context.Context, k *task, m *message, draft rag.Draft) (q rag.Question, a rag.Answer, missing string, err error) {
	q = rag.Question{Text: m.Text, Lang: tongue(k.chat.Language).lang(), Script: k.t.tongue.script(k.chat), Account: account(m)}
	if q.History, err = h.history(ctx, m); err != nil {
		return q, a, "", err
	}
	if q.Profile, err = h.profile(ctx, m); err != nil {
		return q, a, "", err
	}
	a, err = h.asker.Ask(ctx, q, draft)
	if q.Profile == "" || !errors.Is(err, rag.ErrUnknownProfile) {
		return q, a, "", err
	}
	missing, q.Profile = q.Profile, ""
	if err := h.choose(ctx, m, ""); err != nil {
		return q, a, "", err
	}
	a, err = h.asker.Ask(ctx, q, draft)
	return q, a, missing, err
}

// history returns what was said before m.
func (h *handler) history(ctx context.Context, m *message) ([]rag.Turn, error) {
	turns, err := h.store.Turns(ctx, dialogue(m))
	if err != nil {
		return nil, stored(err)
	}
	var history []rag.Turn
	for _, t := range turns {
		history = append(history, rag.Turn{Question: t.Question, Answer: t.Answer})
	}
	return history, nil
}

// account says who is charged for the answer to m.
func account(m *message) rag.Account {
	return rag.Account{Chat: strconv.FormatInt(m.Chat.ID, 10), User: strconv.FormatInt(m.From.ID, 10)}
}

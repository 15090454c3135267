package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"

	"articlebot/rag"
)

// Outcomes of a question that have a sentence of their own.
var (
	errBroken = errors.New("the program went wrong")
	errNoText = errors.New("the answer is empty")
)

// question answers a question: placeholder, growing text, and one final edit.
func (h *handler) question(ctx context.Context, m *message) {
	t := phrasesFor(m)
	id, err := h.out.place(ctx, m.Chat.ID, t.placeholder)
	if err != nil {
		h.log.Warn("a question was left out, its placeholder could not be sent", "message", m.ID, "err", err)
		if ctx.Err() != nil {
			h.interrupted(ctx, m)
		}
		return
	}
	asking, end := context.WithCancelCause(ctx)
	growth := h.out.follow(ctx, m.Chat.ID, id, end)
	html, err := h.answer(asking, m, growth.draft)
	growth.stop(ctx)
	lost := judge(context.Cause(asking)) == gone
	end(nil)

	switch {
	case lost:
		h.log.Info("nobody reads this chat any more, the answer is dropped", "message", m.ID)
	case err != nil:
		h.log.Warn("a question could not be answered", "message", m.ID, "err", err)
		h.apologize(ctx, m, id, err)
	default:
		h.finish(ctx, m, id, html)
	}
}

// answer asks and renders. A panic on the way becomes errBroken.
func (h *handler) answer(ctx context.Context, m *message, draft rag.Draft) (html string, err error) {
	defer func() {
		if v := recover(); v != nil {
			logPanic(h.log, v, debug.Stack())
			html, err = "", errBroken
		}
	}()
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, h.askTimeout)
	defer cancel()
	a, missing, err := h.ask(ctx, m, draft)
	if err != nil {
		return "", err
	}
	html = render(a)
	if html == "" {
		return "", errNoText
	}
	h.memory.add(m.Chat.ID, rag.Turn{Question: m.Text, Answer: a.Text})
	if missing != "" {
		html += "\n\n<i>" + fmt.Sprintf(phrasesIn(a.Lang).model.gone, escape(missing)) + "</i>"
	}
	return html, nil
}

// ask has the chat's profile answer. Where that is no longer there, the default one does, and its name is returned as
// missing: the engine alone knows, since its models may be replaced at any moment.
func (h *handler) ask(ctx context.Context, m *message, draft rag.Draft) (a rag.Answer, missing string, err error) {
	q := rag.Question{Text: m.Text, Profile: h.profile(m), Account: account(m), History: h.memory.of(m.Chat.ID)}
	a, err = h.asker.Ask(ctx, q, draft)
	if q.Profile == "" || !errors.Is(err, rag.ErrUnknownProfile) {
		return a, "", err
	}
	missing, q.Profile = q.Profile, ""
	h.memory.choose(m.Chat.ID, "")
	a, err = h.asker.Ask(ctx, q, draft)
	return a, missing, err
}

// account says who is charged for the answer to m.
func account(m *message) rag.Account {
	return rag.Account{Chat: strconv.FormatInt(m.Chat.ID, 10), User: strconv.FormatInt(m.From.ID, 10)}
}

// finish shows the finished answer in place of the placeholder. Of an answer that stands only in part, a note below it
// says so.
func (h *handler) finish(ctx context.Context, m *message, id int64, html string) {
	stand, err := h.out.show(ctx, m.Chat.ID, id, html)
	if err == nil {
		return
	}
	h.log.Error("an answer could not be shown in full", "message", m.ID, "err", err)
	if judge(err) != refused {
		return
	}
	if stand == 0 {
		h.apologize(ctx, m, id, err)
		return
	}
	ctx, cancel := lasting(ctx)
	defer cancel()
	h.say(ctx, m, phrasesFor(m).partial)
}

// apologize puts the sentence for an error where the answer would stand. It is shown even when ctx has ended.
func (h *handler) apologize(ctx context.Context, m *message, id int64, err error) {
	if ctx.Err() != nil {
		err = errShutdown
	}
	ctx, cancel := lasting(ctx)
	defer cancel()
	if _, err := h.out.show(ctx, m.Chat.ID, id, phrasesFor(m).failure(err)); err != nil {
		h.log.Warn("an error could not be shown", "message", m.ID, "err", err)
	}
}

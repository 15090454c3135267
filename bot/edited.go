package bot

import (
	"context"
	"errors"
	"time"

	"articlebot/bot/store"
)

// editLife is how long after it was sent a question may be changed.
const editLife = 10 * time.Minute

// errReplaced ends the answer to a question that was changed meanwhile: what it shows is taken over by the answer to the new one.
var errReplaced = errors.New("the question was changed")

// edit says whose a changed message is, and whether it is a question that is to be answered anew.
func (in *intake) edit(m *message) (store.Update, bool) {
	if !m.isFor(in.username) || m.EditDate-m.Date > int64(editLife.Seconds()) || !isQuestion(m.words(in.username)) {
		return store.Update{}, false
	}
	u, ok := in.message(m)
	u.Edit, u.At = true, time.Unix(m.EditDate, 0)
	return u, ok
}

// isQuestion reports whether a text asks something: if it is a command, then one that asks.
func isQuestion(text string) bool {
	c, ok := parseCommand(text)
	if !ok {
		return text != ""
	}
	return c.name == "summary" || (c.name == "ask" || c.name == "compare") && c.args != ""
}

// edited answers a changed question in the message that has the answer to what it was before. What was no question for the bot
// before, and is one now, is answered like a new message.
func (h *handler) edited(ctx context.Context, k *task, m *message) error {
	r, err := h.store.Reply(ctx, k.ID)
	if err != nil {
		return stored(err)
	}
	if r.State != store.Unsent {
		return h.question(ctx, k, h.asked(k, m), r)
	}
	old, err := h.store.Earlier(ctx, k.Job)
	if err != nil {
		return stored(err)
	}
	before := h.before(k, old)
	switch {
	// In private all is for the bot, so that what it does not know there was forgotten or left out.
	case old.Update == 0 && !m.isGroup(), old.Reply.State == store.Done && h.leaves(k, m, before):
		return nil
	case len(old.Reply.Parts) == 0 || old.Reply.Parts[0].Message == 0:
		return h.reply(ctx, k, m)
	case !h.access.lets(m):
		return nil
	}
	return h.answerAnew(ctx, k, m, old, before.Text)
}

// before is what was asked before the change; its text is empty where that is not known.
func (h *handler) before(k *task, old store.Earlier) *message {
	u, err := rawUpdate{id: old.Update, json: old.Raw}.decode()
	m := u.message()
	if err != nil || !m.isFor(h.username) {
		return &message{}
	}
	m.Text = m.words(h.username)
	return h.asked(k, m)
}

// leaves reports whether the answer that stands is to stay: the words are the same, or the new question is not to be answered.
func (h *handler) leaves(k *task, m, before *message) bool {
	return h.asked(k, m).Text == before.Text || k.Stopped || k.Excess || h.isStale(k)
}

// answerAnew takes the messages of the answer to an earlier question over and answers the new one in the first of them.
func (h *handler) answerAnew(ctx context.Context, k *task, m *message, old store.Earlier, asked string) error {
	for _, p := range old.Reply.Parts[1:] {
		if p.Message == 0 {
			continue
		}
		// What cannot be taken away stays, below the new answer.
		if err := h.out.api.deleteMessage(ctx, k.Chat, p.Message); err != nil {
			h.log.Debug("a part of an earlier answer stays", "update", k.ID, "err", err)
		}
	}
	err := h.disk.insist(ctx, func(ctx context.Context) error {
		return h.store.Adopt(ctx, k.Job, old, dialogue(m), asked)
	})
	if err != nil {
		return err
	}
	r, err := h.store.Reply(ctx, k.ID)
	if err != nil {
		return stored(err)
	}
	return h.question(ctx, k, h.asked(k, m), r)
}

// whyStopped returns errReplaced where an answer was stopped because its question was changed, and errStopped where the person
// wants none.
func (h *handler) whyStopped(ctx context.Context, k *task) error {
	replaced, err := h.store.Replaced(ctx, k.Job)
	switch {
	case err != nil:
		return stored(err)
	case replaced:
		return errReplaced
	}
	return errStopped
}

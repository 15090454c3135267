package bot

import (
	"context"
	"errors"
	"slices"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"articlebot/bot/store"
)

// press deals with a press of a button. One that the bot has not made for this person and this message, or that is of a time gone
// by, does nothing but say so.
func (h *handler) press(ctx context.Context, k *task, p *press) error {
	c, code, ok := parseCallback(p.Data)
	if !ok || p.From == nil || p.Message == nil {
		return h.refusePress(ctx, k, p)
	}
	if c.action == actStop {
		return h.pressStop(ctx, k, p, c, code)
	}
	a, err := h.store.Answer(ctx, c.update)
	if errors.Is(err, store.ErrNoAnswer) {
		return h.refusePress(ctx, k, p)
	}
	if err != nil {
		return stored(err)
	}
	known, err := h.buttons.knows(ctx, c, code, place{chat: p.Message.Chat.ID, person: p.From.ID, message: a.Message})
	if err != nil {
		return err
	}
	if !known || !belongs(a, c.action, p) {
		return h.refusePress(ctx, k, p)
	}
	if c.action == actAsk {
		return h.pressAsk(ctx, k, p, a, c.arg)
	}
	if !h.access.access().AllowsIn(p.Message.Chat.ID, p.From.ID) {
		return h.refusePress(ctx, k, p)
	}
	switch c.action {
	case actOpen, actView:
		return h.pressPassage(ctx, k, p, a, spotOf(c.arg))
	case actClose:
		return h.pressClose(ctx, k, p, a)
	case actJudge:
		return h.pressFeedback(ctx, k, p, a, store.Feedback(c.arg))
	}
	return h.refusePress(ctx, k, p)
}

// belongs reports whether the pressed button stands where an answer has it: in its own message, or in that which shows a passage
// of it.
func belongs(a store.Answer, do action, p *press) bool {
	if a.Chat != p.Message.Chat.ID || a.User != p.From.ID {
		return false
	}
	switch do {
	case actView, actClose:
		return a.Shown == p.Message.ID
	case actAsk:
		return a.Message == 0 || a.Message == p.Message.ID
	}
	return a.Message == p.Message.ID
}

// refusePress says that a button does nothing any more, which is all that somebody who tries things out learns.
func (h *handler) refusePress(ctx context.Context, k *task, p *press) error {
	if p.Message != nil && p.Message.isGroup() {
		return h.answerPress(ctx, k, p, k.t.answer.foreign)
	}
	return h.answerPress(ctx, k, p, k.t.answer.expired)
}

// pressStop stops the answer below which the button stands, whichever replica works on it.
func (h *handler) pressStop(ctx context.Context, k *task, p *press, c callback, code string) error {
	known, err := h.buttons.knows(ctx, c, code, place{chat: p.Message.Chat.ID, person: p.From.ID})
	if err != nil {
		return err
	}
	r, err := h.store.Reply(ctx, c.update)
	if err != nil {
		return stored(err)
	}
	// Before the placeholder's number is known, the button may be pressed already.
	here := r.State == store.Sending || r.State == store.Drafting ||
		slices.ContainsFunc(r.Parts, func(part store.Part) bool { return part.Message == p.Message.ID })
	if !known || !here || !h.access.access().AllowsIn(p.Message.Chat.ID, p.From.ID) {
		return h.refusePress(ctx, k, p)
	}
	if err := h.store.StopOne(ctx, c.update, store.Dialogue{Chat: p.Message.Chat.ID, User: p.From.ID}); err != nil {
		return stored(err)
	}
	return h.answerPress(ctx, k, p, k.t.answer.stopping)
}

// answerPress ends a press, and shows a text for a moment where there is one. That Telegram does not take it any more, which it does
// not after a while, is no error.
func (h *handler) answerPress(ctx context.Context, k *task, p *press, text string) error {
	err := h.out.api.answerPress(ctx, p.ID, text)
	if err != nil {
		h.log.Debug("a press could not be answered", "update", k.ID, "err", err)
	}
	return nil
}

func (c *client) answerPress(ctx context.Context, id, text string) error {
	params := tgbotapi.Params{"callback_query_id": id}
	params.AddNonEmpty("text", text)
	_, err := c.call(ctx, "answerCallbackQuery", params)
	return err
}

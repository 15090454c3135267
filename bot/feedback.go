package bot

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"articlebot/bot/store"
)

// pressFeedback keeps what a person thinks of an answer, and marks the button.
func (h *handler) pressFeedback(ctx context.Context, k *task, p *press, a store.Answer, f store.Feedback) error {
	if f < store.Bad || f > store.Good {
		return h.refusePress(ctx, k, p)
	}
	err := h.disk.insist(ctx, func(ctx context.Context) error { return h.store.SetFeedback(ctx, a.Update, f) })
	if err != nil {
		return err
	}
	thanks := map[store.Feedback]string{store.Good: k.t.answer.thanks, store.Bad: k.t.answer.sorry, store.None: k.t.answer.none}
	if err := h.answerPress(ctx, k, p, thanks[f]); err != nil {
		return err
	}
	if err := h.markFeedback(ctx, k, a.Update); judge(err) != shown {
		h.log.Debug("the feedback could not be marked", "update", k.ID, "err", err)
	}
	return nil
}

// markFeedback changes the buttons of an answer, in one attempt: they do the same whether they are marked or not. It looks at the
// answer when its turn has come, since another one may stand in its message by then.
func (h *handler) markFeedback(ctx context.Context, k *task, update int64) error {
	if err := h.out.pace.wait(ctx, k.Chat, true); err != nil {
		return context.Cause(ctx)
	}
	a, err := h.store.Answer(ctx, update)
	if err != nil || a.Message == 0 {
		return err
	}
	keys, err := h.keysOf(ctx, a, a.Message)
	if err != nil {
		return err
	}
	return h.out.editKeyboard(ctx, target{chat: k.Chat, id: a.Message, lease: k.lease}, keys)
}

// editKeyboard changes the buttons of a message at once.
func (m *messenger) editKeyboard(ctx context.Context, to target, keys [][]button) error {
	if to.lease != nil && !to.lease.holds() {
		return errLapsed
	}
	err := m.api.editKeyboard(ctx, to, keys)
	switch judge(err) {
	case shown:
		m.pace.edited(to.chat)
	case limited:
		m.pace.hold(to.chat, retryAfter(err))
	}
	return err
}

func (c *client) editKeyboard(ctx context.Context, to target, keys [][]button) error {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(to.chat, 10), "message_id": strconv.FormatInt(to.id, 10)}
	// Texts and data alone cannot fail to become JSON.
	_ = params.AddInterface("reply_markup", map[string]any{"inline_keyboard": keys})
	_, err := c.call(ctx, "editMessageReplyMarkup", params)
	return err
}

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
	a.Feedback = f
	keys, err := h.keysOf(ctx, a, a.Message)
	if err != nil {
		return err
	}
	if err := h.out.editKeyboard(ctx, target{chat: k.Chat, id: a.Message, lease: k.lease}, keys); judge(err) != shown {
		h.log.Debug("the feedback could not be marked", "update", k.ID, "err", err)
	}
	return nil
}

// editKeyboard changes the buttons of a message, in one attempt: they do the same whether they are marked or not.
func (m *messenger) editKeyboard(ctx context.Context, to target, keys [][]button) error {
	if err := m.pace.wait(ctx, to.chat, true); err != nil {
		return context.Cause(ctx)
	}
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

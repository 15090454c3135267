package bot

import (
	"context"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// press deals with a press of a button. The press is answered in any case, or the person's Telegram shows it as under way.
func (h *handler) press(ctx context.Context, k *task, p *press) error {
	return h.answerPress(ctx, k, p, "")
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

package bot

import (
	"context"
	"encoding/json"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// photo is a picture with a plain text below it, at most 1024 characters.
type photo struct {
	png     []byte
	caption string
}

// sayPhoto sends a picture to the chat of an update. It waits as long as Telegram asks; what else goes wrong costs the picture
// only, which the words before it do without.
func (h *handler) sayPhoto(ctx context.Context, k *task, p photo) error {
	var pause backoff
	for {
		if err := h.out.pace.wait(ctx, k.Chat, false); err != nil {
			return context.Cause(ctx)
		}
		if !k.lease.holds() {
			return errLapsed
		}
		err := h.out.api.sendPhoto(ctx, target{chat: k.Chat, thread: k.thread}, p)
		switch {
		case judge(err) == limited:
			h.out.pace.hold(k.Chat, max(retryAfter(err), pause.next()))
			continue
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil:
			h.log.Warn("a picture could not be sent", "update", k.ID, "err", err)
		}
		return nil
	}
}

func (c *client) sendPhoto(ctx context.Context, to target, p photo) error {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(to.chat, 10)}
	params.AddNonZero64("message_thread_id", to.thread)
	params.AddNonEmpty("caption", p.caption)
	file := tgbotapi.RequestFile{Name: "photo", Data: tgbotapi.FileBytes{Name: "chart.png", Bytes: p.png}}
	_, err := c.upload(ctx, "sendPhoto", params, file)
	return err
}

// upload makes an ordinary request that carries a file.
func (c *client) upload(ctx context.Context, method string, params tgbotapi.Params, file tgbotapi.RequestFile) (json.RawMessage, error) {
	return c.inLine(ctx, method, func(api *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return api.UploadFiles(method, params, []tgbotapi.RequestFile{file})
	})
}

package bot

import (
	"context"
	"time"

	"articlebot/bot/store"
)

// tellEvery is how often the bot looks for updates that were given up and whose people do not know.
const tellEvery = 5 * time.Second

// tellParked tells people whose updates failed too often that there will be no answer, until ctx ends.
func (h *handler) tellParked(ctx context.Context) {
	for {
		list, err := h.store.Untold(ctx)
		if err != nil && ctx.Err() == nil {
			h.disk.report(err)
		}
		for _, p := range list {
			if err := h.apologize(ctx, p); err != nil {
				h.log.Warn("a person could not be told that there is no answer", "update", p.ID, "err", err)
			}
		}
		if sleep(ctx, tellEvery) != nil {
			return
		}
	}
}

// apologize says so where the answer would stand, or in a message of its own.
func (h *handler) apologize(ctx context.Context, p store.Parked) error {
	whole, err := h.store.Show(ctx, p.ID)
	if err != nil {
		return err
	}
	u, err := rawUpdate{id: p.ID, json: whole.Raw}.decode()
	m := u.asks()
	if err != nil || m == nil {
		return err
	}
	r, err := h.store.Reply(ctx, p.ID)
	if err != nil {
		return err
	}
	to := target{chat: p.Chat, thread: m.topic(), replyTo: m.replyTo()}
	if len(r.Parts) > 0 {
		to.id = r.Parts[0].Message
	}
	chat, err := h.store.Chat(ctx, p.Chat)
	if err != nil {
		return err
	}
	b := body{text: phrasesFor(chat, m.From, m.Text).broken, html: true}
	_, err = h.out.put(ctx, to, b)
	if judge(err) == vanished {
		to.id = 0
		_, err = h.out.put(ctx, to, b)
	}
	return err
}

package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"articlebot/bot/store"
)

// deliverLimit is how long a finished answer is tried to be shown, before the bot gives up. minPart is the size below which a
// text is not split any further when Telegram finds it too long, in UTF-16 units.
const (
	deliverLimit = 2 * time.Hour
	minPart      = 500
)

// reserved is what a further message of an answer shows until its text stands there.
const reserved = "…"

// show makes a reply that is ready stand in the chat: first every part has a message, then each shows its text.
func (h *handler) show(ctx context.Context, k *task) error {
	r, err := h.store.Reply(ctx, k.ID)
	if err != nil {
		return stored(err)
	}
	limited, cancel := context.WithTimeout(ctx, deliverLimit)
	defer cancel()
	err = h.showParts(limited, k, r.Parts)
	if ctx.Err() == nil && limited.Err() != nil {
		h.log.Error("an answer could not be shown in time, giving up", "update", k.ID, "err", err)
		return h.giveUp(ctx, k, store.Expired, "it could not be shown in time")
	}
	return err
}

func (h *handler) showParts(ctx context.Context, k *task, parts []store.Part) error {
	for i, p := range parts {
		if p.Message != 0 {
			continue
		}
		id, err := h.place(ctx, k, parts, i)
		if err != nil {
			return err
		}
		parts[i].Message = id
	}
	for i := range parts {
		err := h.showPart(ctx, k, parts, i)
		switch judge(err) {
		case shown:
		case tooLong:
			return h.recut(ctx, k, parts)
		case refused:
			if err := h.replacePart(ctx, k, parts, i, err); err != nil {
				return err
			}
		default:
			return err
		}
	}
	return nil
}

// showPart turns the message of a part into its text; the last one has the answer's buttons. One that has vanished is
// replaced, by a placeholder first.
func (h *handler) showPart(ctx context.Context, k *task, parts []store.Part, i int) error {
	p := &parts[i]
	for {
		b := body{text: p.Text, html: true, rich: p.Rich}
		if i == len(parts)-1 {
			var err error
			if b.keyboard, err = h.answerKeys(ctx, k, p.Message); err != nil {
				return err
			}
		}
		_, err := h.out.put(ctx, target{chat: k.Chat, id: p.Message, lease: k.lease}, b)
		if judge(err) != vanished {
			return err
		}
		if p.Message, err = h.reserve(ctx, k, i, body{text: reserved}); err != nil {
			return err
		}
	}
}

// recut cuts an answer into smaller parts and shows those.
func (h *handler) recut(ctx context.Context, k *task, parts []store.Part) error {
	limit := maxUnits / 2
	for limit/2 >= minPart && !slices.ContainsFunc(parts, func(p store.Part) bool { return textUnits(p.Text) > limit }) {
		limit /= 2
	}
	var texts []string
	for _, p := range parts {
		texts = append(texts, split(p.Text, limit)...)
	}
	if len(texts) <= len(parts) {
		return errors.New("telegram finds even a short text too long")
	}
	h.log.Error("Telegram finds a part of an answer too long, splitting it smaller", "update", k.ID, "units", limit)
	if err := h.disk.insist(ctx, func(ctx context.Context) error { return h.store.Recut(ctx, k.Job, texts) }); err != nil {
		return err
	}
	return h.show(ctx, k)
}

// replacePart puts a sentence where a part would stand that Telegram does not take. It is no error that it does not take that
// either.
func (h *handler) replacePart(ctx context.Context, k *task, parts []store.Part, i int, why error) error {
	h.log.Error("a part of an answer could not be shown", "update", k.ID, "part", i, "err", why)
	t := k.t
	sentence := t.partial
	if len(parts) == 1 {
		sentence = t.failed
	}
	parts[i].Text, parts[i].Rich = sentence, ""
	err := h.showPart(ctx, k, parts, i)
	if judge(err) == refused {
		return nil
	}
	return err
}

// textUnits is the length of HTML of this package once it is parsed, in UTF-16 units.
func textUnits(html string) int {
	n := 0
	for _, t := range tokenize(html) {
		n += t.units()
	}
	return n
}

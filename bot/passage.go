package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"articlebot/bot/store"
)

// spot is a place in the article: so many passages after a cited one, or before it where that is negative.
type spot struct {
	citation, offset int
}

// spotBits are the bits of a number that hold the offset, moved to be positive.
const spotBits = 4

func (s spot) arg() int { return s.citation<<spotBits | (s.offset + 1<<(spotBits-1)) }

func spotOf(arg int) spot {
	return spot{citation: arg >> spotBits, offset: arg&(1<<spotBits-1) - 1<<(spotBits-1)}
}

// in returns the passage at a spot, and whether it is there.
func (s spot) in(citations []store.Citation) (p store.Passage, ok bool) {
	if s.citation < 0 || s.citation >= len(citations) {
		return p, false
	}
	c := citations[s.citation]
	switch {
	case s.offset < 0 && -s.offset <= len(c.Before):
		return c.Before[-s.offset-1], true
	case s.offset > 0 && s.offset <= len(c.After):
		return c.After[s.offset-1], true
	}
	return store.Passage{Section: c.Section, Text: c.Text}, s.offset == 0
}

// pressPassage shows a passage of an answer, in the one message below it that is for this.
func (h *handler) pressPassage(ctx context.Context, k *task, p *press, a store.Answer, s spot) error {
	if _, ok := s.in(a.Citations); !ok {
		return h.refusePress(ctx, k, p)
	}
	if err := h.answerPress(ctx, k, p, ""); err != nil {
		return err
	}
	b, err := h.passage(ctx, k.t, a, s)
	if err != nil {
		return err
	}
	to := target{chat: k.Chat, thread: k.thread, replyTo: a.Message, id: a.Shown, lease: k.lease}
	id, err := h.out.put(ctx, to, b)
	if to.id != 0 && (judge(err) == vanished || judge(err) == refused) {
		to.id = 0
		id, err = h.out.put(ctx, to, b)
	}
	switch {
	case err == nil && id != a.Shown:
		return stored(h.store.SetShown(ctx, a.Update, id))
	case judge(err) == unavailable && ctx.Err() == nil:
		h.log.Warn("it is not known whether a passage is shown; it is not sent again", "update", k.ID, "err", err)
		return nil
	}
	return err
}

// passage is the message that shows a passage, with buttons for those around it.
func (h *handler) passage(ctx context.Context, t phrases, a store.Answer, s spot) (body, error) {
	sign, err := h.buttons.at(ctx, a.Update, place{chat: a.Chat, person: a.User, message: a.Message}, a.At)
	if err != nil {
		return body{}, err
	}
	p, _ := s.in(a.Citations)
	c := a.Citations[s.citation]
	text := escape(p.Text)
	if s.offset == 0 {
		text = boldIn(c.Text, c.Quote)
	}
	var row []button
	for _, key := range []struct {
		text string
		step int
	}{{"‹", -1}, {"›", 1}} {
		next := spot{s.citation, s.offset + key.step}
		if _, ok := next.in(a.Citations); ok {
			row = append(row, button{Text: key.text, Data: sign(actView, next.arg())})
		}
	}
	row = append(row, button{Text: "✕", Data: sign(actClose, 0)})
	return body{text: t.answer.heading(c.N, p.Section, s.offset) + "\n\n" + text, html: true, keyboard: [][]button{row}}, nil
}

// heading says which passage is shown.
func (t answerPhrases) heading(n int, section string, offset int) string {
	where := ""
	switch {
	case offset < 0:
		where = fmt.Sprintf(t.earlier, -offset)
	case offset > 0:
		where = fmt.Sprintf(t.later, offset)
	}
	return "<i>" + escape(joinNonEmpty(" · ", fmt.Sprintf("[%d]", n), where, oneLine(section))) + "</i>"
}

// boldIn returns a passage with the cited part of it in bold.
func boldIn(text, quote string) string {
	before, after, found := strings.Cut(text, quote)
	if !found || isBlank(quote) {
		return escape(text)
	}
	return escape(before) + "<b>" + escape(quote) + "</b>" + escape(after)
}

// pressClose takes the message with the passage away. Where Telegram does not let it, which it does not after two days, the message
// says that it is closed.
func (h *handler) pressClose(ctx context.Context, k *task, p *press, a store.Answer) error {
	if err := h.answerPress(ctx, k, p, ""); err != nil {
		return err
	}
	if err := h.out.api.deleteMessage(ctx, k.Chat, a.Shown); judge(err) == refused {
		_, err := h.out.put(ctx, target{chat: k.Chat, id: a.Shown, lease: k.lease}, body{text: k.t.answer.closed})
		if judge(err) != vanished && judge(err) != refused && err != nil {
			return err
		}
	} else if judge(err) == unavailable || judge(err) == limited {
		return nil // it stays, and can be closed again
	}
	return stored(h.store.SetShown(ctx, a.Update, 0))
}

func (c *client) deleteMessage(ctx context.Context, chat, id int64) error {
	_, err := c.call(ctx, "deleteMessage", tgbotapi.Params{
		"chat_id": strconv.FormatInt(chat, 10), "message_id": strconv.FormatInt(id, 10),
	})
	return err
}

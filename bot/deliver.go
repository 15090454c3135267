package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Bounds of delivery: how long a message is tried, and the size below which a text is not split any further when
// Telegram finds it too long, in UTF-16 units.
const (
	deliverLimit = 2 * time.Hour
	minPart      = 500
)

// messenger brings messages to chats through refusals, limits and outages.
type messenger struct {
	api   *client
	holds *holds
	log   *slog.Logger
}

// target is where a message goes.
type target struct {
	chat int64
	// id is the message to edit; 0 sends a new one.
	id int64
	// spare says that a second copy does no harm, so that a send of unknown outcome is repeated too.
	spare bool
}

// say sends a short message of the bot's own, in HTML.
func (m *messenger) say(ctx context.Context, chat int64, html string) error {
	_, err := m.put(ctx, target{chat: chat}, body{text: html, html: true})
	return err
}

// place sends the placeholder of an answer and returns its id. Everything later is an edit of it, which can be repeated
// safely; so the placeholder alone may come twice, after a send of unknown outcome.
func (m *messenger) place(ctx context.Context, chat int64, text string) (int64, error) {
	return m.put(ctx, target{chat: chat, spare: true}, body{text: text})
}

// show turns the placeholder id into the finished text, given in HTML, and sends what does not fit in one message after
// it. A part that cannot be shown does not keep the others back. It returns how many parts stand, in the placeholder and
// after it; as long as none does, the placeholder stands as it was.
func (m *messenger) show(ctx context.Context, chat, id int64, html string) (stand int, err error) {
	ctx, cancel := context.WithTimeout(ctx, deliverLimit)
	defer cancel()
	return m.showParts(ctx, target{chat: chat, id: id}, html, maxUnits)
}

func (m *messenger) showParts(ctx context.Context, to target, html string, units int) (stand int, failed error) {
	for _, part := range split(html, units) {
		n, err := m.showPart(ctx, to, part, units)
		stand += n
		if judge(err) == gone {
			return stand, err
		}
		failed = errors.Join(failed, err)
		if ctx.Err() != nil {
			return stand, failed
		}
		if stand > 0 {
			to.id = 0
		}
	}
	return stand, failed
}

// showPart shows a part, in several ones if Telegram finds it too long, and returns how many stand.
func (m *messenger) showPart(ctx context.Context, to target, part string, units int) (stand int, err error) {
	_, err = m.put(ctx, to, body{text: part, html: true})
	switch {
	case err == nil:
		return 1, nil
	case judge(err) == tooLong && units > minPart:
		m.log.Error("Telegram finds a part too long, splitting it smaller", "units", units, "err", err)
		return m.showParts(ctx, to, part, units/2)
	}
	return 0, err
}

// put shows one message and returns its id. It waits as long as Telegram asks, repeats what may be repeated until ctx
// ends, leaves out formatting that Telegram does not accept, and sends anew what can no longer be edited.
func (m *messenger) put(ctx context.Context, to target, b body) (int64, error) {
	ctx, cancel := context.WithTimeout(ctx, deliverLimit)
	defer cancel()
	var pause backoff
	for {
		if err := m.holds.wait(ctx, to.chat); err != nil {
			return 0, err
		}
		id, err := m.try(ctx, to, b)
		switch judge(err) {
		case shown:
			return id, nil
		case limited:
			m.holds.add(to.chat, max(retryAfter(err), pause.next()))
		case malformed:
			if !b.html {
				return 0, err
			}
			m.log.Error("Telegram does not accept the formatting, showing the plain text", "err", err)
			b = b.plain()
		case vanished:
			if to.id == 0 {
				return 0, err
			}
			to.id = 0
		case unavailable:
			if to.id == 0 && !to.spare && maybeDone(err) {
				return 0, err
			}
			if sleep(ctx, max(retryAfter(err), pause.next())) != nil {
				return 0, err
			}
		default:
			return 0, err
		}
	}
}

func (m *messenger) try(ctx context.Context, to target, b body) (int64, error) {
	if to.id == 0 {
		return m.api.sendMessage(ctx, to.chat, b)
	}
	return to.id, m.api.editMessage(ctx, to.chat, to.id, b)
}

func maybeDone(err error) bool {
	var e *APIError
	return errors.As(err, &e) && e.MaybeDone
}

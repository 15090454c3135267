package bot

import (
	"context"
	"errors"
	"log/slog"
)

// messenger brings messages to chats through refusals, limits and outages.
type messenger struct {
	api  *client
	pace *pace
	log  *slog.Logger
}

// target is where a message goes.
type target struct {
	chat int64
	// id is the message to edit; 0 sends a new one.
	id int64
	// spare says that a second copy does no harm, so that a send of unknown outcome is repeated too.
	spare bool
	// lease, where there is one, must hold for anything to be shown.
	lease *lease
}

// put shows one message and returns its id. It waits as long as Telegram asks and leaves out formatting that Telegram does not
// accept. It repeats what may be repeated until ctx ends: every edit, and a send that cannot have been carried out.
func (m *messenger) put(ctx context.Context, to target, b body) (int64, error) {
	var pause backoff
	for {
		if err := m.pace.wait(ctx, to.chat, to.id != 0); err != nil {
			return 0, context.Cause(ctx)
		}
		id, err := m.try(ctx, to, b)
		switch judge(err) {
		case limited:
			m.pace.hold(to.chat, max(retryAfter(err), pause.next()))
		case malformed:
			if !b.html {
				return 0, err
			}
			m.log.Error("Telegram does not accept the formatting, showing the plain text", "err", err)
			b = b.plain()
		case unavailable:
			if to.id == 0 && !to.spare && maybeDone(err) {
				return 0, err
			}
			if sleep(ctx, max(retryAfter(err), pause.next())) != nil {
				return 0, err
			}
		default:
			return id, err
		}
	}
}

// try makes one request. "Not modified" is success: the text stands there.
func (m *messenger) try(ctx context.Context, to target, b body) (int64, error) {
	if to.lease != nil && !to.lease.holds() {
		return 0, errLapsed
	}
	if to.id == 0 {
		return m.api.sendMessage(ctx, to.chat, b)
	}
	err := m.api.editMessage(ctx, to.chat, to.id, b)
	switch judge(err) {
	case shown:
		m.pace.edited(to.chat)
		return to.id, nil
	case unavailable:
		m.pace.edited(to.chat)
	}
	return to.id, err
}

func maybeDone(err error) bool {
	var e *APIError
	return errors.As(err, &e) && e.MaybeDone
}

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
	// drafts and rich are what the operator may want used.
	drafts, rich *feature
	log          *slog.Logger
}

// target is where a message goes.
type target struct {
	chat int64
	// thread is the topic that a new message goes to, 0 for none.
	thread int64
	// replyTo is the message that a new message answers, 0 for none.
	replyTo int64
	// id is the message to edit; 0 sends a new one.
	id int64
	// draft is the draft to show the text in, 0 for none.
	draft int64
	// moved says that the chat is not the one that was meant, but where that has moved.
	moved bool
	// spare says that a second copy does no harm, so that a send of unknown outcome is repeated too.
	spare bool
	// lease, where there is one, must hold for anything to be shown.
	lease *lease
}

// put shows one message and returns its id. It waits as long as Telegram asks, leaves out a rich form, formatting and a topic that
// Telegram does not accept, and follows a chat to its new id. It repeats what may be repeated until ctx ends: every edit, and a send
// that cannot have been carried out.
func (m *messenger) put(ctx context.Context, to target, b body) (int64, error) {
	var pause backoff
	for {
		if !m.rich.on() {
			b.rich = ""
		}
		if err := m.pace.wait(ctx, to.chat, to.id != 0); err != nil {
			return 0, context.Cause(ctx)
		}
		id, err := m.try(ctx, to, b)
		if m.simplify(&b, err) {
			continue
		}
		switch judge(err) {
		case limited:
			m.pace.hold(to.chat, max(retryAfter(err), pause.next()))
		case malformed, astray, moved:
			if !m.amend(&to, &b, err) {
				return 0, err
			}
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

// amend changes what Telegram refused, so that it may take it. It reports whether there was something left to change.
func (m *messenger) amend(to *target, b *body, err error) bool {
	switch judge(err) {
	case malformed:
		if !b.html {
			return false
		}
		m.log.Error("Telegram does not accept the formatting, showing the plain text", "err", err)
		*b = b.plain()
	case astray:
		if to.thread == 0 {
			return false
		}
		to.thread = 0
	case moved:
		if to.moved {
			return false
		}
		to.chat, to.moved = movedTo(err), true
	}
	return true
}

// try makes one request. "Not modified" is success: the text stands there.
func (m *messenger) try(ctx context.Context, to target, b body) (int64, error) {
	if to.lease != nil && !to.lease.holds() {
		return 0, errLapsed
	}
	if to.id == 0 && to.draft == 0 {
		return m.api.sendMessage(ctx, to, b)
	}
	var err error
	if to.draft != 0 {
		err = m.api.sendDraft(ctx, to, b.text)
	} else {
		err = m.api.editMessage(ctx, to, b)
	}
	switch judge(err) {
	case shown:
		m.pace.edited(to.chat)
		return to.id, nil
	case unavailable:
		m.pace.edited(to.chat)
	}
	return to.id, err
}

func movedTo(err error) int64 {
	var e *APIError
	if errors.As(err, &e) {
		return e.MovedTo
	}
	return 0
}

func maybeDone(err error) bool {
	var e *APIError
	return errors.As(err, &e) && e.MaybeDone
}

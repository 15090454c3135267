package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"articlebot/bot/store"
	"articlebot/corpus"
)

// handler turns updates into commands and questions.
type handler struct {
	store      *store.Store
	disk       *disk
	asker      Asker
	models     Models
	usage      Usage
	about      map[corpus.Lang]About
	offers     offers
	searcher   Searcher
	reread     func()
	version    string
	access     *guard
	reader     Reader
	buttons    *signer
	out        *messenger
	albums     *albums
	absences   *absences
	slots      chan struct{}
	askTimeout time.Duration
	maxAge     time.Duration
	username   string
	log        *slog.Logger
}

// handle deals with one update. When it returns nil, that is done; what it has said then is on the person's screen, or cannot be.
func (h *handler) handle(ctx context.Context, k *task) error {
	u, err := rawUpdate{id: k.ID, json: k.Raw}.decode()
	if err != nil {
		return fmt.Errorf("an update that cannot be read: %w", err)
	}
	if k.chat, err = h.store.Chat(ctx, k.Chat); err != nil {
		return stored(err)
	}
	switch {
	case u.Press != nil:
		k.t = phrasesFor(k.chat, u.Press.From, "")
		if u.Press.Message != nil {
			k.thread, k.replyTo = u.Press.Message.topic(), u.Press.Message.replyTo()
		}
		err = h.press(ctx, k, u.Press)
	case u.Stopped != nil:
		err = h.stopDraft(ctx, u.Stopped)
	case u.message().isFor(h.username):
		m := u.message()
		m.Text = m.words(h.username)
		k.t, k.thread, k.replyTo = phrasesFor(k.chat, m.From, m.Text), m.topic(), m.replyTo()
		if u.Edited != nil {
			err = h.edited(ctx, k, m)
		} else {
			err = h.reply(ctx, k, m)
		}
	}
	if errors.Is(err, errReplaced) {
		return h.giveUp(ctx, k, store.Failed, errReplaced.Error())
	}
	if judge(err) != gone {
		return err
	}
	h.log.Info("nobody reads this chat any more", "update", k.ID)
	return h.giveUp(ctx, k, store.Refused, "nobody can be reached in the chat")
}

// giveUp ends an update without an answer.
func (h *handler) giveUp(ctx context.Context, k *task, state store.State, reason string) error {
	return h.disk.insist(ctx, func(ctx context.Context) error { return h.store.GiveUp(ctx, k.Job, state, reason) })
}

// reply replies to a message, or goes on with a reply that was begun.
func (h *handler) reply(ctx context.Context, k *task, m *message) error {
	r, err := h.store.Reply(ctx, k.ID)
	if err != nil {
		return stored(err)
	}
	m = h.asked(k, h.linked(k, m))
	switch {
	case r.State != store.Unsent:
		return h.question(ctx, k, m, r)
	case !h.access.lets(m):
		return h.stranger(ctx, k, m)
	case k.Excess:
		return h.say(ctx, k, k.t.busy)
	case k.Stopped:
		return nil
	case h.isStale(k) && !h.lasts(m.Text):
		return h.stale(ctx, k, m)
	case m.isForwarded():
		return h.say(ctx, k, k.t.group.forwarded)
	case m.Text == "" && m.isGroup():
		return h.say(ctx, k, k.t.group.empty)
	case m.Text == "":
		return h.wordless(ctx, k, m)
	}
	if c, ok := parseCommand(m.Text); ok {
		return h.command(ctx, k, m, c)
	}
	return h.question(ctx, k, m, r)
}

// deny tells a person once how to become allowed.
func (h *handler) deny(ctx context.Context, k *task, m *message) error {
	if !h.access.first(m.From.ID) {
		return nil
	}
	h.log.Info("somebody who is not allowed wrote to the bot", "user", m.From.ID)
	text := denial(k.t, m.From.ID)
	if h.access.pairs() {
		text += "\n\n" + k.t.access.pairing
	}
	return h.say(ctx, k, text)
}

// wordless answers a message without text. The pictures of an album are messages of their own, of which only one is
// answered.
func (h *handler) wordless(ctx context.Context, k *task, m *message) error {
	if m.Album != "" && !h.albums.first(m.Chat.ID, m.Album) {
		return nil
	}
	return h.say(ctx, k, k.t.wordless)
}

// say sends one of the bot's own sentences, in HTML, to the chat of an update. It may come twice when the program is killed
// right then; only answers to questions never do.
func (h *handler) say(ctx context.Context, k *task, html string) error {
	return h.send(ctx, k, body{text: html, html: true})
}

// send is say for a message with buttons.
func (h *handler) send(ctx context.Context, k *task, b body) error {
	_, err := h.out.put(ctx, target{chat: k.Chat, thread: k.thread, replyTo: k.replyTo, lease: k.lease}, b)
	if judge(err) == unavailable && ctx.Err() == nil {
		h.log.Warn("it is not known whether a message arrived; it is not sent again", "update", k.ID, "err", err)
		return nil
	}
	return err
}

// dialogue is whose turns m belongs to.
func dialogue(m *message) store.Dialogue {
	return store.Dialogue{Chat: m.Chat.ID, Thread: m.topic(), User: m.From.ID}
}

// logPanic logs a panic with its stack. The value itself is logged only when it is the runtime's, since another may hold
// texts of people.
func logPanic(log *slog.Logger, value any, stack []byte) {
	what := "a value of the program"
	if err, ok := value.(runtime.Error); ok {
		what = err.Error()
	}
	log.Error("panic", "value", what, "stack", string(stack))
}

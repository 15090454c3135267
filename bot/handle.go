package bot

import (
	"context"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"articlebot/corpus"
)

// farewell bounds one message that is still sent after work was cut off; a chat may get two, for the question under way
// and for those that wait.
const farewell = time.Second

// handler turns messages into commands and questions. It is the work of the workers.
type handler struct {
	asker      Asker
	models     Models
	usage      Usage
	about      map[corpus.Lang]About
	access     *guard
	out        *messenger
	memory     *memory
	slots      chan struct{}
	askTimeout time.Duration
	username   string
	log        *slog.Logger
}

// wants reports whether a message is for the bot: those of private chats are.
func (h *handler) wants(m *message) bool {
	return m != nil && m.From != nil && m.Chat.Type == "private"
}

// handle deals with one message. Whatever happens in it, the chat's next message is dealt with.
func (h *handler) handle(ctx context.Context, m *message) {
	defer func() {
		if v := recover(); v != nil {
			logPanic(h.log, v, debug.Stack())
			h.say(ctx, m, phrasesFor(m).broken)
		}
	}()
	if !h.access.access().Allows(m.From.ID) {
		if h.access.first(m.From.ID) {
			h.log.Info("somebody who is not allowed wrote to the bot", "user", m.From.ID)
			h.say(ctx, m, denial(phrasesFor(m), m.From.ID))
		}
		return
	}
	if m.Text == "" {
		h.wordless(ctx, m)
		return
	}
	if c, ok := parseCommand(m.Text); ok {
		h.command(ctx, m, c)
		return
	}
	h.question(ctx, m)
}

// command runs a command. One that is unknown, or meant for another bot, gets the help: the person wants something.
func (h *handler) command(ctx context.Context, m *message, c command) {
	t := phrasesFor(m)
	name := c.name
	if c.bot != "" && !strings.EqualFold(c.bot, h.username) {
		name = ""
	}
	switch name {
	case "start":
		h.say(ctx, m, welcome(t, h.about[t.lang]))
	case "help":
		h.say(ctx, m, h.help(m, t))
	case "model":
		h.say(ctx, m, h.chooseModel(m, c.args))
	case "usage":
		h.say(ctx, m, h.tellUsage(ctx, m))
	case "reset":
		h.memory.forget(m.Chat.ID)
		h.say(ctx, m, t.reset)
	default:
		h.say(ctx, m, t.unknown+"\n\n"+h.help(m, t))
	}
}

// help returns the help for the person who wrote m: it names the commands that do something for that person.
func (h *handler) help(m *message, t phrases) string {
	access, text := h.access.access(), t.help
	if access.MaySwitch(m.From.ID) && len(h.models.Profiles()) > 0 {
		text += "\n" + t.model.help
	}
	if access.isAdmin(m.From.ID) {
		text += "\n" + t.usage.help
	}
	return text
}

// wordless answers a message without text. The pictures of an album are messages of their own, of which only one is
// answered.
func (h *handler) wordless(ctx context.Context, m *message) {
	if m.Album == "" || h.memory.firstOfAlbum(m.Chat.ID, m.Album) {
		h.say(ctx, m, phrasesFor(m).wordless)
	}
}

func (h *handler) overflow(ctx context.Context, m *message) {
	if h.access.access().Allows(m.From.ID) {
		h.say(ctx, m, phrasesFor(m).busy)
	}
}

func (h *handler) interrupted(ctx context.Context, m *message) {
	if !h.access.access().Allows(m.From.ID) {
		return
	}
	ctx, cancel := lasting(ctx)
	defer cancel()
	h.say(ctx, m, phrasesFor(m).interrupted)
}

// lasting returns ctx or, where it has ended, a context for one message all the same.
func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx.Err() == nil {
		return ctx, func() {}
	}
	return context.WithTimeout(context.WithoutCancel(ctx), farewell)
}

// say sends one of the bot's own sentences, in HTML, to the chat of m.
func (h *handler) say(ctx context.Context, m *message, html string) {
	if err := h.out.say(ctx, m.Chat.ID, html); err != nil {
		h.log.Warn("a message could not be sent", "message", m.ID, "err", err)
	}
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

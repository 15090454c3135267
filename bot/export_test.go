package bot

import (
	"context"
	"net/http"
)

// The pure text functions, for the tests of the external package.
var (
	Render         = render
	RenderMarkdown = renderMarkdown
	DraftText      = draftText
	Split          = split
	Escape         = escape
	TextOf         = textOf
	ParseMarkdown  = parseMarkdown
)

// MaxUnits is the longest text of a part, in UTF-16 units.
const MaxUnits = maxUnits

// ParseCommand reads a command from the start of a message.
func ParseCommand(text string) (name, bot, args string, ok bool) {
	c, ok := parseCommand(text)
	return c.name, c.bot, c.args, ok
}

// ListenInMemory has a bot with a webhook give its handler to serve instead of listening, and nil when it ends.
func ListenInMemory(b *Bot, serve func(http.Handler)) {
	b.source = memoryHook{hook: b.source.(*hook), serve: serve}
}

type memoryHook struct {
	*hook
	serve func(http.Handler)
}

func (m memoryHook) run(ctx context.Context, take taker) error {
	m.serve(m.handler(take))
	defer m.serve(nil)
	if err := m.register(ctx); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

package bot

import (
	"context"
	"net/http"

	"articlebot/rag"
)

// The pure text functions, for the tests of the external package.
var (
	Render         = func(a rag.Answer) string { return render(phrasesIn(a.Lang), a) }
	RenderRich     = func(a rag.Answer) string { return renderRich(phrasesIn(a.Lang), a) }
	RenderMarkdown = renderMarkdown
	DraftText      = draftText
	Split          = split
	Escape         = escape
	TextOf         = textOf
	ParseMarkdown  = parseMarkdown
	Columns        = columns
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

// ParseCallback reads the data of a button, and writes it again without its code.
func ParseCallback(data string) (text, code string, ok bool) {
	c, code, ok := parseCallback(data)
	return c.text(), code, ok
}

// Phrases are the bot's sentences by their language.
func Phrases() map[string]any {
	return map[string]any{"zh": chinese(), "zh-Hant": traditional(), "en": english()}
}

// Comparison makes a question of the arguments of /compare, in a language of the sentences.
func Comparison(language, args string) string {
	return phrasesOf(tongue(language)).asking.comparison(args)
}

// TongueFor chooses the language of the sentences.
func TongueFor(chosen, code, text string) string {
	return string(tongueFor(tongue(chosen), code, text))
}

// ReadTongue reads the argument of /lang.
func ReadTongue(name string) (string, bool) {
	g, ok := readTongue(name)
	return string(g), ok
}

// DrawChart draws the figures of days.
var DrawChart = drawChart

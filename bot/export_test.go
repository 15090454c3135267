package bot

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

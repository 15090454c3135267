package bot

import (
	"strings"
	"unicode"
)

// maxCommand is the longest command that Telegram knows, in characters.
const maxCommand = 32

// command is a message such as "/start@somebot now".
type command struct {
	name string // lower case, without the slash
	bot  string // the bot addressed; empty when none is
	args string
}

// parseCommand reads a command from the start of a message. It goes by the text alone: the entities that mark commands
// count in UTF-16 units and need not fit the text.
func parseCommand(text string) (command, bool) {
	rest, ok := strings.CutPrefix(text, "/")
	if !ok {
		return command{}, false
	}
	head, args := rest, ""
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		head, args = rest[:i], strings.TrimSpace(rest[i:])
	}
	name, bot, addressed := strings.Cut(head, "@")
	if !isName(name) || len(name) > maxCommand || addressed && !isName(bot) {
		return command{}, false
	}
	return command{name: strings.ToLower(name), bot: bot, args: args}, true
}

// isName reports whether s consists of the letters of commands and user names.
func isName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_'
	})
}

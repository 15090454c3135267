package bot

import (
	"slices"
	"strings"
)

// isGroup reports whether a message was written where others read it too.
func (m *message) isGroup() bool { return m.Chat.Type == "group" || m.Chat.Type == "supergroup" }

// replyTo is the message that what the bot says replies to: in a group others write too, so that it shows whom it is for.
func (m *message) replyTo() int64 {
	if m.isGroup() {
		return m.ID
	}
	return 0
}

// isForwarded reports whether somebody else's message was passed on, rather than written.
func (m *message) isForwarded() bool { return len(m.Forward) > 0 || m.ForwardDate != 0 }

// isFor reports whether a message is for the bot of that name: it was written by a person, not by a bot or in the name of a
// chat, and either in private or in a group in words that address the bot.
func (m *message) isFor(bot string) bool {
	if m == nil || m.From == nil || m.From.IsBot || m.Sender != nil || m.Via != nil || m.Automatic {
		return false
	}
	return m.Chat.Type == "private" || m.isGroup() && !m.isForwarded() && m.addresses(bot)
}

// addresses reports whether a message of a group names the bot, answers it, or is a command for it. A command that names no bot
// is taken only where it is one of ours. What stands below a picture has to name the bot.
func (m *message) addresses(bot string) bool {
	if c, ok := parseCommand(m.Text); ok {
		return c.bot != "" && c.isFor(bot) || c.bot == "" && m.Caption == "" && isOrder(c.name)
	}
	return m.Text != "" && (m.Caption == "" && m.answers(bot) || mentionOf(m.Text, bot) >= 0)
}

// answers reports whether a message is a reply to one of the bot's.
func (m *message) answers(bot string) bool {
	return m.Reply != nil && m.Reply.From != nil && m.Reply.From.IsBot && strings.EqualFold(m.Reply.From.Username, bot)
}

// words is the text of a message without the bot's name, which in a group says only whom it is for.
func (m *message) words(bot string) string {
	if !m.isGroup() {
		return m.Text
	}
	return cutMentions(m.Text, bot)
}

func isOrder(name string) bool {
	return slices.ContainsFunc(orders(), func(o order) bool { return o.name == name })
}

// mentionOf returns where in a text a bot is mentioned first, or -1. It goes by the text alone: the entities that mark mentions
// count in UTF-16 units and need not fit the text. A name goes on for as long as it can, and does not begin inside a word such
// as a mail address.
func mentionOf(text, bot string) int {
	if bot == "" {
		return -1
	}
	for at := 0; ; at++ {
		i := strings.IndexByte(text[at:], '@')
		if i < 0 {
			return -1
		}
		at += i
		rest := text[at+1:]
		switch {
		case at > 0 && isName(text[at-1:at]), len(rest) < len(bot), !strings.EqualFold(rest[:len(bot)], bot):
		case len(rest) == len(bot) || !isName(rest[len(bot):len(bot)+1]):
			return at
		}
	}
}

// cutMentions takes the mentions of a bot out of a text, with the comma or the colon that follows one at the start.
func cutMentions(text, bot string) string {
	for {
		i := mentionOf(text, bot)
		if i < 0 {
			return strings.TrimSpace(text)
		}
		before, after := strings.TrimRight(text[:i], " "), strings.TrimLeft(text[i+1+len(bot):], " ")
		if before == "" {
			after = strings.TrimLeft(after, " ,:，：、")
		}
		text = strings.TrimSpace(before + " " + after)
	}
}

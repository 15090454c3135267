package playground

import (
	"slices"
	"strconv"
	"strings"
)

// Command is an entry of the bot's menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// Commands returns the menu that a person sees in a chat with a client in a language, an IETF tag: the first list that is set
// in the order of core.telegram.org/bots/api#determining-list-of-commands. Nobody is an administrator.
func (s *Server) Commands(person, chat int64, language string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chat]
	if c == nil {
		return nil
	}
	for _, scope := range scopesFor(c.Chat, person) {
		for _, code := range []string{primary(language), ""} {
			if list, _ := s.profile[commandsKey(scope, code)].([]Command); len(list) > 0 {
				return slices.Clone(list)
			}
		}
	}
	return nil
}

// commandScope is a BotCommandScope; chat and user are 0 where the type needs none.
type commandScope struct {
	kind       string
	chat, user int64
}

// scopesFor returns the scopes that hold for a person in a chat, the narrowest first.
func scopesFor(c Chat, person int64) []commandScope {
	if c.Type == "private" {
		return []commandScope{{"chat", c.ID, 0}, {"all_private_chats", 0, 0}, {"default", 0, 0}}
	}
	return []commandScope{{"chat_member", c.ID, person}, {"chat", c.ID, 0}, {"all_group_chats", 0, 0}, {"default", 0, 0}}
}

// commandsKey is where the profile keeps the commands of a scope in a language.
func commandsKey(scope commandScope, language string) string {
	chat, user := strconv.FormatInt(scope.chat, 10), strconv.FormatInt(scope.user, 10)
	return strings.Join([]string{"commands", scope.kind, chat, user, language}, " ")
}

// primary returns the part of an IETF tag that names the language, in the two letters of the Bot API's language_code; what
// has no such part is empty.
func primary(tag string) string {
	code, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if !languageCode.MatchString(code) {
		return ""
	}
	return code
}

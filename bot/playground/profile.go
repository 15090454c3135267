package playground

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	commandName  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languageCode = regexp.MustCompile(`^([a-z]{2})?$`)
)

// scopeOf reads scope and language_code, which together name a list of commands.
func (s *Server) scopeOf(p params) (string, *refusal) {
	scope := struct {
		Type string          `json:"type"`
		Chat json.RawMessage `json:"chat_id"`
		User json.RawMessage `json:"user_id"`
	}{Type: "default"}
	if raw := p["scope"]; raw != "" && json.Unmarshal([]byte(raw), &scope) != nil {
		return "", badRequest("can't parse BotCommandScope JSON object")
	}
	known := []string{"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
		"chat_administrators", "chat_member"}
	switch {
	case !slices.Contains(known, scope.Type):
		return "", badRequest("can't parse BotCommandScope: Unsupported type specified")
	case !languageCode.MatchString(p["language_code"]):
		return "", badRequest("invalid language code specified")
	}
	of := commandScope{kind: scope.Type}
	if strings.HasPrefix(scope.Type, "chat") {
		ids := params{"chat_id": strings.Trim(string(scope.Chat), `"`), "user_id": strings.Trim(string(scope.User), `"`)}
		c, refused := s.chat(ids)
		if refused != nil {
			return "", refused
		}
		of.chat = c.ID
		if scope.Type == "chat_member" {
			of.user = ids.number("user_id")
		}
	}
	return commandsKey(of, p["language_code"]), nil
}

func (s *Server) setMyCommands(p params) (any, *refusal) {
	key, refused := s.scopeOf(p)
	if refused != nil {
		return nil, refused
	}
	var commands []Command
	if json.Unmarshal([]byte(p["commands"]), &commands) != nil {
		return nil, badRequest("can't parse commands list JSON object")
	}
	if len(commands) > 100 {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for i, c := range commands {
		commands[i].Command = strings.TrimPrefix(c.Command, "/")
		if !commandName.MatchString(commands[i].Command) {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.profile[key] = commands
	return true, nil
}

func (s *Server) getMyCommands(p params) (any, *refusal) {
	key, refused := s.scopeOf(p)
	if refused != nil {
		return nil, refused
	}
	commands, _ := s.profile[key].([]Command)
	return append([]Command{}, commands...), nil
}

func (s *Server) deleteMyCommands(p params) (any, *refusal) {
	key, refused := s.scopeOf(p)
	if refused != nil {
		return nil, refused
	}
	delete(s.profile, key)
	return true, nil
}

// texts returns the methods setMyX and getMyX of one of the bot's texts, which has one form for each language and one for
// the others. limit counts characters.
func (s *Server) texts(what string, limit int) map[string]method {
	key := func(p params) (string, *refusal) {
		if !languageCode.MatchString(p["language_code"]) {
			return "", badRequest("invalid language code specified")
		}
		return what + " " + p["language_code"], nil
	}
	name := strings.ReplaceAll(what, "_", "")
	return map[string]method{
		"setmy" + name: func(p params) (any, *refusal) {
			k, refused := key(p)
			if refused == nil && utf8.RuneCountInString(p[what]) > limit {
				refused = badRequest("%s is too long", strings.ReplaceAll(what, "_", " "))
			}
			if refused != nil {
				return nil, refused
			}
			s.profile[k] = p[what]
			return true, nil
		},
		"getmy" + name: func(p params) (any, *refusal) {
			if _, refused := key(p); refused != nil {
				return nil, refused
			}
			text := s.profileText(what, p["language_code"])
			if text == "" && what == "name" {
				text = s.options.Name
			}
			return map[string]any{what: text}, nil
		},
	}
}

func (s *Server) setChatMenuButton(p params) (any, *refusal) {
	var button struct {
		Type string `json:"type"`
	}
	if raw := p["menu_button"]; raw != "" && json.Unmarshal([]byte(raw), &button) != nil {
		return nil, badRequest("can't parse menu button JSON object")
	}
	switch button.Type {
	case "", "default", "commands", "web_app":
	default:
		return nil, badRequest("can't parse menu button: Unsupported type specified")
	}
	if refused := s.menuChat(p); refused != nil {
		return nil, refused
	}
	s.profile["menu "+p["chat_id"]] = json.RawMessage(p["menu_button"])
	return true, nil
}

func (s *Server) getChatMenuButton(p params) (any, *refusal) {
	if refused := s.menuChat(p); refused != nil {
		return nil, refused
	}
	if raw, _ := s.profile["menu "+p["chat_id"]].(json.RawMessage); len(raw) > 0 {
		return raw, nil
	}
	return map[string]any{"type": "default"}, nil
}

// menuChat checks the chat of a menu button; without one the button is that of all chats.
func (s *Server) menuChat(p params) *refusal {
	if p["chat_id"] == "" {
		return nil
	}
	_, refused := s.chat(p)
	return refused
}

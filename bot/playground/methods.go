package playground

import "maps"

// method answers a call; mu is held.
type method func(p params) (any, *refusal)

// table returns the methods by their names in small letters. getUpdates, which waits, is not among them.
func (s *Server) table() map[string]method {
	table := map[string]method{
		"getme":                  s.getMe,
		"getchat":                s.getChat,
		"setwebhook":             s.setWebhook,
		"deletewebhook":          s.deleteWebhook,
		"getwebhookinfo":         s.getWebhookInfo,
		"sendmessage":            s.sendMessage,
		"sendrichmessage":        s.sendRichMessage,
		"sendphoto":              s.sendPhoto,
		"editmessagetext":        s.editMessageText,
		"editmessagereplymarkup": s.editMessageReplyMarkup,
		"deletemessage":          s.deleteMessage,
		"sendchataction":         s.sendChatAction,
		"sendmessagedraft":       s.sendMessageDraft,
		"answercallbackquery":    s.answerCallbackQuery,
		"answerinlinequery":      s.answerInlineQuery,
		"setmycommands":          s.setMyCommands,
		"getmycommands":          s.getMyCommands,
		"deletemycommands":       s.deleteMyCommands,
		"setchatmenubutton":      s.setChatMenuButton,
		"getchatmenubutton":      s.getChatMenuButton,
	}
	if s.options.Old {
		delete(table, "sendmessagedraft")
		delete(table, "sendrichmessage")
	}
	maps.Copy(table, s.texts("name", 64))
	maps.Copy(table, s.texts("description", 512))
	maps.Copy(table, s.texts("short_description", 120))
	return table
}

func (s *Server) getMe(params) (any, *refusal) {
	me := s.self()
	maps.Copy(me, map[string]any{
		"can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": true,
		"can_connect_to_business": false, "has_main_web_app": false, "has_topics_enabled": false,
	})
	return me, nil
}

func (s *Server) getChat(p params) (any, *refusal) {
	c, refused := s.chat(p)
	if refused != nil {
		return nil, refused
	}
	full := c.json()
	maps.Copy(full, map[string]any{"accent_color_id": 0, "max_reaction_count": 11})
	return full, nil
}

package playground_test

import (
	"testing"

	"articlebot/bot/playground"
)

// menuOf is the first word of each command that is seen, or empty.
func menuOf(s *playground.Server, person, chat int64, language string) string {
	words := ""
	for _, c := range s.Commands(person, chat, language) {
		words += c.Command
	}
	return words
}

// TestCommandsByScope sets one list after the other, from the widest scope to the narrowest: each takes the place of those before
// where it holds.
func TestCommandsByScope(t *testing.T) {
	const inForum = `,"chat_id":-100500`
	type step struct{ scope, language, private, inGroup string }
	s := town(t)
	for _, tc := range []step{
		{`{"type":"default"}`, "", "a", "a"},
		{`{"type":"default"}`, "zh", "b", "b"},
		{`{"type":"all_private_chats"}`, "", "c", "b"},
		{`{"type":"all_private_chats"}`, "zh", "d", "b"},
		{`{"type":"all_group_chats"}`, "", "d", "e"},
		{`{"type":"all_group_chats"}`, "zh", "d", "f"},
		{`{"type":"all_chat_administrators"}`, "zh", "d", "f"},
		{`{"type":"chat","chat_id":1001}`, "", "h", "f"},
		{`{"type":"chat","chat_id":"1001"}`, "zh", "i", "f"},
		{`{"type":"chat","chat_id":"@forum"}`, "", "i", "j"},
		{`{"type":"chat"` + inForum + `}`, "zh", "i", "k"},
		{`{"type":"chat_administrators"` + inForum + `}`, "zh", "i", "k"},
		{`{"type":"chat_member","user_id":1002` + inForum + `}`, "zh", "i", "k"},
		{`{"type":"chat_member","user_id":1001` + inForum + `}`, "", "i", "n"},
		{`{"type":"chat_member","user_id":"1001"` + inForum + `}`, "zh", "i", "o"},
	} {
		name := string(rune('a' + len(s.Calls("setMyCommands"))))
		must(t, s, "setMyCommands", "commands", `[{"command":"`+name+`","description":"x"}]`, "scope", tc.scope,
			"language_code", tc.language)
		if got := menuOf(s, alice.ID, alice.ID, "zh-hans"); got != tc.private {
			t.Errorf("after %s %q: %q in private, want %q", tc.scope, tc.language, got, tc.private)
		}
		if got := menuOf(s, alice.ID, forum.ID, "zh"); got != tc.inGroup {
			t.Errorf("after %s %q: %q in the group, want %q", tc.scope, tc.language, got, tc.inGroup)
		}
	}
	for language, want := range map[string]string{"en": "h", "": "h", "ZH-TW": "i", "fil": "h"} {
		if got := menuOf(s, alice.ID, alice.ID, language); got != want {
			t.Errorf("%q sees %q, want %q", language, got, want)
		}
	}
	must(t, s, "deleteMyCommands", "scope", `{"type":"chat","chat_id":1001}`, "language_code", "zh")
	must(t, s, "setMyCommands", "commands", "[]", "scope", `{"type":"chat","chat_id":1001}`)
	if got := menuOf(s, alice.ID, alice.ID, "zh"); got != "d" {
		t.Errorf("after the narrow lists went, %q is seen", got)
	}
	if got := menuOf(s, alice.ID, 5, "zh"); got != "" {
		t.Errorf("a chat that is not there has the menu %q", got)
	}
}

func TestBotByLanguage(t *testing.T) {
	s := town(t)
	must(t, s, "setMyDescription", "description", "Ask me.")
	must(t, s, "setMyDescription", "description", "问我。", "language_code", "zh")
	must(t, s, "setMyName", "name", "读者", "language_code", "zh")
	must(t, s, "setMyShortDescription", "short_description", "A bot.")
	for language, want := range map[string]playground.Bot{
		"en":      {ID: 1000000, Name: "Playground", Username: "playground_bot", Description: "Ask me.", ShortDescription: "A bot."},
		"zh-Hans": {ID: 1000000, Name: "读者", Username: "playground_bot", Description: "问我。", ShortDescription: "A bot."},
	} {
		if got := s.Bot(language); got != want {
			t.Errorf("%s: %+v, want %+v", language, got, want)
		}
	}
}

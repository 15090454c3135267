package bot

import (
	"strings"
	"unicode"

	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/rag"
)

// tongue is a language that the bot has sentences in, as a chat's setting names it.
type tongue string

// The languages of the bot's sentences. Articles and answers know of one Chinese only; see tongue.lang.
const (
	zhHans tongue = "zh"
	zhHant tongue = "zh-Hant"
	en     tongue = "en"
)

// lang is the language that articles and answers have for it; empty for none.
func (g tongue) lang() corpus.Lang {
	switch g {
	case zhHans, zhHant:
		return corpus.Chinese
	case en:
		return corpus.English
	}
	return ""
}

// script is the one to answer in, as far as the language says: a person whose Telegram is in Simplified Chinese may still write
// in Traditional characters, so that only a chat's own choice makes it that.
func (g tongue) script(chat store.Chat) rag.Script {
	switch {
	case g == zhHant:
		return rag.Traditional
	case tongue(chat.Language) == zhHans:
		return rag.Simplified
	}
	return ""
}

// phrasesFor returns the sentences in the language that the chat has chosen, else in that of the person's Telegram or, where
// that is neither Chinese nor known, in the language of the message.
func phrasesFor(chat store.Chat, person *user, text string) phrases {
	code := ""
	if person != nil {
		code = person.LanguageCode
	}
	return phrasesOf(tongueFor(tongue(chat.Language), code, text))
}

// tongueFor chooses a language by what was chosen, by the code of the person's Telegram, and by a text.
func tongueFor(chosen tongue, code, text string) tongue {
	if chosen.lang() != "" {
		return chosen
	}
	parts := strings.FieldsFunc(strings.ToLower(code), func(r rune) bool { return r == '-' || r == '_' })
	isChinese := len(parts) > 0 && parts[0] == "zh"
	for _, part := range parts {
		switch part {
		case "hant", "tw", "hk", "mo":
			return zhHant
		case "hans", "cn", "sg", "my":
			return zhHans
		}
	}
	switch {
	case rag.ScriptOf(text) == rag.Traditional:
		return zhHant
	case isChinese || hasHan(text):
		return zhHans
	}
	return en
}

// in returns the sentences that go with an answer in lang: those of t's script where that is Chinese.
func (t phrases) in(lang corpus.Lang) phrases {
	if t.tongue.lang() == lang {
		return t
	}
	return phrasesIn(lang)
}

// phrasesIn returns the sentences in a language, English where there are none.
func phrasesIn(lang corpus.Lang) phrases { return phrasesOf(tongue(lang)) }

func phrasesOf(g tongue) phrases {
	switch g {
	case zhHans:
		return chinese()
	case zhHant:
		return traditional()
	}
	return english()
}

func hasHan(s string) bool { return strings.ContainsFunc(s, isHan) }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

package rag

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// Script is the kind of characters that Chinese is written in, as an ISO 15924 code.
type Script string

// The scripts of Chinese.
const (
	Simplified  Script = "Hans"
	Traditional Script = "Hant"
)

// ScriptOf tells which characters a text is in. All that are Traditional are in Big5, which has no simplified forms, and one at
// least is not in GB 2312, which has no traditional ones; Simplified ones the other way round. It is empty for a text that has
// both, or nothing but what both scripts share, such as 你好.
func ScriptOf(text string) Script {
	inBig5, inGB := true, true
	big5, gb := traditionalchinese.Big5.NewEncoder(), simplifiedchinese.HZGB2312.NewEncoder()
	for _, r := range text {
		if terms.IsHan(r) {
			inBig5, inGB = inBig5 && has(big5, r), inGB && has(gb, r)
		}
	}
	switch {
	case inBig5 && !inGB:
		return Traditional
	case inGB && !inBig5:
		return Simplified
	}
	return ""
}

// has reports whether a character set has a character.
func has(set *encoding.Encoder, r rune) bool {
	_, err := set.String(string(r))
	return err == nil
}

// scriptFor is the script in which a question is to be answered: the one that it asks for, else its own, else that of the latest
// question before it that has one. What a question quotes, such as a heading, is the article's and says nothing of who asks.
func scriptFor(q Question) Script {
	if q.Script != "" {
		return q.Script
	}
	script := scriptOfWords(q.Text)
	for i := len(q.History) - 1; i >= 0 && script == ""; i-- {
		script = scriptOfWords(q.History[i].Question)
	}
	return script
}

// scriptOfWords leaves out what a text sets apart.
func scriptOfWords(text string) Script { return ScriptOf(setApart.ReplaceAllString(text, " ")) }

// languageName is what models are told of the language to write in.
func languageName(lang corpus.Lang, script Script) string {
	switch {
	case lang != corpus.Chinese:
		return "English"
	case script == Traditional:
		return "繁體中文"
	}
	return "简体中文"
}

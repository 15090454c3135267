package eval

import (
	"regexp"
	"strings"
	"unicode"

	"articlebot/corpus"
	"articlebot/rag"
)

// foreign matches what an answer in another language than the article's has in the article's: quotations and quoted
// lines. Citations are of no language.
var foreign = regexp.MustCompile(`(?m)^\s*>.*$|“[^”\n]*”|"[^"\n]*"|「[^」\n]*」|『[^』\n]*』|\[[0-9]+\]`)

// langOf returns the language that an answer is written in. A model's own words tell it; quotation is in the language of
// its introduction, which the Answer states, and so is a text without words.
func langOf(answer rag.Answer) corpus.Lang {
	own := foreign.ReplaceAllString(answer.Text, " ")
	if answer.Answerer != rag.Model || strings.IndexFunc(own, unicode.IsLetter) < 0 {
		return answer.Lang
	}
	return corpus.DetectLang(own)
}

package rag

import (
	"regexp"
	"strings"
	"unicode"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// setApart is what may be in another language than the answer: quotations, and what stands in brackets.
var setApart = regexp.MustCompile(`“[^”\n]*”|"[^"\n]*"|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|[（(][^()（）\n]*[)）]`)

// fewWords is how many words in lower case a text may have that counts as nothing but names.
const fewWords = 4

// isForeign reports whether a text is in the other language than lang, names and quotations aside.
func isForeign(text string, lang corpus.Lang) bool {
	text = setApart.ReplaceAllString(text, " ")
	han, words := 0, 0
	for _, r := range text {
		if terms.IsHan(r) {
			han++
		}
	}
	for _, word := range strings.FieldsFunc(text, notOfLatinWord) {
		if unicode.IsLower([]rune(word)[0]) {
			words++
		}
	}
	if lang == corpus.Chinese {
		return words >= fewWords && han < words
	}
	return han > 2*(words+fewWords)
}

func notOfLatinWord(r rune) bool { return !unicode.Is(unicode.Latin, r) && r != '\'' && r != '’' }

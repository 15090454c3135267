package bot

import (
	"strings"
	"unicode"
)

// escape makes text safe inside Telegram's HTML, in attributes too, and takes out characters that nobody sees but that
// change or hide what is read: controls, format characters (zero-width, bidirectional, tags) and broken UTF-8. Line ends
// and tabs stay.
func escape(text string) string {
	return htmlEscaper.Replace(visible(text))
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// visible takes out what nobody sees, but for the joiners within emoji. U+2028 and U+2029 are line ends of a kind that
// Telegram does not have.
func visible(text string) string {
	var before rune
	return strings.Map(func(r rune) rune {
		last := before
		before = r
		switch {
		case r == zeroWidthJoiner && takesJoiner(last):
			return r
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// textOf returns the text that a reader sees of HTML written by this package: without tags, entities resolved.
func textOf(html string) string {
	var b strings.Builder
	for html != "" {
		t := nextToken(html)
		b.WriteString(t.text)
		html = html[len(t.raw):]
	}
	return b.String()
}

// isBlank reports whether a reader sees nothing of a text.
func isBlank(text string) bool {
	return strings.TrimSpace(visible(text)) == ""
}

// shorten cuts a text to at most n runes and marks the cut, at a word's end where one is near.
func shorten(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := n
	for cut > n*5/6 && isWord(runes[cut-1]) && isWord(runes[cut]) {
		cut--
	}
	if cut == n*5/6 {
		cut = n
	}
	return strings.TrimRightFunc(string(runes[:cut]), unicode.IsSpace) + "…"
}

// isWord reports whether r belongs to a word that is not to be cut. Han characters can be cut between.
func isWord(r rune) bool {
	return !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

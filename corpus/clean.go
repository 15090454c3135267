package corpus

import (
	"strings"
	"unicode"
)

// cleanText makes every line break a newline and every other space but the ideographic one a plain space, and drops what
// no reader can see.
func cleanText(text string) string {
	return stripInvisible(strings.Map(plainSpace, strings.ReplaceAll(text, "\r\n", "\n")))
}

func plainSpace(r rune) rune {
	switch {
	case r == '\r', r == '\f', r == '\v', r == '\u0085', r == '\u2028', r == '\u2029':
		return '\n'
	case r != '\u3000' && unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// stripInvisible drops characters that are not seen but may carry instructions to a model or break a search: zero-width
// and bidirectional controls, tags, variation selectors, private use, and controls other than newline and tab.
func stripInvisible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co,
			unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) {
			return -1
		}
		return r
	}, text)
}

// oneLine cleans a title or another short text and puts it on one line.
func oneLine(text string) string {
	return strings.Join(strings.Fields(stripInvisible(text)), " ")
}

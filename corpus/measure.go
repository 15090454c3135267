package corpus

import (
	"strings"
	"unicode"
)

// tally says how much text there is: characters of the scripts that are written without spaces, and words of the others.
type tally struct{ han, words int }

// size weighs an English word as two Chinese characters.
func (t tally) size() int { return t.han + 2*t.words }

// measure counts a figure with a decimal point, a domain name and a hyphenated word as one word.
func measure(text string) tally {
	var t tally
	inWord := false
	for _, r := range text {
		switch {
		case isHan(r):
			t.han++
			inWord = false
		case isWordRune(r):
			if !inWord {
				t.words++
			}
			inWord = true
		case !strings.ContainsRune("'’-.", r):
			inWord = false
		}
	}
	return t
}

// isHan also takes the Japanese and Korean syllables, which are as dense.
func isHan(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// isWide reports whether r fills two columns and needs no space beside it.
func isWide(r rune) bool {
	return isHan(r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func hasWord(text string) bool { return strings.IndexFunc(text, isWordRune) >= 0 }

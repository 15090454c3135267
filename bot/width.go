package bot

import (
	"unicode"

	"golang.org/x/text/width"
)

// Characters that make one emoji of several, or a coloured picture of a sign.
const (
	zeroWidthJoiner   = '\u200d'
	emojiPresentation = '\ufe0f'
)

// columns returns how many columns of a monospaced font a line takes: two for a wide character of UAX #11 and for a whole
// emoji sequence, none for a combining mark. A character of ambiguous width takes one, as it does in Telegram's clients.
func columns(line string) int {
	n, last, joined := 0, 0, false
	var before rune
	for _, r := range line {
		switch {
		case r == zeroWidthJoiner:
			joined = takesJoiner(before)
		case r == emojiPresentation && last == 1:
			n, last = n+1, 2
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), isSkinTone(r) && last == 2, joined:
			joined = false
		default:
			last = runeColumns(r)
			n += last
		}
		before = r
	}
	return n
}

func runeColumns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// isSkinTone reports a modifier that colours the emoji before it.
func isSkinTone(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }

// isFlagHalf reports one of the letters two of which are a flag.
func isFlagHalf(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// takesJoiner reports whether r may be a part of an emoji that goes on behind a joiner.
func takesJoiner(r rune) bool {
	return r == emojiPresentation || isSkinTone(r) || unicode.Is(unicode.So, r)
}

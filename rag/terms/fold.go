// Package terms turns text of either language into what is compared: folded text, index terms and sentences' figures.
// Index, question, dictionary and citation check all use it, so that they agree on what is the same.
package terms

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold maps the spellings of one text to one: compatibility forms (full width, ligatures, circled digits) by NFKC, the
// typographic apostrophe to the plain one, lower case, and Traditional to Simplified characters. Folding folded text
// changes nothing. Lengths may change, so offsets into the result are not offsets into s.
func Fold(s string) string {
	if isLowerASCII(s) {
		return s
	}
	s = strings.ReplaceAll(norm.NFKC.String(s), "’", "'")
	// Lower case can undo the normal form (Ϊ́ and its like), and normalising can bring back an upper-case letter.
	for range 3 {
		folded := norm.NFKC.String(strings.ToLower(s))
		if folded == s {
			break
		}
		s = folded
	}
	return simplify(s)
}

func isLowerASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// IsHan reports whether r is a Chinese character.
func IsHan(r rune) bool {
	if r < 0x2E80 {
		return false
	}
	return r >= 0x4E00 && r <= 0x9FFF || unicode.Is(unicode.Han, r)
}

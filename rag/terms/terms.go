package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is a run of Han, or a word of letters and digits.
type Token struct {
	Text string
	Han  bool
}

// Tokens calls emit with every token of folded text in reading order.
func Tokens(folded string, emit func(Token)) {
	for i := 0; i < len(folded); {
		r, size := utf8.DecodeRuneInString(folded[i:])
		switch {
		case IsHan(r):
			end := i + hanEnd(folded[i:])
			emit(Token{Text: folded[i:end], Han: true})
			i = end
		case isWordRune(r):
			end := i + wordEnd(folded[i:])
			if number := versionStart(folded[i:end]); number > 0 {
				emit(Token{Text: folded[i : i+number]})
				i += number
			}
			emit(Token{Text: folded[i:end]})
			i = end
		default:
			i += size
		}
	}
}

// Runs calls han with every run of Han in folded text, and words with the words between two of them, in reading order. The
// words are only good until the next call.
func Runs(folded string, han func(run string), words func(list []string)) {
	var open []string
	Tokens(folded, func(token Token) {
		if !token.Han {
			open = append(open, token.Text)
			return
		}
		if len(open) > 0 {
			words(open)
			open = open[:0]
		}
		han(token.Text)
	})
	if len(open) > 0 {
		words(open)
	}
}

// Each calls emit with every index term of folded text, in reading order, repeats included: for a run of Han each
// character and each pair of neighbours, for letters and digits the stemmed word. English function words give no term.
func Each(folded string, emit func(term string)) {
	Tokens(folded, func(token Token) {
		if token.Han {
			eachHan(token.Text, emit)
		} else if !IsStopWord(token.Text) {
			emit(Stem(token.Text))
		}
	})
}

// Of returns the distinct index terms of text, in order of first occurrence.
func Of(text string) []string {
	var list []string
	seen := make(map[string]bool)
	Each(Fold(text), func(term string) {
		if !seen[term] {
			seen[term] = true
			list = append(list, term)
		}
	})
	return list
}

// eachHan emits the characters and pairs of a run of Han.
func eachHan(run string, emit func(string)) {
	previous := -1
	for i, r := range run {
		end := i + utf8.RuneLen(r)
		emit(run[i:end])
		if previous >= 0 {
			emit(run[previous:end])
		}
		previous = i
	}
}

// hanEnd returns the length of the run of Han that s begins with.
func hanEnd(s string) int {
	for i, r := range s {
		if !IsHan(r) {
			return i
		}
	}
	return len(s)
}

// wordEnd returns the length of the word that s begins with. Points and commas between digits belong to the word, so
// that 1,024 and 4.5 stay whole, and so does an apostrophe between letters.
func wordEnd(s string) int {
	var before rune
	for i, r := range s {
		if isWordRune(r) {
			before = r
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		joinsDigits := unicode.IsDigit(before) && (r == '.' && unicode.IsDigit(next) || r == ',' && isThousands(s[i+size:]))
		joinsLetters := (r == '\'' || r == '’') && unicode.IsLetter(before) && isWordRune(next)
		if !joinsDigits && !joinsLetters {
			return i
		}
		before = r
	}
	return len(s)
}

// versionStart returns where the number begins in a word that is a name of two letters or more and the number of its
// version, so that gpt4 is the same two words as gpt-4 and gpt 4; 0 in other words.
func versionStart(word string) int {
	letters := 0
	for letters < len(word) && 'a' <= word[letters] && word[letters] <= 'z' {
		letters++
	}
	isOther := func(r rune) bool { return (r < '0' || r > '9') && r != '.' }
	if letters < 2 || letters == len(word) || strings.ContainsFunc(word[letters:], isOther) {
		return 0
	}
	return letters
}

// isThousands reports whether s begins with three digits and no fourth, as a number goes on behind a comma.
func isThousands(s string) bool {
	n := 0
	for n < min(len(s), 4) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n == 3
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !IsHan(r)
}

// suffixes make other words of a word. They are tried in this order, and the first that leaves three bytes is cut off.
var suffixes = []string{
	"ations", "ation", "ments", "ment", "nesses", "ness", "ingly", "edly", "ings", "ing", "ies", "ied", "ers", "ors",
	"ions", "ion", "ed", "er", "or", "ly", "es", "s", "e", "y",
}

// Stem returns what a folded English word has in common with its relatives: its base form, less one common suffix. It is
// a light stripper for matching, no linguistic stem. Words with other than ASCII letters come back as they are, but for
// a possessive ending.
func Stem(word string) string {
	if base := Irregular(word); base != "" {
		word = base
	}
	word = Lemma(word)
	if !isASCIIWord(word) {
		return word
	}
	for _, suffix := range suffixes {
		if stem, found := strings.CutSuffix(word, suffix); found && len(stem) >= 3 {
			return undouble(stem)
		}
	}
	return word
}

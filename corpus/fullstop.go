package corpus

import (
	"strings"
	"unicode"
)

// maxWord is how far back an abbreviation is looked for, in runes.
const maxWord = 24

// The abbreviations that end with a full stop, by what may follow them.
const (
	// titles never end a sentence: a name or an explanation follows.
	titles = " mr mrs ms mx dr prof st mt gen sen rep gov lt col capt sgt rev hon messrs " +
		"e.g i.e eg ie vs cf viz al approx ca dept "
	// counted end none before a figure: No. 5, Jan. 18.
	counted = " no nos fig figs vol vols sec ch p pp eq art jan feb mar apr jun jul aug sep sept oct nov dec "
	// suffixes end one before a word that begins sentences.
	suffixes = " inc ltd co corp bros jr sr ph.d "
	// beginnings are the words that, with a capital letter, hardly follow an abbreviation within a sentence.
	beginnings = " the this that these those it its they we you in on at but and however there then when while after before " +
		"for if as by with his her their our she what who why how where many some most all both one each such meanwhile " +
		"according since although though because despite even now today yesterday "
)

// fullStop decides on a single full stop at i, closed by what stands up to end.
func (s *scanner) fullStop(start, i, end int) bool {
	if next := s.at(end); !unicode.IsSpace(next) && (end == i+1 || !isHan(next)) {
		return false
	}
	after := s.skipSpace(end)
	if s.lowerAt(after) {
		return false
	}
	word := s.wordBefore(start, i)
	key := " " + strings.ToLower(word) + " "
	switch {
	case word == "" || s.isItemNumber(start, i, word), strings.Contains(titles, key):
		return false
	case strings.Contains(counted, key):
		return !unicode.IsDigit(s.at(after))
	case strings.Contains(suffixes, key), isInitials(word):
		return s.beginsSentence(after)
	}
	return true
}

// wordBefore returns the letters, digits and inner full stops that end at i.
func (s *scanner) wordBefore(start, i int) string {
	from := i
	for from > start && i-from < maxWord && (isWordRune(s.runes[from-1]) || s.runes[from-1] == '.') {
		from--
	}
	if from == i && i > start && !unicode.IsSpace(s.runes[i-1]) {
		return string(s.runes[i-1 : i])
	}
	return string(s.runes[from:i])
}

// isItemNumber reports whether the sentence has nothing so far but the number of a list's item: 1. or iv. or B.
func (s *scanner) isItemNumber(start, i int, word string) bool {
	return s.skipSpace(start)+len(word) == i && len(word) <= 4 &&
		(strings.Trim(word, "0123456789") == "" || strings.Trim(word, "ivxIVX") == "" || len(word) == 1)
}

// isInitials reports whether a word is one capital letter, or short groups of letters with full stops between: U.S, a.m.
func isInitials(word string) bool {
	parts := strings.Split(word, ".")
	if len(parts) == 1 {
		return len(word) == 1 && unicode.IsUpper(rune(word[0]))
	}
	for _, p := range parts {
		if len(p) > 2 || strings.IndexFunc(p, func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 {
			return false
		}
	}
	return true
}

// beginsSentence reports whether the word at i is one with which sentences begin, or no word at all.
func (s *scanner) beginsSentence(i int) bool {
	for i < len(s.runes) && strings.ContainsRune("“\"‘'(", s.runes[i]) {
		i++
	}
	to := i
	for to < len(s.runes) && to-i < maxWord && isWordRune(s.runes[to]) {
		to++
	}
	return to == i || strings.Contains(beginnings, " "+strings.ToLower(string(s.runes[i:to]))+" ")
}

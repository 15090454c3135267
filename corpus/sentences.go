package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minHalf is how long both halves must be, in runes, for a Chinese semicolon to end a sentence.
const minHalf = 12

// SplitSentences cuts a text into sentences. Joined they are the text again, byte by byte: white space belongs to the
// sentence before it, and so do closing quotation marks, brackets and citation numbers. Every sentence has a letter or a
// digit, unless the whole text has none.
//
// Sentences end after 。！？ and their ASCII forms, after ellipses and line breaks where a new thought begins, after a full
// stop that is no part of an abbreviation or a figure, and, in Chinese, after a semicolon between long halves. A quotation
// of up to 120 characters is kept whole, together with who said it.
func SplitSentences(text string) []string {
	s := newScanner(text)
	var cuts []int
	start := 0
	for i := 0; i < len(s.runes); {
		next, ends := s.boundary(start, i)
		if ends {
			cuts = append(cuts, s.semicolons(start, next)...)
			start = next
		}
		i = next
	}
	return s.pieces(append(cuts, s.semicolons(start, len(s.runes))...))
}

// scanner looks at a text rune by rune; invalid bytes count as one rune each and are kept as they are.
type scanner struct {
	text  string
	runes []rune
	// offset of each rune in text, and at the end the length of text.
	offset []int
	quotes
}

func newScanner(text string) *scanner {
	n := utf8.RuneCountInString(text)
	s := &scanner{text: text, runes: make([]rune, 0, n), offset: make([]int, 0, n+1)}
	for i, r := range text {
		s.runes = append(s.runes, r)
		s.offset = append(s.offset, i)
	}
	s.offset = append(s.offset, len(text))
	s.quotes = pairQuotes(s.runes)
	return s
}

// pieces cuts the text; a piece without a letter or a digit stays with the one before, at the beginning with the one after.
func (s *scanner) pieces(cuts []int) []string {
	var out []string
	start, last, worded := 0, 0, false
	for _, cut := range cuts {
		has := slices.ContainsFunc(s.runes[last:cut], isWordRune)
		if has && worded {
			out = append(out, s.text[s.offset[start]:s.offset[last]])
			start = last
		}
		worded = worded || has
		last = cut
	}
	if last > start {
		out = append(out, s.text[s.offset[start]:s.offset[last]])
	}
	return out
}

// at returns the rune at i, and 0 beyond the text.
func (s *scanner) at(i int) rune {
	if i < 0 || i >= len(s.runes) {
		return 0
	}
	return s.runes[i]
}

// skipSpace returns the first position from i on that holds no white space.
func (s *scanner) skipSpace(i int) int {
	for i < len(s.runes) && unicode.IsSpace(s.runes[i]) {
		i++
	}
	return i
}

// semicolons returns the ends of the sentences into which semicolons cut the piece from start to end, with end itself.
func (s *scanner) semicolons(start, end int) []int {
	var at []int
	for i := start; i < end; i++ {
		if s.clauseEnd(i) {
			at = append(at, s.skipSpace(i+1))
		}
	}
	if len(at) == 0 || DetectLang(s.text[s.offset[start]:s.offset[end]]) != Chinese {
		return []int{end}
	}
	var cuts []int
	for k, cut := range at {
		right := end
		if k+1 < len(at) {
			right = at[k+1]
		}
		if cut-start >= minHalf && right-cut >= minHalf {
			cuts = append(cuts, cut)
			start = cut
		}
	}
	return append(cuts, end)
}

// clauseEnd reports whether a Chinese semicolon stands at i; an ASCII one counts beside a Chinese character.
func (s *scanner) clauseEnd(i int) bool {
	switch s.runes[i] {
	case '；':
		return !s.guarded(i, i+1)
	case ';':
		return !s.guarded(i, i+1) && (isHan(s.at(i-1)) || isHan(s.at(i+1)))
	}
	return false
}

func isStop(r rune) bool { return r != 0 && strings.ContainsRune("。！？｡!?.…", r) }

package corpus

import (
	"strings"
	"unicode"
)

// boundary looks at position i of a sentence that begins at start. It returns where to look next, and whether a sentence
// ends there.
func (s *scanner) boundary(start, i int) (next int, ends bool) {
	if s.runes[i] == '\n' {
		return s.lineBreak(i)
	}
	if !isStop(s.runes[i]) {
		return i + 1, false
	}
	stop := i
	for isStop(s.at(stop)) {
		stop++
	}
	end := s.closing(stop)
	if s.guarded(i, end) {
		return stop, false
	}
	after := s.skipSpace(end)
	if after < len(s.runes) && (!s.stops(start, i, stop, end) || s.goesOn(start, stop, end)) {
		return stop, false
	}
	return after, true
}

// closing returns the position after the closing marks and the citation numbers that follow position i.
func (s *scanner) closing(i int) int {
	for {
		r := s.at(i)
		_, paired := s.opener[i]
		switch {
		case r != 0 && r != ']' && strings.ContainsRune(closers, r), r == '"' && paired:
			i++
		default:
			next := s.citation(i)
			if next == i {
				return i
			}
			i = next
		}
	}
}

// citation returns the position after a number in square brackets, such as [12], with spaces before it.
func (s *scanner) citation(i int) int {
	k := i
	for s.at(k) == ' ' {
		k++
	}
	if s.at(k) != '[' {
		return i
	}
	digits := k + 1
	for k = digits; s.at(k) >= '0' && s.at(k) <= '9'; {
		k++
	}
	if k == digits || s.at(k) != ']' {
		return i
	}
	return k + 1
}

// stops reports whether the marks from i to stop, closed by what stands up to end, can end a sentence.
func (s *scanner) stops(start, i, stop, end int) bool {
	if strings.ContainsRune("，、：；,:;—–)]", s.at(end)) {
		return false
	}
	if end > stop && s.lowerAt(s.skipSpace(end)) {
		return false
	}
	run := string(s.runes[i:stop])
	switch {
	case strings.ContainsAny(run, "。！？｡"):
		return true
	case strings.ContainsAny(run, "!?"):
		return s.exclamation(i, end)
	case run == ".":
		return s.fullStop(start, i, end)
	}
	return s.ellipsis(start, end, run)
}

func (s *scanner) lowerAt(i int) bool {
	r := s.at(i)
	return unicode.IsLower(r) && !isHan(r)
}

// exclamation decides on ASCII ! and ?, which also occur in names and addresses.
func (s *scanner) exclamation(i, end int) bool {
	next := s.at(end)
	switch {
	case unicode.IsSpace(next):
		return !s.lowerAt(s.skipSpace(end))
	case isHan(next) || strings.ContainsRune("“‘「『《【", next):
		return true
	case isWordRune(next):
		return isHan(s.at(i-1)) || !s.inAddress(i)
	}
	return false
}

// inAddress reports whether the characters around i look like a web address or a formula.
func (s *scanner) inAddress(i int) bool {
	from, to := i, i
	for from > 0 && i-from < 100 && s.runes[from-1] > ' ' && s.runes[from-1] <= unicode.MaxASCII {
		from--
	}
	for to < len(s.runes) && to-i < 100 && s.runes[to] > ' ' && s.runes[to] <= unicode.MaxASCII {
		to++
	}
	return strings.ContainsAny(string(s.runes[from:to]), "/=&")
}

// ellipsis decides on … and ..., which as often stand inside a sentence. A Chinese one ends a sentence of some length.
func (s *scanner) ellipsis(start, end int, run string) bool {
	after := s.skipSpace(end)
	if isHan(s.at(after)) || isWide(s.at(after)) {
		return strings.Contains(run, "…") && end-start >= minHalf
	}
	return after > end && unicode.IsUpper(s.at(after))
}

// lineBreak decides on a newline. A line that ends in the middle of a clause goes on, and so does one followed by a
// lower-case letter; an empty line always ends a sentence.
func (s *scanner) lineBreak(i int) (next int, ends bool) {
	after := s.skipSpace(i)
	blank := strings.Count(string(s.runes[i:after]), "\n") > 1
	before := i - 1
	for before >= 0 && unicode.IsSpace(s.runes[before]) {
		before--
	}
	switch {
	case after == len(s.runes) || blank && !s.guarded(i, after):
		return after, true
	case s.guarded(i, after), strings.ContainsRune(",，、-–—", s.at(before)), s.lowerAt(after) && !isStop(s.at(before)):
		return after, false
	}
	return after, true
}

package bot

import (
	"slices"
	"strings"
	"unicode"
)

// Limits of a message. Telegram allows 4096 UTF-16 units of text after parsing, 32,768 bytes before, and looks at the
// first 100 entities only, which may take some 9,500 bytes; each of ours keeps a margin to it.
const (
	maxUnits    = 4000
	maxBytes    = 32_000
	maxEntities = 95
	maxMarkup   = 8000
)

// split cuts HTML written by this package into parts that are messages of their own: each at most units UTF-16 units of
// text, tags closed at a cut and opened again after it. It cuts at a blank line, a line end, the end of a sentence or a
// space, in this order, where there is one in the second half of what fits. Nothing is lost but white space at cuts; a
// part without text is left out.
func split(html string, units int) []string {
	s := splitter{tokens: tokenize(html), units: units}
	var parts []string
	for s.pos < len(s.tokens) {
		if part := s.next(); strings.TrimSpace(textOf(part)) != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// splitter walks over tokens; open are the tags that are open at pos.
type splitter struct {
	tokens []token
	units  int
	pos    int
	open   []token
}

// next returns the part that begins at pos and moves pos behind it.
func (s *splitter) next() string {
	var b strings.Builder
	for _, t := range s.open {
		b.WriteString(t.raw)
	}
	cut := s.cut(s.reach())
	for _, t := range s.tokens[s.pos:cut] {
		b.WriteString(t.raw)
		s.open = track(s.open, t)
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		b.WriteString(closing(s.open[i]))
	}
	s.pos = cut
	s.skipSpace()
	return b.String()
}

// track returns the tags that are open after t. It does not write into open.
func track(open []token, t token) []token {
	switch {
	case t.tag == "":
		return open
	case t.closes && len(open) > 0:
		return open[:len(open)-1]
	case t.closes:
		return open
	}
	return append(open[:len(open):len(open)], t)
}

func closing(t token) string { return "</" + t.tag + ">" }

// reach returns the end of the longest run of tokens from pos on that fits in a message.
func (s *splitter) reach() int {
	open, units, entities, bytes, markup := s.open, 0, len(s.open), 0, 0
	for _, t := range open {
		markup += len(t.raw) + len(closing(t))
	}
	for i := s.pos; i < len(s.tokens); i++ {
		t := s.tokens[i]
		open = track(open, t)
		units += t.units()
		switch {
		case t.tag == "":
			bytes += len(t.raw)
		case !t.closes:
			entities++
			markup += len(t.raw) + len(closing(t))
		}
		if units > s.units || bytes+markup > maxBytes || entities > maxEntities || markup > maxMarkup {
			return max(i, s.pos+1)
		}
	}
	return len(s.tokens)
}

// cut returns the best place to cut at or before end. Closing tags go with what they close.
func (s *splitter) cut(end int) int {
	if end == len(s.tokens) {
		return end
	}
	cut := s.bestBreak(end)
	for cut < len(s.tokens) && s.tokens[cut].closes {
		cut++
	}
	return cut
}

func (s *splitter) bestBreak(end int) int {
	middle := s.pos + (end-s.pos)/2
	for _, breaks := range []func(int) bool{s.blankLine, s.lineEnd, s.sentenceEnd, s.space} {
		for i := end; i > middle; i-- {
			if breaks(i) {
				return i
			}
		}
	}
	for i := end; i > middle; i-- {
		if !s.inCharacter(i) {
			return i
		}
	}
	return end
}

// inCharacter reports whether what a reader takes for one character goes on at token i: an accent, a selector, an emoji of
// several, a flag.
func (s *splitter) inCharacter(i int) bool {
	r, before := firstRune(s.tokens[i].text), firstRune(s.tokens[i-1].text)
	if !isFlagHalf(r) {
		return unicode.IsMark(r) || isSkinTone(r) || r == zeroWidthJoiner || before == zeroWidthJoiner
	}
	halves := 0
	for i > s.pos && isFlagHalf(firstRune(s.tokens[i-1].text)) {
		i--
		halves++
	}
	return halves%2 == 1
}

// blankLine and the other kinds of breaks report whether there is one before token i, which is not the first.
func (s *splitter) blankLine(i int) bool {
	return i >= 2 && s.tokens[i-1].isLineEnd() && s.tokens[i-2].isLineEnd()
}

func (s *splitter) lineEnd(i int) bool { return s.tokens[i-1].isLineEnd() }

func (s *splitter) space(i int) bool { return unicode.IsSpace(firstRune(s.tokens[i-1].text)) }

// sentenceEnd wants what follows to be neither a closing mark nor a citation, which belong to the sentence.
func (s *splitter) sentenceEnd(i int) bool {
	last, before := s.tokens[i-1].text, ""
	if i >= 2 {
		before = s.tokens[i-2].text
	}
	switch {
	case oneOf(s.tokens[i].text, "”’」』）)[】…。！？；.!?;"):
		return false
	case oneOf(last, "”’」』）)]】"):
		return oneOf(before, "。！？；….!?")
	case s.space(i):
		return oneOf(before, ".!?;")
	}
	return oneOf(last, "。！？；…")
}

// oneOf reports whether text is one of the characters of set.
func oneOf(text, set string) bool { return text != "" && strings.Contains(set, text) }

// skipSpace moves pos over white space, which a message does not begin with; in code over one line end only, since
// what comes after it is the next line's indentation.
func (s *splitter) skipSpace() {
	code := slices.ContainsFunc(s.open, func(t token) bool { return t.tag == "pre" })
	for s.pos < len(s.tokens) {
		t := s.tokens[s.pos]
		if !unicode.IsSpace(firstRune(t.text)) || code && !t.isLineEnd() {
			return
		}
		s.pos++
		if code {
			return
		}
	}
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

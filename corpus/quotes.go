package corpus

import (
	"strings"
	"unicode"
)

// maxGuarded is the length up to which a quotation or a bracket is kept in one sentence, in runes.
const maxGuarded = 120

// maxNested bounds the search for the mark that opens what another one closes, so that hostile input takes linear time.
const maxNested = 16

const (
	openers = "“‘「『（(《〈【["
	closers = "”’」』）)》〉】]"
)

// quotes knows which opening and closing marks of a text belong together.
type quotes struct {
	// opener holds the position of the opening mark for each closing one.
	opener map[int]int
	// guard holds, for each position inside a short quotation or bracket, the position after its closing mark.
	guard []int
}

// guarded reports whether a cut at end, after the mark at i, would fall inside a quotation that has to stay whole.
func (q quotes) guarded(i, end int) bool { return q.guard[i] > end }

// pairQuotes pairs the marks within each block of lines; marks without a counterpart are ignored.
func pairQuotes(runes []rune) quotes {
	q := quotes{opener: make(map[int]int), guard: make([]int, len(runes))}
	var open []int
	for i, r := range runes {
		switch {
		case r == '\n' && i > 0 && runes[i-1] == '\n':
			open = open[:0]
		case isApostrophe(runes, i):
		case isCloser(r):
			k := lastOpen(runes, open, openerOf(r))
			if k >= 0 {
				q.pair(open[k], i)
				open = open[:k]
			} else if r == '"' {
				open = append(open, i)
			}
		case strings.ContainsRune(openers, r):
			open = append(open, i)
		}
	}
	return q
}

func isApostrophe(runes []rune, i int) bool {
	return runes[i] == '’' && i > 0 && isWordRune(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
}

func (q quotes) pair(from, to int) {
	q.opener[to] = from
	if to-from-1 > maxGuarded {
		return
	}
	for i := from; i <= to; i++ {
		q.guard[i] = max(q.guard[i], to+1)
	}
}

func isCloser(r rune) bool { return r == '"' || strings.ContainsRune(closers, r) }

func openerOf(closer rune) rune {
	if i := strings.IndexRune(closers, closer); i >= 0 {
		return []rune(openers)[len([]rune(closers[:i]))]
	}
	return closer
}

func lastOpen(runes []rune, open []int, opener rune) int {
	for k := len(open) - 1; k >= max(0, len(open)-maxNested); k-- {
		if runes[open[k]] == opener {
			return k
		}
	}
	return -1
}

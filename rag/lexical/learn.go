package lexical

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag/dict"
	"articlebot/rag/terms"
)

var (
	// latinInBrackets is a run of Han, with points between its parts, and a Latin name behind it in brackets;
	// hanInBrackets is the reverse.
	latinInBrackets = regexp.MustCompile(`([\p{Han}·]{2,})\s?[（(]\s*([A-Z][\p{Latin}0-9.'’ -]{1,40}?)\s*[)）]`)
	hanInBrackets   = regexp.MustCompile(`((?:` + latinWord + `\s){0,3}` + latinWord + `)\s?[（(]\s*([\p{Han}·]{2,12})\s*[)）]`)
	// leading is what may stand before a name in a run of Han without being part of it.
	leading = regexp.MustCompile(`^(?:的|是|即|了|去了|和|与|在|由|把|跟|对|叫|名叫|只有|包括|以及|一家|这家|首席|科学家|创始人|合伙人|工程师|教授|公司|以|让|请|给|被|为)+`)
)

const latinWord = `[A-Z0-9][\p{Latin}0-9-]*(?:[.'’][\p{Latin}0-9]+)*`

// maxSureRunes is the length up to which a run of Han before a Latin name is that name, minLearntRunes and maxLearntRunes
// bound the length of the names that are looked for in a longer run.
const (
	maxSureRunes   = 4
	minLearntRunes = 3
	maxLearntRunes = 6
)

// learn finds the pairs of a Chinese and a Latin name that texts give in brackets, such as 扎克伯格（Mark Zuckerberg）.
func learn(d dict.Dictionary, passages []*corpus.Passage) []pairing {
	var latinBehind, hanBehind distinct
	for _, p := range passages {
		if text := p.Text(); strings.ContainsAny(text, "(（") {
			latinBehind.add(latinInBrackets.FindAllStringSubmatch(text, -1))
			hanBehind.add(hanInBrackets.FindAllStringSubmatch(text, -1))
		}
	}
	repeated := countEnds(latinBehind.matches, passages)
	var learnt []pairing
	for _, m := range latinBehind.matches {
		if name := nameAtEnd(withoutLeading(m[1]), repeated); name != "" {
			learnt = append(learnt, pairing{outside: name, inside: m[2], parts: lastNames(d, name, m[2])})
		}
	}
	for _, m := range hanBehind.matches {
		latin := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(m[1], "The "), "'s"), "’s")
		learnt = append(learnt, pairing{outside: latin, inside: m[2], parts: lastNames(d, m[2], latin)})
	}
	return learnt
}

// distinct collects the matches of a pattern, each once, in order.
type distinct struct {
	matches [][]string
	seen    map[string]bool
}

func (d *distinct) add(matches [][]string) {
	for _, m := range matches {
		if d.seen == nil {
			d.seen = make(map[string]bool)
		}
		if !d.seen[m[0]] {
			d.seen[m[0]] = true
			d.matches = append(d.matches, m)
		}
	}
}

func withoutLeading(run string) string { return run[len(leading.FindString(run)):] }

// isSure reports whether a run of Han before a Latin name is a name as a whole.
func isSure(run string) bool {
	return utf8.RuneCountInString(run) <= maxSureRunes || strings.ContainsRune(run, '·')
}

// nameAtEnd cuts the name off the end of a run of Han, which may begin with what the name's bearer is. A long run whose
// end is repeated elsewhere tells where the name begins by what stands before it there; one that is not has no name that
// could be told.
func nameAtEnd(run string, counts map[string]int) string {
	if isSure(run) {
		return run
	}
	for _, end := range ends(run) {
		if counts[end] > 1 {
			return end
		}
	}
	return ""
}

// ends returns the ends of a run that may be a name, the longest first.
func ends(run string) []string {
	var list []string
	runes := []rune(run)
	for size := min(maxLearntRunes, len(runes)); size >= minLearntRunes; size-- {
		list = append(list, string(runes[len(runes)-size:]))
	}
	return list
}

// countEnds counts in one pass over all texts how often the ends of those runs stand there that are not sure to be names.
func countEnds(matches [][]string, passages []*corpus.Passage) map[string]int {
	counts := make(map[string]int)
	for _, m := range matches {
		if run := withoutLeading(m[1]); !isSure(run) {
			for _, end := range ends(run) {
				counts[end] = 0
			}
		}
	}
	if len(counts) == 0 {
		return nil
	}
	for _, p := range passages {
		terms.Tokens(p.Text(), func(token terms.Token) {
			if token.Han {
				countParts(token.Text, counts)
			}
		})
	}
	return counts
}

// countParts counts those parts of a run of Han, of the length of names, that have a count.
func countParts(run string, counts map[string]int) {
	for i := range run {
		end := i
		for size := 1; size <= maxLearntRunes && end < len(run); size++ {
			_, n := utf8.DecodeRuneInString(run[end:])
			end += n
			if _, counted := counts[run[i:end]]; size >= minLearntRunes && counted {
				counts[run[i:end]]++
			}
		}
	}
}

// lastNames returns the last part of each name that has parts, which texts use alone: 扎克伯格, Zuckerberg. It leaves a
// last word that the dictionary has, which is Fund or Project, and that of a Chinese person, which is the given name.
func lastNames(d dict.Dictionary, han, latin string) []string {
	var list []string
	parts := strings.Split(han, "·")
	if len(parts) > 1 {
		list = append(list, parts[len(parts)-1])
	}
	words := strings.Fields(latin)
	lastWord := words[len(words)-1]
	isTransliterated := len(parts) > 1 || utf8.RuneCountInString(han) > 3
	if len(words) > 1 && isTransliterated && len(d.Chinese(terms.Lemma(terms.Fold(lastWord)))) == 0 {
		list = append(list, lastWord)
	}
	return list
}

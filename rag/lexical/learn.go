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

// maxSureRunes is the length up to which a run of Han before a Latin name is that name, maxLearntRunes the length of the
// longest name that is looked for in a longer run.
const (
	maxSureRunes   = 4
	maxLearntRunes = 6
)

// learn finds the pairs of a Chinese and a Latin name that texts give in brackets, such as 扎克伯格（Mark Zuckerberg）.
func learn(d dict.Dictionary, passages []*corpus.Passage) [][]string {
	var texts []string
	for _, p := range passages {
		texts = append(texts, p.Text())
	}
	all := strings.Join(texts, "\n")
	var learnt [][]string
	for _, m := range latinInBrackets.FindAllStringSubmatch(all, -1) {
		if name := nameAtEnd(m[1], all); name != "" {
			learnt = append(learnt, withLastNames(d, name, m[2]))
		}
	}
	for _, m := range hanInBrackets.FindAllStringSubmatch(all, -1) {
		latin := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(m[1], "The "), "'s"), "’s")
		learnt = append(learnt, withLastNames(d, m[2], latin))
	}
	return learnt
}

// nameAtEnd cuts the name off the end of a run of Han, which may begin with what the name's bearer is. A long run whose
// end is repeated elsewhere tells where the name begins by what stands before it there; one that is not has no name that
// could be told.
func nameAtEnd(run, all string) string {
	run = run[len(leading.FindString(run)):]
	runes := []rune(run)
	if len(runes) < 2 || len(runes) <= maxSureRunes || strings.ContainsRune(run, '·') {
		return run
	}
	for size := min(maxLearntRunes, len(runes)); size >= 3; size-- {
		if end := string(runes[len(runes)-size:]); strings.Count(all, end) > 1 {
			return end
		}
	}
	return ""
}

// withLastNames returns both names and the last part of each that has parts, which texts use alone: 扎克伯格, Zuckerberg.
// It leaves a last word that the dictionary has, which is Fund or Project, and that of a Chinese person, which is the
// given name.
func withLastNames(d dict.Dictionary, han, latin string) []string {
	list := []string{han, latin}
	parts := strings.Split(han, "·")
	last := parts[len(parts)-1]
	if len(parts) > 1 {
		list = append(list, last)
	}
	words := strings.Fields(latin)
	lastWord := words[len(words)-1]
	isTransliterated := len(parts) > 1 || utf8.RuneCountInString(han) > 3
	if len(words) > 1 && isTransliterated && len(d.Chinese(terms.Lemma(terms.Fold(lastWord)))) == 0 {
		list = append(list, lastWord)
	}
	return list
}

package lexical

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"articlebot/rag/terms"
)

// possessive is what no table of names has.
var possessive = regexp.MustCompile(`(\pL)['’]s\b`)

// namesOf returns the names of a statement, without the ending of a possessive, but those that are dates, which count as figures, such as the 1970s, and English
// words without a capital in a Chinese statement, such as bug.
func (x *Index) namesOf(text string) []unit {
	text = possessive.ReplaceAllString(text, "$1")
	return slices.DeleteFunc(x.focus(text), func(u unit) bool {
		first, _, _ := strings.Cut(u.text, " ")
		isDate := len(u.forms) > 0 || terms.IsMonth(u.text) || u.exact != "" && terms.IsStopWord(first)
		isPlain := len(u.foreign) == 1 && strings.Contains(text, u.text) && len(x.translate.dict.Chinese(terms.Lemma(u.text))) > 0
		return !u.name || isDate || isPlain
	})
}

// unheard returns the Chinese names of a statement that stand nowhere in the collection: those that the dictionary has, and
// those that begin with a family name and are no word. It leaves names that may be the end of one word and the beginning of
// the next.
func (x *Index) unheard(text string) []string {
	var list []string
	names := x.translate.names.in(text)
	terms.Runs(terms.Fold(text), func(run string) {
		for at := 0; at < len(run); {
			_, n := names.atHan(run[at:])
			if n == 0 {
				n = x.translate.dict.LongestWord(run[at:])
				if name := x.nameAt(run[at:], n); name != "" && !x.isHeard(name) && !x.isTorn(run, at, at+len(name)) {
					list = append(list, name)
				}
			}
			at += n
		}
	}, func([]string) {})
	return list
}

// nameAt returns the name that a run begins with, whose first word has n bytes; empty without one.
func (x *Index) nameAt(run string, n int) string {
	switch word := run[:n]; {
	case x.translate.dict.IsName(word):
		return word
	case !isCharacter(word), !strings.Contains(familyNames, word), n == len(run):
		return ""
	}
	given := run[n : n+x.translate.dict.LongestWord(run[n:])]
	if !isCharacter(given) || strings.Contains(notGiven, given) || terms.IsParticle(given) {
		return ""
	}
	return run[:n+len(given)]
}

// familyNames are the commonest Chinese family names that are no words of every day, and notGiven is what follows such a
// character but in no name.
const (
	familyNames = "王李张刘陈杨黄赵吴徐孙朱胡郭林罗郑梁谢宋唐韩冯邓曹彭肖董袁潘蒋蔡杜苏魏吕丁沈姚卢姜崔谭陆汪廖贾韦邱侯邹熊孟秦薛阎黎陶贺龚邵钱戴孔汤柯俞樊葛"
	notGiven    = "后前时内外等已曾将不没只仅再却并且但每各某几两一二三四五六七八九十年月日天们个此该性式型化者"
)

// isTorn reports whether a name, from start to end of a run, shares a character with a word beside it, or is a short one with
// a character that mostly is a word of its own.
func (x *Index) isTorn(run string, start, end int) bool {
	name := []rune(run[start:end])
	before, _ := utf8.DecodeLastRuneInString(run[:start])
	after, _ := utf8.DecodeRuneInString(run[end:])
	first, last := name[0], name[len(name)-1]
	isWord := func(a, b rune) bool {
		word := string([]rune{a, b})
		return x.translate.dict.LongestWord(word) == len(word)
	}
	isShort := len(name) == 2
	return isWord(before, first) || isWord(last, after) ||
		isShort && (last == '月' || terms.IsParticle(string(first)) || terms.IsParticle(string(last)))
}

// isHeard reports whether all parts of a Chinese name, or of one of its translations, stand somewhere in the collection.
func (x *Index) isHeard(name string) bool {
	if x.text.hasAll(termsOf(name)) {
		return true
	}
	for _, sense := range x.translate.dict.English(name) {
		if len(sense.Text) >= minNamePart && x.text.hasAll(termsOf(sense.Text)) {
			return true
		}
	}
	return false
}

// hasAll reports whether each of the terms stands in some document.
func (p *postings) hasAll(list []string) bool {
	isNowhere := func(term string) bool { _, known := p.numbers[term]; return !known }
	return !slices.ContainsFunc(list, isNowhere)
}

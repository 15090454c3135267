package lexical

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/terms"
)

// synonymCover is how much a word counts as covered by another that the dictionary translates alike.
const synonymCover = 0.7

// telling is the rarity from which a translation in common makes two words synonyms: less rare ones, such as make or
// set, translate too much.
const telling = 3.5

// unit is a name or a word of a question, as what it asks about.
type unit struct {
	// text is the unit as the question has it, folded.
	text   string
	name   bool
	weight float64
	// own covers the unit in a text of the question's language, foreign in one of the other language.
	own, foreign group
	// exact is a name of several parts, such as gpt 4, that must stand in the text just so, or if it is a date in one of
	// its normal forms; empty for all others.
	exact string
	forms group
	// senses are the unit's translations, by which synonyms are found in the glosses of a text.
	senses group
}

// focus takes a question apart into what it asks about. Question words, particles and words that any question may have
// (opinion, reason, …) are left out.
func (x *Index) focus(text string) []unit {
	folded := terms.Fold(terms.Content(text))
	f := focuser{translator: x.translate.in(text, folded), written: text, lang: corpus.DetectLang(text)}
	terms.Runs(folded, f.addHan, f.addWords)
	for i := range f.units {
		f.units[i].weight = x.rarity(f.units[i].own)
	}
	return f.units
}

type focuser struct {
	translator
	written string
	lang    corpus.Lang
	units   []unit
}

func (f *focuser) addHan(run string) {
	for run != "" {
		g, n := f.names.atHan(run)
		if n > 0 {
			f.units = append(f.units, unit{text: run[:n], name: !f.names.isConcept(run[:n]), own: g, foreign: g})
		} else {
			n = f.dict.LongestWord(run)
			f.addChinese(run[:n])
		}
		run = run[n:]
	}
}

func (f *focuser) addChinese(word string) {
	if terms.IsParticle(word) || terms.IsGeneric(word) || utf8.RuneCountInString(word) < 2 {
		return
	}
	senses := f.word(word)
	own, foreign := f.figures.orFormsOf(group{literal(word)}, word), f.figures.orFormsOf(senses, word)
	f.units = append(f.units, unit{text: word, own: own, foreign: foreign, senses: senses})
}

func (f *focuser) addWords(words []string) {
	for i := 0; i < len(words); {
		known, n := f.names.atWords(words[i:])
		name := strings.Join(words[i:i+n], " ")
		if exact := f.exactName(words[i:]); exact > max(n, 1) {
			f.addName(words[i : i+exact])
			i += exact
			continue
		}
		if n > 0 {
			f.units = append(f.units, unit{text: name, name: !f.names.isConcept(name), own: known, foreign: known})
		} else {
			f.addEnglish(words[i])
		}
		i += max(n, 1)
	}
}

// exactName returns how many words a name of several parts takes: one with a number behind it, such as llama 3 or
// gpt 3.5, or several capitalized words within a sentence, such as world cup.
func (f *focuser) exactName(words []string) int {
	if len(words) > 1 && isNumber(words[1]) && !isNumber(words[0]) && f.isCapitalized(words[0]) {
		return 2
	}
	n := 0
	for n < len(words) && f.lang == corpus.English && f.isName(words[n]) && !isNumber(words[n]) {
		n++
	}
	return n
}

// addName adds a name of several parts; a number in it tells one version from another.
func (f *focuser) addName(words []string) {
	name := strings.Join(words, " ")
	u := unit{text: name, name: true, own: group{literal(name)}, foreign: group{literal(name)}}
	if isNumber(words[len(words)-1]) {
		u.exact, u.forms = name, f.figures.orFormsOf(nil, words[0])
	}
	f.units = append(f.units, u)
}

func (f *focuser) addEnglish(word string) {
	if terms.IsStopWord(word) || terms.IsGeneric(word) {
		return
	}
	own := f.figures.orFormsOf(group{literal(word)}, word)
	isFigure := len(own) > 1
	// A word of another script is a name, and so is one with a capital within a sentence.
	if !isFigure && (f.lang == corpus.Chinese && !isNumber(word) || f.lang == corpus.English && f.isName(word)) {
		f.units = append(f.units, unit{text: word, name: true, own: own, foreign: own})
		return
	}
	senses := weighted(f.chinese([]string{word}))
	f.units = append(f.units, unit{text: word, own: own, foreign: slices.Concat(own, senses), senses: senses})
}

// isCapitalized reports whether the word, which is folded, is written with a capital somewhere in the question.
func (f *focuser) isCapitalized(word string) bool {
	for _, field := range strings.FieldsFunc(f.written, notOfWord) {
		if isIn(field, word) && strings.ContainsFunc(field, unicode.IsUpper) {
			return true
		}
	}
	return false
}

// isName reports whether the word has a capital elsewhere than at the beginning of the question.
func (f *focuser) isName(word string) bool {
	for i, field := range strings.FieldsFunc(f.written, notOfWord) {
		if !isIn(field, word) {
			continue
		}
		rest := field
		if i == 0 {
			rest = field[1:]
		}
		if strings.ContainsFunc(rest, unicode.IsUpper) {
			return true
		}
	}
	return false
}

// isIn reports whether a folded word is what a field of the question says, or the name of which it says the version.
func isIn(field, word string) bool { return strings.Contains(spaced(field), " "+word+" ") }

func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) || terms.IsHan(r) }

func isNumber(word string) bool { return word[0] >= '0' && word[0] <= '9' }

// cover adds to a reading how the passage covers a question's units.
func (x *Index) cover(units []unit, lang corpus.Lang, p *corpus.Passage, text *parsed, reading *rag.Reading) {
	var total, covered float64
	names, hasName, exacts, hasExact := false, false, false, false
	for _, u := range units {
		share := x.coverUnit(u, lang, p, text)
		if u.name {
			// In the other language a name that is not known by its name there may be in the text all the same.
			names = names || p.Lang == lang || len(u.foreign) > 1
			hasName = hasName || share > 0
			exacts = exacts || u.exact != ""
			hasExact = hasExact || u.exact != "" && share > 0
			continue
		}
		total += u.weight
		covered += share * u.weight
	}
	reading.Named, reading.Exact, reading.Content = hasName || !names, hasExact || !exacts, 1
	if total > 0 {
		reading.Content = covered / total
	}
}

func (x *Index) coverUnit(u unit, lang corpus.Lang, p *corpus.Passage, text *parsed) float64 {
	g := u.own
	if p.Lang != lang {
		g = u.foreign
	}
	switch {
	case u.exact != "":
		if u.standsIn(text.spaced, text.whole) {
			return 1
		}
		return 0
	case text.whole.covers(g):
		return 1
	case p.Lang == lang && x.hasSynonym(u, p):
		return synonymCover
	}
	return 0
}

// standsIn reports whether an exact name stands in a text as spaced makes it, with blanks between its parts or without, or
// one of its forms among the text's terms.
func (u unit) standsIn(joined string, c counts) bool {
	return strings.Contains(joined, " "+u.exact+" ") || strings.Contains(joined, " "+strings.ReplaceAll(u.exact, " ", "")+" ") ||
		c.covers(u.forms)
}

// namedIn reports whether a sentence has one of the names among the units; where there are exact ones, only these count.
func namedIn(units []unit, own bool, spaced string, c counts) bool {
	isExact := func(u unit) bool { return u.exact != "" }
	if slices.ContainsFunc(units, isExact) {
		isThere := func(u unit) bool { return u.exact != "" && u.standsIn(spaced, c) }
		return slices.ContainsFunc(units, isThere)
	}
	isThere := func(u unit) bool { return u.name && (own && c.covers(u.own) || !own && c.covers(u.foreign)) }
	return slices.ContainsFunc(units, isThere)
}

// hasSynonym reports whether a word of the passage has a translation in common with the unit.
func (x *Index) hasSynonym(u unit, p *corpus.Passage) bool {
	doc, known := x.numbers[p]
	if !known {
		return false
	}
	for _, m := range u.senses {
		if m.weight > characterWeight && x.rarity(group{m}) >= telling && x.glosses.has(m, doc) {
			return true
		}
	}
	return false
}

// has reports whether a document has every term of a member.
func (p *postings) has(m member, doc uint32) bool {
	for _, term := range m.terms {
		n, known := p.numbers[term]
		if !known || p.tf(n, doc) == 0 {
			return false
		}
	}
	return len(m.terms) > 0
}

// spaced is a text's folded tokens with blanks between and around them.
func spaced(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	terms.Tokens(terms.Fold(text), func(token terms.Token) {
		b.WriteString(token.Text)
		b.WriteByte(' ')
	})
	return b.String()
}

// rarity is how rare the commonest member of a group is in the dictionary, and of a phrase its rarest term.
func (x *Index) rarity(g group) float64 {
	least := math.Inf(1)
	for _, m := range g {
		rarest := 0.0
		for _, term := range m.terms {
			rarest = max(rarest, x.translate.dict.Rarity(term))
		}
		least = min(least, rarest)
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return least
}

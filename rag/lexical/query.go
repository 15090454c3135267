package lexical

import (
	"slices"
	"strings"
	"unicode"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// query is a question ready to be looked for.
type query struct {
	lang corpus.Lang
	// own is looked for in passages in the question's language: its terms, and of its names the other names.
	own []group
	// foreign is looked for in passages in the other language: its words by their translations.
	foreign []group
	// loose is foreign with every part of a translation counting on its own.
	loose []group
	// terms are looked for in the glosses of passages in the other language.
	terms []group
}

func (x *Index) compile(text string) query {
	folded := terms.Fold(text)
	return x.compileBy(x.translate.in(text, folded), text, folded)
}

// compileBy compiles a question that is folded too. What is for passages in the other language it leaves out where there
// are none.
func (x *Index) compileBy(t translator, text, folded string) query {
	q := query{lang: corpus.DetectLang(text), own: t.own(text, folded)}
	if !x.has(other(q.lang)) {
		return q
	}
	for _, term := range terms.Of(text) {
		q.terms = append(q.terms, t.figures.orForms(group{{terms: []string{term}, weight: 1}}, term))
	}
	q.foreign = t.groups(folded, other(q.lang))
	for _, g := range q.foreign {
		q.loose = append(q.loose, g.loosened())
	}
	return q
}

func other(lang corpus.Lang) corpus.Lang {
	if lang == corpus.Chinese {
		return corpus.English
	}
	return corpus.Chinese
}

// nameWeight is what a word counts that is written as a name, with a capital within a sentence.
const nameWeight = 1.2

// own returns each distinct term of a folded question as a group, with the normal form of the figure that it is part of, and
// for each name in the question a group of the other names.
func (t translator) own(written, folded string) []group {
	var list []group
	seen := make(map[string]bool)
	add := func(key string, g group) {
		if len(g) > 0 && !seen[key] {
			seen[key] = true
			list = append(list, g)
		}
	}
	capitals := capitalized(written)
	terms.Each(folded, func(term string) {
		weight := float32(1)
		if capitals[term] {
			weight = nameWeight
		}
		add(term, t.figures.orForms(group{{terms: []string{term}, weight: weight}}, term))
	})
	t.namesIn(folded, func(name string, g group) { add("name "+name, g.without(literal(name))) })
	return list
}

// capitalized returns the terms of the words that have a capital and do not begin the text.
func capitalized(text string) map[string]bool {
	list := make(map[string]bool)
	for i, word := range strings.FieldsFunc(text, notOfWord) {
		if i > 0 && unicode.IsUpper([]rune(word)[0]) {
			for _, term := range terms.Of(word) {
				list[term] = true
			}
		}
	}
	return list
}

// namesIn calls emit with each name of a folded text and its group.
func (t translator) namesIn(folded string, emit func(name string, g group)) {
	terms.Runs(folded, func(run string) {
		end := 0
		for i := range run {
			if g, n := t.names.atHan(run[i:]); i >= end && n > 0 {
				emit(run[i:i+n], g)
				end = i + n
			}
		}
	}, func(words []string) {
		for i := 0; i < len(words); {
			g, n := t.names.atWords(words[i:])
			if n > 0 {
				emit(strings.Join(words[i:i+n], " "), g)
			}
			i += max(n, 1)
		}
	})
}

// without returns the group less the members with m's terms.
func (g group) without(m member) group {
	isSame := func(other member) bool { return slices.Equal(other.terms, m.terms) }
	return slices.DeleteFunc(slices.Clone(g), isSame)
}

// loosened returns a group with each term of a member as a member of its own.
func (g group) loosened() group {
	var loose group
	seen := make(map[string]bool)
	for _, m := range g {
		for _, term := range m.terms {
			if !seen[term] {
				seen[term] = true
				loose = append(loose, member{terms: []string{term}, weight: 1})
			}
		}
	}
	return loose
}

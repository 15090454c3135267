package lexical

import "articlebot/rag/terms"

// formWeight is what a figure counts in normal form beside one of its words, which other figures have as well. From 1 to 2 it
// hardly matters on the sets of docs/quality.md, and more is worse.
const formWeight = 1.5

// figures has, of the terms that are part of a figure, the normal forms of the figure: of 3 and of 亿 in 3亿, 300000000.
type figures map[string][]string

func figuresIn(folded string) figures {
	list := make(figures)
	terms.EachFigure(folded, func(written, form string) {
		terms.Each(written, func(term string) { list[term] = append(list[term], form) })
	})
	return list
}

// orForms adds to a group for a term the normal forms of the figure that the term is part of. As members of its group they
// can be found in its stead, and a text that has the term but no such figure lacks nothing.
func (f figures) orForms(g group, term string) group {
	for _, form := range f[term] {
		g = g.with(member{terms: []string{form}, weight: formWeight})
	}
	return g
}

// orFormsOf is orForms for a folded word.
func (f figures) orFormsOf(g group, word string) group {
	if len(f) == 0 {
		return g
	}
	if said := termsOf(word); len(said) > 0 {
		return f.orForms(g, said[0])
	}
	return g
}

// eachTerm calls emit with the terms that folded text is found by: its index terms and the normal forms of its figures.
func eachTerm(folded string, emit func(term string)) {
	terms.Each(folded, emit)
	terms.EachFigure(folded, func(_, form string) { emit(form) })
}

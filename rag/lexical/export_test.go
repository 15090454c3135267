package lexical

import (
	"strings"

	"articlebot/rag"
	"articlebot/rag/terms"
)

// Without says which parts of the search are left out, to measure what each brings.
type Without struct {
	// Folding leaves the question as it is typed but for case; Pairs leaves out the pairs of Han characters.
	Folding, Pairs bool
	// Names leaves out the other names of a name, Translation the translated question, Glosses the glosses of the texts.
	Names, Translation, Glosses bool
}

// SearchWithout is Search without some of its parts.
func (x *Index) SearchWithout(text string, k int, w Without) []rag.Hit {
	q := x.compile(text)
	if w.Folding {
		q.own = nil
		for _, term := range unfoldedTerms(text) {
			q.own = append(q.own, group{{terms: []string{term}, weight: 1}})
		}
	}
	var own []group
	for _, g := range q.own {
		isPair := len(g) == 1 && len(g[0].terms) == 1 && len([]rune(g[0].terms[0])) == 2 && terms.IsHan([]rune(g[0].terms[0])[0])
		isName := len(g) > 1 || len(g[0].terms) > 1
		if w.Pairs && isPair || w.Names && isName {
			continue
		}
		own = append(own, g)
	}
	q.own = own
	if w.Names {
		bare := translator{dict: x.translate.dict, names: names{}}
		q.foreign = bare.groups(terms.Fold(text), other(q.lang))
	}
	if w.Translation {
		q.foreign, q.loose = nil, nil
	}
	if w.Glosses {
		q.terms = nil
	}
	if w.Translation && w.Glosses {
		// Without either all that is left is to look for the question as it is.
		q.lang = other(q.lang)
	}
	return x.search(q, k)
}

// unfoldedTerms are the terms of a text that is only put into lower case.
func unfoldedTerms(text string) []string {
	var list []string
	seen := make(map[string]bool)
	terms.Each(strings.ToLower(text), func(term string) {
		if !seen[term] {
			seen[term] = true
			list = append(list, term)
		}
	})
	return list
}

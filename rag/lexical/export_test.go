package lexical

import (
	"slices"
	"strings"

	"articlebot/rag"
	"articlebot/rag/terms"
)

// Without says which parts of the search are left out, to measure what each brings.
type Without struct {
	// Folding leaves the question as it is typed but for case; Pairs leaves out the pairs of Han characters.
	Folding, Pairs bool
	// Names leaves out the other names of a name, Figures the normal forms of figures, Translation the translated question,
	// Glosses the glosses of the texts.
	Names, Figures, Translation, Glosses bool
}

// SearchWithout is Search without some of its parts.
func (x *Index) SearchWithout(text string, k int, w Without) []rag.Hit {
	folded := terms.Fold(text)
	t := x.translate.in(text, folded)
	if w.Names {
		t.names = names{}
	}
	if w.Figures {
		t.figures = nil
	}
	q := x.compileBy(t, text, folded)
	if w.Folding {
		q.own = nil
		for _, term := range unfoldedTerms(text) {
			q.own = append(q.own, group{{terms: []string{term}, weight: 1}})
		}
	}
	if w.Pairs {
		q.own = slices.DeleteFunc(q.own, isPair)
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

// isPair reports whether a group is for a pair of Han characters.
func isPair(g group) bool {
	runes := []rune(g[0].terms[0])
	return len(g[0].terms) == 1 && len(runes) == 2 && terms.IsHan(runes[0])
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

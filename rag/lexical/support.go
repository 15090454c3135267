package lexical

import (
	"strings"
	"sync"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/terms"
)

// minNamePart is the length from which a part of a name of several words tells whom it means, in bytes.
const minNamePart = 3

// claim is a statement that is held against passages. What it takes to read it is done once, when first needed.
type claim struct {
	index        *Index
	lang         corpus.Lang
	own, foreign func() weightedGroups
	// names are those that may be looked for in passages, and unheard those that stand nowhere.
	names   func() []unit
	unheard func() []string
}

// Claim takes a statement apart, to be held against passages by one goroutine.
func (x *Index) Claim(text string) rag.Claim {
	folded := terms.Fold(text)
	t := x.translate.in(text, folded)
	c := &claim{index: x, lang: corpus.DetectLang(text)}
	weigh := func(groups func() []group) func() weightedGroups {
		return sync.OnceValue(func() weightedGroups {
			s := x.scratch.Get().(*scratch)
			defer x.release(s)
			return x.weigh(groups(), s)
		})
	}
	c.own = weigh(func() []group { return t.own(text, folded) })
	c.foreign = weigh(func() []group { return t.groups(folded, other(c.lang)) })
	c.names = sync.OnceValue(func() []unit { return x.namesOf(text) })
	c.unheard = sync.OnceValue(func() []string { return x.unheard(text) })
	return c
}

// Coverage is the greater of the shares that the passages in the claim's language and those in the other one have
// together; it is 1 for a claim without words that count.
func (c *claim) Coverage(passages []*corpus.Passage) float64 {
	own, foreign := split(passages, c.lang)
	covered := 0.0
	if len(own) > 0 {
		covered = c.index.jointCoverage(c.own(), own)
	}
	if len(foreign) > 0 {
		covered = max(covered, c.index.jointCoverage(c.foreign(), foreign))
	}
	return covered
}

// worthAdding is the share of a claim's weight that one more sentence must cover.
const worthAdding = 0.1

// Sentences covers what the passages have of the claim with few sentences.
func (c *claim) Sentences(passages []*corpus.Passage) []string {
	own, foreign := split(passages, c.lang)
	var chosen []string
	if len(own) > 0 {
		chosen = c.index.covering(c.own(), own)
	}
	if len(foreign) > 0 {
		chosen = append(chosen, c.index.covering(c.foreign(), foreign)...)
	}
	return chosen
}

// covering takes the sentence that covers most of the groups, and again of those that are left, until one more covers
// too little. Without groups it takes them all.
func (x *Index) covering(w weightedGroups, passages []*corpus.Passage) []string {
	if w.total == 0 {
		return allSentences(passages)
	}
	var chosen []string
	covered := make([]bool, len(w.groups))
	for {
		best, text, most := counts{}, "", 0.0
		for _, p := range passages {
			for i, sentence := range x.parser.parse(p).sentences {
				if gain := w.gain(sentence, covered); gain > most {
					best, text, most = sentence, p.Sentences[i], gain
				}
			}
		}
		if most == 0 || len(chosen) > 0 && most < worthAdding*w.total {
			return chosen
		}
		chosen = append(chosen, text)
		for i, g := range w.groups {
			covered[i] = covered[i] || best.covers(g)
		}
	}
}

func allSentences(passages []*corpus.Passage) []string {
	var list []string
	for _, p := range passages {
		list = append(list, p.Sentences...)
	}
	return list
}

// gain is the weight of the groups that a text covers beside those that are covered.
func (w weightedGroups) gain(c counts, covered []bool) float64 {
	sum := 0.0
	for i, g := range w.groups {
		if !covered[i] && c.covers(g) {
			sum += w.weights[i]
		}
	}
	return sum
}

// Missing returns the names that none of the passages has. Across languages, a name that no table knows says nothing,
// unless it is a Latin one, which an English text has as it is.
func (c *claim) Missing(passages []*corpus.Passage) []string {
	own, foreign := split(passages, c.lang)
	var missing []string
	for _, u := range c.names() {
		isTelling := len(foreign) == 0 || len(u.foreign) > 1 || c.lang == corpus.Chinese
		if isTelling && !c.index.hasName(u, own, true) && !c.index.hasName(u, foreign, false) {
			missing = append(missing, u.text)
		}
	}
	if len(foreign) == 0 {
		missing = append(missing, c.unheard()...)
	}
	return missing
}

// split parts passages into those in a language and the others.
func split(passages []*corpus.Passage, lang corpus.Lang) (own, foreign []*corpus.Passage) {
	for _, p := range passages {
		if p.Lang == lang {
			own = append(own, p)
		} else {
			foreign = append(foreign, p)
		}
	}
	return own, foreign
}

// jointCoverage is the share of the groups' weight that stands in any of the passages.
func (x *Index) jointCoverage(w weightedGroups, passages []*corpus.Passage) float64 {
	covered := 0.0
	for i, g := range w.groups {
		for _, p := range passages {
			if x.parser.parse(p).whole.covers(g) {
				covered += w.weights[i]
				break
			}
		}
	}
	if w.total == 0 {
		return 1
	}
	return covered / w.total
}

func (x *Index) hasName(u unit, passages []*corpus.Passage, own bool) bool {
	g := u.foreign
	if own {
		g = u.own
	}
	for _, p := range passages {
		text := x.parser.parse(p)
		switch {
		case u.exact != "" && strings.Contains(text.spaced, " "+strings.TrimRight(u.exact, numerals)+" "):
			return true
		case u.exact == "" && (text.whole.covers(g) || hasPart(text.whole, g)):
			return true
		}
	}
	return false
}

// numerals are what ends a name with the number of a version. The number is a figure, which is looked for elsewhere.
const numerals = " .0123456789"

// hasPart reports whether a text has a telling part of a name of several words, such as the family name alone.
func hasPart(c counts, g group) bool {
	for _, m := range g {
		for _, term := range m.terms {
			if len(m.terms) > 1 && len(term) >= minNamePart && !strings.ContainsFunc(term, terms.IsHan) && c.terms[term] > 0 {
				return true
			}
		}
	}
	return false
}

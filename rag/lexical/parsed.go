package lexical

import (
	"sync"
	"sync/atomic"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// maxParsed is how many passages are kept taken apart: those of the articles that are asked about most, at some 10 kB each.
const maxParsed = 1000

// parsed is a passage taken apart for close reading.
type parsed struct {
	whole     counts
	sentences []counts
	// spaced and spacedSentences are the texts as function spaced makes them.
	spaced          string
	spacedSentences []string
}

// parser takes passages apart and keeps the first maxParsed of them.
type parser struct {
	kept sync.Map // of *corpus.Passage, its *parsed
	size atomic.Int32
}

func (k *parser) parse(p *corpus.Passage) *parsed {
	if kept, found := k.kept.Load(p); found {
		return kept.(*parsed)
	}
	made := &parsed{whole: count(p.Searchable()), spaced: spaced(p.Searchable())}
	for _, sentence := range p.Sentences {
		made.sentences = append(made.sentences, count(sentence))
		made.spacedSentences = append(made.spacedSentences, spaced(sentence))
	}
	if k.size.Add(1) <= maxParsed {
		k.kept.Store(p, made)
	}
	return made
}

// counts is a text's terms with how often each occurs.
type counts struct {
	terms  map[string]float32
	length float64
}

func count(text string) counts {
	c := counts{terms: make(map[string]float32)}
	eachTerm(terms.Fold(text), func(term string) {
		c.terms[term]++
		c.length++
	})
	return c
}

// has is how often a text has a member: as often as its rarest term.
func (c counts) has(m member) float32 {
	if len(m.terms) == 0 {
		return 0
	}
	least := c.terms[m.terms[0]]
	for _, term := range m.terms[1:] {
		least = min(least, c.terms[term])
	}
	return least
}

// tf is how often a text has a group: the sum over its members.
func (c counts) tf(g group) float64 {
	var sum float32
	for _, m := range g {
		sum += m.weight * c.has(m)
	}
	return float64(sum)
}

// covers reports whether a text has a group by a member that tells something: a translation of a single character does
// not, it stands in too many words.
func (c counts) covers(g group) bool {
	for _, m := range g {
		if m.weight > characterWeight && c.has(m) > 0 {
			return true
		}
	}
	return false
}

package lexical

import (
	"math"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/terms"
)

// Read reports how much of the query each passage covers and how well each of its sentences matches. What no passage has
// weighs most, which is what tells a question about something else.
func (x *Index) Read(text string, passages []*corpus.Passage) []rag.Reading {
	q := x.compile(text)
	s := x.scratch.Get().(*scratch)
	defer x.release(s)
	own, foreign := x.weigh(q.own, s), x.weigh(q.foreign, s)
	own.own = true
	units := x.focus(text)
	readings := make([]rag.Reading, len(passages))
	for i, p := range passages {
		w := own
		if p.Lang != q.lang {
			w = foreign
		}
		whole := count(p.Searchable())
		readings[i] = x.read(w, units, p, whole)
		x.cover(units, q.lang, p, whole, &readings[i])
	}
	return readings
}

// backgroundWeight is the weight of a term's rarity in the dictionary beside its idf in the index, which few passages make
// a poor guess. Off-topic questions are told best at 0.2 to 1: see docs/quality.md.
const backgroundWeight = 0.5

// weightedGroups is a query's groups with the weight of each.
type weightedGroups struct {
	groups  []group
	weights []float64
	total   float64
	// own tells that the groups are for passages in the query's language.
	own bool
}

func (x *Index) weigh(groups []group, s *scratch) weightedGroups {
	w := weightedGroups{groups: groups, weights: make([]float64, len(groups))}
	for i, g := range groups {
		for _, m := range g {
			x.text.gather(m, s)
		}
		w.weights[i] = x.text.idf(len(s.touched))*math.Pow(float64(len(g)), -breadthStrict) + backgroundWeight*x.rarity(g)
		w.total += w.weights[i]
		s.forget()
	}
	return w
}

func (x *Index) read(w weightedGroups, units []unit, p *corpus.Passage, whole counts) rag.Reading {
	reading := rag.Reading{Sentences: make([]float64, len(p.Sentences)), Names: make([]bool, len(p.Sentences))}
	if w.total == 0 {
		return reading
	}
	reading.Score = w.score(whole, lengthNorm(whole.length, x.text.average))
	for i, g := range w.groups {
		if whole.covers(g) {
			reading.Coverage += w.weights[i] / w.total
		}
	}
	for i, sentence := range p.Sentences {
		c := count(sentence)
		reading.Sentences[i] = w.score(c, sentenceNorm(c.length, x.sentence))
		reading.Names[i] = namedIn(units, w.own, sentence, c)
	}
	return reading
}

// counts is a text's terms with how often each occurs.
type counts struct {
	terms  map[string]float64
	length float64
}

func count(text string) counts {
	c := counts{terms: make(map[string]float64)}
	terms.Each(terms.Fold(text), func(term string) {
		c.terms[term]++
		c.length++
	})
	return c
}

// tf is how often a text has a group: the sum over its members, each as often as its rarest term.
func (c counts) tf(g group) float64 {
	var sum float64
	for _, m := range g {
		least := math.Inf(1)
		for _, term := range m.terms {
			least = min(least, c.terms[term])
		}
		if len(m.terms) > 0 {
			sum += float64(m.weight) * least
		}
	}
	return sum
}

// covers reports whether a text has a group by a member that tells something: a translation of a single character does
// not, it stands in too many words.
func (c counts) covers(g group) bool {
	for _, m := range g {
		if m.weight > characterWeight && c.tf(group{m}) > 0 {
			return true
		}
	}
	return false
}

// sentenceNorm is lengthNorm at the values that suit sentences, whose lengths differ more than those of passages.
func sentenceNorm(length, average float64) float64 { return 1.2 * (0.25 + 0.75*length/average) }

// score is the BM25 of a text with that length norm.
func (w weightedGroups) score(c counts, norm float64) float64 {
	var sum float64
	for i, g := range w.groups {
		if tf := c.tf(g); tf > 0 {
			sum += w.weights[i] * tf * (k1 + 1) / (tf + norm)
		}
	}
	return sum
}

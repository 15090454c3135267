package lexical

import (
	"math"

	"articlebot/corpus"
	"articlebot/rag"
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
		text := x.parser.parse(p)
		readings[i] = x.read(w, units, text)
		x.cover(units, q.lang, p, text, &readings[i])
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

func (x *Index) read(w weightedGroups, units []unit, text *parsed) rag.Reading {
	n := len(text.sentences)
	reading := rag.Reading{Sentences: make([]float64, n), Names: make([]bool, n)}
	if w.total == 0 {
		return reading
	}
	reading.Score = w.score(text.whole, lengthNorm(text.whole.length, x.text.average))
	for i, g := range w.groups {
		if text.whole.covers(g) {
			reading.Coverage += w.weights[i] / w.total
		}
	}
	for i, c := range text.sentences {
		reading.Sentences[i] = w.score(c, sentenceNorm(c.length, x.sentence))
		reading.Names[i] = namedIn(units, w.own, text.spacedSentences[i], c)
	}
	return reading
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

package lexical

import (
	"math"
	"slices"

	"articlebot/rag/terms"
)

// A group is discounted by this power of its size, so that a word with many translations does not outweigh one that has
// few; more where the parts of its phrases count on their own. Measured on the sets of docs/quality.md.
const (
	breadthStrict = 0.2
	breadthLoose  = 0.5
)

// member is one way to say what a group means. A member of several terms is a phrase; it stands in a text as often as
// the rarest of them, which is near enough to finding it as a whole.
type member struct {
	terms  []string
	weight float32
}

// group is a set of ways to say one thing, which are counted as if they were one term: synonyms in the manner of Pirkola,
// "The Effects of Query Structure and Dictionary Setups in Dictionary-Based Cross-Language Information Retrieval", 1998.
type group []member

// termsOf returns the terms by which a folded phrase is found: of a run of Han the pairs of characters, or its single
// character, and of English the stemmed words.
func termsOf(phrase string) []string {
	var list []string
	terms.Tokens(phrase, func(token terms.Token) {
		switch {
		case !token.Han && !terms.IsStopWord(token.Text):
			list = append(list, terms.Stem(token.Text))
		case token.Han:
			list = append(list, pairs(token.Text)...)
		}
	})
	return list
}

func pairs(run string) []string {
	characters := []rune(run)
	if len(characters) == 1 {
		return []string{run}
	}
	list := make([]string, len(characters)-1)
	for i := range list {
		list[i] = string(characters[i : i+2])
	}
	return list
}

// addTerm gives every document that holds term t its part of the score.
func (p *postings) addTerm(scores []float32, t uint32, weight float32) {
	docs, tfs := p.list(t)
	weight *= float32(p.idf(len(docs))) * (k1 + 1)
	for i, doc := range docs {
		tf := float32(tfs[i])
		scores[doc] += weight * tf / (tf + p.norm[doc])
	}
}

// addGroup gives every document that holds a member of the group its part of the score.
func (p *postings) addGroup(scores []float32, g group, breadth float64, s *scratch) {
	if len(g) == 1 && len(g[0].terms) == 1 {
		if t, known := p.numbers[g[0].terms[0]]; known {
			p.addTerm(scores, t, g[0].weight)
		}
		return
	}
	for _, m := range g {
		p.gather(m, s)
	}
	weight := float32(p.idf(len(s.touched))*math.Pow(float64(len(g)), -breadth)) * (k1 + 1)
	for _, doc := range s.touched {
		tf := s.tfs[doc]
		scores[doc] += weight * tf / (tf + p.norm[doc])
	}
	s.forget()
}

// gather adds to the scratch how often each document holds the member.
func (p *postings) gather(m member, s *scratch) {
	numbers := make([]uint32, 0, 8)
	for _, term := range m.terms {
		n, known := p.numbers[term]
		if !known {
			return
		}
		numbers = append(numbers, n)
	}
	if len(numbers) == 0 {
		return
	}
	rarest := slices.MinFunc(numbers, func(x, y uint32) int { return p.frequency(x) - p.frequency(y) })
	docs, tfs := p.list(rarest)
	for i, doc := range docs {
		tf := tfs[i]
		for _, n := range numbers {
			if n != rarest {
				tf = min(tf, p.tf(n, doc))
			}
		}
		if tf == 0 {
			continue
		}
		if s.tfs[doc] == 0 {
			s.touched = append(s.touched, doc)
		}
		s.tfs[doc] += m.weight * float32(tf)
	}
}

func (p *postings) frequency(t uint32) int { return int(p.start[t+1] - p.start[t]) }

// tf returns how often a document holds term t.
func (p *postings) tf(t, doc uint32) uint8 {
	docs, tfs := p.list(t)
	if i, found := slices.BinarySearch(docs, doc); found {
		return tfs[i]
	}
	return 0
}

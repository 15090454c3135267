package lexical

import (
	"math"

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
	l := p.list(t)
	weight *= float32(p.idf(len(l.docs))) * (k1 + 1)
	for i, doc := range l.docs {
		tf := float32(l.tfs[i])
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
	tfs, norm := s.tfs, p.norm
	for _, doc := range s.touched {
		tf := tfs[doc]
		scores[doc] += weight * tf / (tf + norm[doc])
	}
	s.forget()
}

// gather adds to the scratch how often each document holds the member.
func (p *postings) gather(m member, s *scratch) {
	l, others, known := p.listsOf(m, s.lists[:0])
	s.lists = others
	if !known {
		return
	}
	if len(others) == 0 {
		s.count(l, m.weight)
		return
	}
	for i, doc := range l.docs {
		tf := l.tfs[i]
		for j := range others {
			tf = min(tf, others[j].advance(doc))
		}
		if tf > 0 {
			if s.tfs[doc] == 0 {
				s.touched = append(s.touched, doc)
			}
			s.tfs[doc] += m.weight * float32(tf)
		}
	}
}

// count adds to the scratch how often each document of the list holds a member. It writes every document behind those
// touched and keeps the new ones by moving on, since a branch on which are new would be mispredicted too often.
func (s *scratch) count(l list, weight float32) {
	tfs, counts := s.tfs, l.tfs[:len(l.docs)]
	n, touched := len(s.touched), s.touched[:cap(s.touched)]
	for i, doc := range l.docs {
		before := tfs[doc]
		tfs[doc] = before + weight*float32(counts[i])
		touched[n] = doc
		if before == 0 {
			n++
		}
	}
	s.touched = touched[:n]
}

// listsOf returns the shortest list of a member's terms, and the others in the space given; false when a term has none.
func (p *postings) listsOf(m member, space []list) (rarest list, others []list, known bool) {
	for i, term := range m.terms {
		n, found := p.numbers[term]
		if !found {
			return list{}, space, false
		}
		next := p.list(n)
		if i == 0 {
			rarest = next
			continue
		}
		if len(next.docs) < len(rarest.docs) {
			next, rarest = rarest, next
		}
		space = append(space, next)
	}
	return rarest, space, len(m.terms) > 0
}

// tf returns how often a document holds term t.
func (p *postings) tf(t, doc uint32) uint8 {
	l := p.list(t)
	return l.advance(doc)
}

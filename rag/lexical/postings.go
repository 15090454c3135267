package lexical

import (
	"math"
	"slices"
	"strings"
)

// Parameters of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). Of k1 from 0.8
// to 1.6 and b from 0.3 to 0.75 these are best over the sets of docs/quality.md; all are within a point of each other.
const (
	k1 = 1.0
	b  = 0.5
)

// postings is an inverted index: of each term, the documents that hold it.
type postings struct {
	size    int               // how many documents there are
	numbers map[string]uint32 // of a term, its number
	// Term t stands in docs[start[t]:start[t+1]], in ascending order, and as often as tfs says beside.
	start []uint32
	docs  []uint32
	tfs   []uint8
	// norm is the length part of BM25's denominator, by document.
	norm []float32
	// average is the mean length of a document in terms.
	average float64
}

// bag holds a document's distinct terms by number, how often each occurs (at most 255), and how many terms there are.
type bag struct {
	terms  []uint32
	tfs    []uint8
	length int
}

// builder collects the bags of documents.
type builder struct {
	numbers map[string]uint32
	bags    []bag
	// place is, for the term of a number, where it stands in the bag that is being filled, plus one; filled lists the
	// terms whose place is set.
	place  []uint32
	filled []uint32
}

func newBuilder(size int) *builder {
	return &builder{numbers: make(map[string]uint32), bags: make([]bag, 0, size)}
}

// number returns the term's number, giving it one at first sight.
func (w *builder) number(term string) uint32 {
	n, known := w.numbers[term]
	if !known {
		n = uint32(len(w.numbers))
		w.numbers[strings.Clone(term)] = n
		w.place = append(w.place, 0)
	}
	return n
}

// begin starts the next document.
func (w *builder) begin() {
	w.bags = append(w.bags, bag{})
	for _, n := range w.filled {
		w.place[n] = 0
	}
	w.filled = w.filled[:0]
}

// add counts a term, by number, in the document begun last.
func (w *builder) add(n uint32) {
	current := &w.bags[len(w.bags)-1]
	current.length++
	at := w.place[n]
	if at == 0 {
		current.terms = append(current.terms, n)
		current.tfs = append(current.tfs, 1)
		w.place[n] = uint32(len(current.terms))
		w.filled = append(w.filled, n)
	} else if current.tfs[at-1] < math.MaxUint8 {
		current.tfs[at-1]++
	}
}

// build lays the postings out term by term.
func (w *builder) build() *postings {
	p := &postings{size: len(w.bags), numbers: w.numbers, start: make([]uint32, len(w.numbers)+1), norm: make([]float32, len(w.bags))}
	total := 0
	for _, bg := range w.bags {
		total += bg.length
		for _, t := range bg.terms {
			p.start[t+1]++
		}
	}
	for t := range len(w.numbers) {
		p.start[t+1] += p.start[t]
	}
	p.average = float64(max(total, 1)) / float64(max(len(w.bags), 1))
	p.docs = make([]uint32, p.start[len(p.start)-1])
	p.tfs = make([]uint8, len(p.docs))
	next := slices.Clone(p.start)
	for doc, bg := range w.bags {
		p.norm[doc] = float32(lengthNorm(float64(bg.length), p.average))
		for i, t := range bg.terms {
			p.docs[next[t]], p.tfs[next[t]] = uint32(doc), bg.tfs[i]
			next[t]++
		}
	}
	return p
}

// lengthNorm is the part of BM25's denominator that grows with a document's length.
func lengthNorm(length, average float64) float64 { return k1 * (1 - b + b*length/average) }

// list is what is left to read of the documents that hold a term, in ascending order, and how often each does.
type list struct {
	docs []uint32
	tfs  []uint8
}

func (p *postings) list(t uint32) list {
	from, to := p.start[t], p.start[t+1]
	return list{docs: p.docs[from:to], tfs: p.tfs[from:to]}
}

// advance goes on to the first document that is not before doc, and returns how often doc itself holds the term. It takes
// steps of doubling size before it searches what the last one passed over, since the next document is mostly near.
func (l *list) advance(doc uint32) uint8 {
	step := 1
	for step < len(l.docs) && l.docs[step] < doc {
		step *= 2
	}
	from := step / 2
	at, found := slices.BinarySearch(l.docs[from:min(step+1, len(l.docs))], doc)
	l.docs, l.tfs = l.docs[from+at:], l.tfs[from+at:]
	if !found {
		return 0
	}
	return l.tfs[0]
}

// idf is Lucene's variant of the inverse document frequency, which is never negative, for a term in frequency documents.
func (p *postings) idf(frequency int) float64 {
	return math.Log(1 + (float64(p.size-frequency)+0.5)/(float64(frequency)+0.5))
}

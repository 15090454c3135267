package lexical

import "slices"

// best keeps the k best documents seen so far in a heap whose root is the worst of them, so that choosing k of n takes
// n·log k steps at most, and mostly one look each.
type best struct {
	scores []float32
	docs   []uint32
	limit  int
}

// worse reports whether document a comes behind b: it has a lower score, or the same and stands later.
func (h *best) worse(a, b uint32) bool {
	if h.scores[a] != h.scores[b] {
		return h.scores[a] < h.scores[b]
	}
	return a > b
}

// offer takes a document in if it is among the best so far.
func (h *best) offer(doc uint32) {
	if len(h.docs) < h.limit {
		h.docs = append(h.docs, doc)
		for at := len(h.docs) - 1; at > 0 && h.worse(h.docs[at], h.docs[(at-1)/2]); at = (at - 1) / 2 {
			h.docs[at], h.docs[(at-1)/2] = h.docs[(at-1)/2], h.docs[at]
		}
		return
	}
	if h.limit == 0 || h.worse(doc, h.docs[0]) {
		return
	}
	h.docs[0] = doc
	for at := 0; ; {
		least := at
		for child := 2*at + 1; child <= 2*at+2 && child < len(h.docs); child++ {
			if h.worse(h.docs[child], h.docs[least]) {
				least = child
			}
		}
		if least == at {
			return
		}
		h.docs[at], h.docs[least] = h.docs[least], h.docs[at]
		at = least
	}
}

// sorted returns the documents, best first.
func (h *best) sorted() []uint32 {
	slices.SortFunc(h.docs, func(a, b uint32) int {
		if h.worse(b, a) {
			return -1
		}
		return 1
	})
	return h.docs
}

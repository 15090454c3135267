package lexical

import (
	"math"
	"slices"
)

// ranked is a document with its positive score in one number that is the lower the better: as positive numbers order by
// their bits, the score's stand inverted before the document's number, which breaks ties.
type ranked uint64

func rank(score float32, doc int) ranked {
	return ranked(^math.Float32bits(score))<<32 | ranked(doc)
}

func (r ranked) doc() uint32    { return uint32(r) }
func (r ranked) score() float32 { return math.Float32frombits(^uint32(r >> 32)) }

// bestOf returns the k best documents with a positive score, best first. It gathers twice as many, goes on with the better
// half, and passes over what cannot be in it, so that most documents take one look.
func bestOf(scores []float32, k int) []ranked {
	if k = min(k, len(scores)); k < 1 {
		return nil
	}
	found := make([]ranked, 0, 2*k)
	var floor float32
	for doc, score := range scores {
		if score <= floor {
			continue
		}
		if found = append(found, rank(score, doc)); len(found) == 2*k {
			slices.Sort(found)
			found = found[:k]
			floor = found[k-1].score()
		}
	}
	slices.Sort(found)
	return found[:min(k, len(found))]
}

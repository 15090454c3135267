package rag

import (
	"cmp"
	"slices"

	"articlebot/corpus"
)

// Evidence is a passage that bears on a question.
type Evidence struct {
	Passage *corpus.Passage
	// Score is the fused score, by which evidence is ranked: 1 for the best of the lexical leg, and up to the vector leg's
	// weight more.
	Score float64
	// Legs says how each leg that found the passage saw it.
	Legs []LegScore
	// Reading is the close reading of the passage by the lexical leg.
	Reading Reading
}

// LegScore is the rank, from 1, and the score that a leg gave a passage.
type LegScore struct {
	Leg   string  `json:"leg"`
	Rank  int     `json:"rank"`
	Score float64 `json:"score"`
}

// ranking is one leg's result, best first, with the weight of its vote. The floor is the score of what has nothing in
// common with the question.
type ranking struct {
	leg    string
	weight float64
	floor  float64
	hits   []Hit
}

// vote is the weight in proportion to where a hit's score stands between the floor and the best.
func (r ranking) vote(hit Hit) float64 {
	span := r.hits[0].Score - r.floor
	if span <= 0 {
		return r.weight
	}
	return r.weight * (hit.Score - r.floor) / span
}

// fuse adds up the legs' votes; ties keep the order of the first ranking. Scores tell what ranks hide: whether the best hit
// is far ahead or one of many (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023).
func fuse(rankings []ranking, k int) []Evidence {
	var fused []Evidence
	at := make(map[*corpus.Passage]int)
	for _, r := range rankings {
		for i, hit := range r.hits {
			place, seen := at[hit.Passage]
			if !seen {
				place = len(fused)
				at[hit.Passage] = place
				fused = append(fused, Evidence{Passage: hit.Passage})
			}
			fused[place].Score += r.vote(hit)
			fused[place].Legs = append(fused[place].Legs, LegScore{Leg: r.leg, Rank: i + 1, Score: hit.Score})
		}
	}
	slices.SortStableFunc(fused, func(a, b Evidence) int { return cmp.Compare(b.Score, a.Score) })
	return fused[:max(0, min(k, len(fused)))]
}

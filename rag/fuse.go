package rag

import (
	"cmp"
	"slices"

	"articlebot/corpus"
)

// rankConstant is k of reciprocal rank fusion (Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet
// and Individual Rank Learning Methods", 2009).
const rankConstant = 60

// Evidence is a passage that bears on a question.
type Evidence struct {
	Passage *corpus.Passage
	// Score is the fused score, by which evidence is ranked.
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

// ranking is one leg's result with the weight of its ranks.
type ranking struct {
	leg    string
	weight float64
	hits   []Hit
}

// fuse joins rankings by weighted reciprocal rank; ties keep the order of the first ranking.
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
			fused[place].Score += r.weight / float64(rankConstant+i+1)
			fused[place].Legs = append(fused[place].Legs, LegScore{Leg: r.leg, Rank: i + 1, Score: hit.Score})
		}
	}
	slices.SortStableFunc(fused, func(a, b Evidence) int { return cmp.Compare(b.Score, a.Score) })
	return fused[:max(0, min(k, len(fused)))]
}

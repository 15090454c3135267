package eval

import (
	"context"
	"fmt"
	"io"
	"math"
	"time"
)

// depth is how many passages of a ranking are looked at, and written to a run file.
const depth = 100

// Ranker returns the IDs of at most k passages for a query, best first.
type Ranker func(ctx context.Context, query string, k int) ([]string, error)

// Ranking is how well one leg, or all together, rank a set; the shares are in percent.
type Ranking struct {
	Leg     string  `json:"leg"`
	Queries int     `json:"queries"`
	Recall1 float64 `json:"r@1"`
	Recall3 float64 `json:"r@3"`
	Recall5 float64 `json:"r@5"`
	// Recall4 and Recall10 are also called Hits@4 and Hits@10 where a query has several relevant passages.
	Recall4  float64 `json:"r@4"`
	Recall10 float64 `json:"r@10"`
	MRR10    float64 `json:"mrr@10"`
	NDCG10   float64 `json:"ndcg@10"`
	// All4 and All10 are the shares of queries with all their relevant passages among the first 4 and 10.
	All4  float64 `json:"all@4"`
	All10 float64 `json:"all@10"`
	// Milliseconds is the mean time of a query.
	Milliseconds float64 `json:"ms_per_query"`
}

// Rank measures a ranker on a set. Where run is not nil, it gets the ranking in TREC's format, 100 deep.
func Rank(ctx context.Context, set Set, leg string, rank Ranker, run io.Writer) (Ranking, error) {
	r := Ranking{Leg: leg, Queries: len(set.Queries)}
	var spent time.Duration
	for _, q := range set.Queries {
		start := time.Now()
		ids, err := rank(ctx, q.Text, depth)
		spent += time.Since(start)
		if err != nil {
			return Ranking{}, fmt.Errorf("ranking query %s: %w", q.ID, err)
		}
		r.add(q, ids)
		if run == nil {
			continue
		}
		for i, id := range ids {
			if _, err := fmt.Fprintf(run, "%s Q0 %s %d %.6f articlebot\n", q.ID, id, i+1, 1/float64(i+1)); err != nil {
				return Ranking{}, fmt.Errorf("writing the run: %w", err)
			}
		}
	}
	r.average()
	r.Milliseconds = spent.Seconds() * 1000 / float64(r.Queries)
	return r, nil
}

// add counts one query's ranking.
func (r *Ranking) add(q Query, ids []string) {
	relevant := float64(len(q.Relevant))
	found := func(k int) float64 {
		n := 0.0
		for _, id := range ids[:min(k, len(ids))] {
			if q.Relevant[id] {
				n++
			}
		}
		return n
	}
	for k, sum := range map[int]*float64{1: &r.Recall1, 3: &r.Recall3, 4: &r.Recall4, 5: &r.Recall5, 10: &r.Recall10} {
		*sum += found(k) / relevant
	}
	if found(4) == relevant {
		r.All4++
	}
	if found(10) == relevant {
		r.All10++
	}
	var gain, ideal float64
	first := true
	for i, id := range ids[:min(10, len(ids))] {
		if !q.Relevant[id] {
			continue
		}
		gain += discount(i)
		if first {
			r.MRR10 += 1 / float64(i+1)
			first = false
		}
	}
	for i := range min(10, len(q.Relevant)) {
		ideal += discount(i)
	}
	r.NDCG10 += gain / ideal
}

// discount is nDCG's weight of the place i, from 0 (Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR
// Techniques", 2002).
func discount(i int) float64 { return 1 / math.Log2(float64(i)+2) }

func (r *Ranking) average() {
	for _, sum := range []*float64{&r.Recall1, &r.Recall3, &r.Recall4, &r.Recall5, &r.Recall10, &r.MRR10, &r.NDCG10, &r.All4, &r.All10} {
		*sum = 100 * *sum / float64(r.Queries)
	}
}

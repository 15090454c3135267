package rag

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"articlebot/corpus"
)

const (
	// evidenceSize is how many passages bear on a question at most, and how many of each leg are fused for them.
	evidenceSize = 8
	legDepth     = 100
	// sideSize is how many passages each side of a comparison is answered from.
	sideSize = 8
	// denseWait is how long a search waits for the vector leg, whose server may be silent.
	denseWait = 10 * time.Second
)

// found is what retrieval brings: evidence for the whole question, and for each side of a comparison.
type found struct {
	evidence []Evidence
	sides    []side
	// topic is what a follow-up turns to.
	topic side
}

// all is the evidence of the whole question and of the sides; a passage may come more than once.
func (f found) all() []Evidence {
	all := slices.Clone(f.evidence)
	for _, s := range f.sides {
		all = append(all, s.evidence...)
	}
	return all
}

// inTurn is all evidence, the sides of a comparison taking turns before the rest.
func (f found) inTurn() []Evidence {
	var sides [][]Evidence
	for _, s := range f.sides {
		sides = append(sides, s.evidence)
	}
	return inTurn(sides, f.evidence, math.MaxInt)
}

func (e *Engine) retrieve(ctx context.Context, a analysis) (found, error) {
	var f found
	var err error
	if f.evidence, err = e.evidence(ctx, a.view, a.query, evidenceSize); err != nil {
		return found{}, err
	}
	for i, query := range a.sideQueries() {
		s := side{name: a.comparison.sides[i]}
		if s.evidence, err = e.evidence(ctx, a.view, query, sideSize); err != nil {
			return found{}, err
		}
		f.sides = append(f.sides, s)
	}
	f.findMentions(a.view.Lexical, a.topic)
	return f, nil
}

func (e *Engine) evidence(ctx context.Context, v *View, query string, k int) ([]Evidence, error) {
	evidence, err := e.rank(ctx, v, query, k)
	if err == nil {
		v.read(query, evidence)
	}
	return evidence, err
}

// findMentions reads all evidence for the name of each side, and for what a follow-up turns to.
func (f *found) findMentions(reader Lexical, topic string) {
	var passages []*corpus.Passage
	for _, ev := range f.all() {
		if !slices.Contains(passages, ev.Passage) {
			passages = append(passages, ev.Passage)
		}
	}
	for i, s := range f.sides {
		f.sides[i].mentions = mentions(reader, stance.ReplaceAllString(s.name, ""), passages)
	}
	if topic != "" {
		f.topic = side{name: topic, mentions: mentions(reader, topic, passages)}
	}
}

func mentions(reader Lexical, name string, passages []*corpus.Passage) map[*corpus.Passage][]float64 {
	found := make(map[*corpus.Passage][]float64, len(passages))
	for i, reading := range reader.Read(name, passages) {
		found[passages[i]] = reading.Sentences
	}
	return found
}

// Search returns the k passages that bear most on a query, best first and read closely; lang picks the editions, and
// empty means those for the query's language.
func (e *Engine) Search(ctx context.Context, query string, lang corpus.Lang, k int) ([]Evidence, error) {
	a, err := e.analyze(Question{Text: query, Lang: lang})
	if err != nil {
		return nil, err
	}
	evidence, err := e.rankAll(ctx, a, k)
	if err != nil {
		return nil, err
	}
	a.view.read(a.query, evidence)
	return evidence, nil
}

// Rank is Search without the close reading, which takes longer than all else.
func (e *Engine) Rank(ctx context.Context, query string, k int) ([]Evidence, error) {
	a, err := e.analyze(Question{Text: query})
	if err != nil {
		return nil, err
	}
	return e.rankAll(ctx, a, k)
}

// rankAll ranks for the whole question and, when it compares, for each side as well.
func (e *Engine) rankAll(ctx context.Context, a analysis, k int) ([]Evidence, error) {
	whole, err := e.rank(ctx, a.view, a.query, k)
	if err != nil || a.kind != Compare {
		return whole, err
	}
	var sides [][]Evidence
	for _, query := range a.sideQueries() {
		ranked, err := e.rank(ctx, a.view, query, sideSize)
		if err != nil {
			return nil, err
		}
		sides = append(sides, ranked)
	}
	return inTurn(sides, whole, k), nil
}

// sideQueries returns what to search for each side of a comparison.
func (a analysis) sideQueries() []string {
	queries := make([]string, len(a.comparison.sides))
	for i, name := range a.comparison.sides {
		queries[i] = strings.TrimSpace(name + " " + withOpposites(a.comparison.aspect))
	}
	return queries
}

// inTurn orders evidence by quota: the best of the whole question, the best of each side, the rest of the whole question,
// and the rest of the sides in turn; each passage once, at most k. Fusing the sides' ranks instead would favour what is
// half about each.
func inTurn(sides [][]Evidence, whole []Evidence, k int) []Evidence {
	var order []Evidence
	add := func(list ...Evidence) {
		for _, ev := range list {
			isSame := func(other Evidence) bool { return other.Passage == ev.Passage }
			if len(order) < k && !slices.ContainsFunc(order, isSame) {
				order = append(order, ev)
			}
		}
	}
	add(whole[:min(1, len(whole))]...)
	for rank := range sideSize {
		for _, side := range sides {
			add(side[min(rank, len(side)):min(rank+1, len(side))]...)
		}
		add(whole...)
	}
	return order
}

// rank asks the legs side by side and fuses what they find. A vector leg that fails is left out of this search.
func (e *Engine) rank(ctx context.Context, v *View, query string, k int) ([]Evidence, error) {
	rankings := []ranking{{leg: v.Lexical.Name(), weight: 1}}
	depth := max(k, legDepth)
	group, legCtx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		rankings[0].hits, err = v.Lexical.Search(legCtx, query, depth)
		return err
	})
	var dense []Hit
	if v.Dense != nil {
		group.Go(func() (err error) {
			denseCtx, cancel := context.WithTimeout(legCtx, denseWait)
			defer cancel()
			dense, err = v.Dense.Search(denseCtx, query, depth)
			if err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled) {
				e.log.WarnContext(ctx, "searching by words alone", "leg", v.Dense.Name(), "error", err)
				return nil
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if len(dense) > 0 {
		// Unrelated texts may be as near as 0.7, depending on the model, so the farthest hit is the floor.
		floor := dense[len(dense)-1].Score
		rankings = append(rankings, ranking{leg: v.Dense.Name(), weight: v.DenseWeight, floor: floor, hits: dense})
	}
	return fuse(rankings, k), nil
}

// read fills in how each passage of the evidence answers to the query.
func (v *View) read(query string, evidence []Evidence) {
	passages := make([]*corpus.Passage, len(evidence))
	for i, ev := range evidence {
		passages[i] = ev.Passage
	}
	for i, reading := range v.Lexical.Read(query, passages) {
		evidence[i].Reading = reading
	}
}

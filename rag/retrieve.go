package rag

import (
	"context"
	"errors"
	"strings"

	"golang.org/x/sync/errgroup"

	"articlebot/corpus"
)

const (
	// evidenceSize is how many passages bear on a question at most, and how many of each leg are fused for them.
	evidenceSize = 8
	legDepth     = 100
	// sideSize is how many passages each side of a comparison gets.
	sideSize = 8
)

// found is what retrieval brings: evidence for the whole question, and for each side of a comparison.
type found struct {
	evidence []Evidence
	sides    [][]Evidence
}

func (e *Engine) retrieve(ctx context.Context, a analysis) (found, error) {
	var f found
	var err error
	if f.evidence, err = e.search(ctx, a.view, a.query, evidenceSize); err != nil {
		return found{}, err
	}
	for _, side := range a.comparison.sides {
		evidence, err := e.search(ctx, a.view, strings.TrimSpace(side+" "+withOpposites(a.comparison.aspect)), sideSize)
		if err != nil {
			return found{}, err
		}
		f.sides = append(f.sides, evidence)
	}
	return f, nil
}

// Search returns the k passages that bear most on a query, best first, read closely; lang picks the editions.
func (e *Engine) Search(ctx context.Context, query string, lang corpus.Lang, k int) ([]Evidence, error) {
	a, err := e.analyze(Question{Text: query, Lang: lang})
	if err != nil {
		return nil, err
	}
	return e.search(ctx, a.view, a.query, k)
}

// search asks the legs side by side and fuses what they find. A vector leg that fails is left out of this search.
func (e *Engine) search(ctx context.Context, v *View, query string, k int) ([]Evidence, error) {
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
			dense, err = v.Dense.Search(legCtx, query, depth)
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
		rankings = append(rankings, ranking{leg: v.Dense.Name(), weight: v.DenseWeight, hits: dense})
	}
	evidence := fuse(rankings, k)
	for i := range evidence {
		evidence[i].Reading = v.Lexical.Read(query, evidence[i].Passage)
	}
	return evidence, nil
}

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
)

// openSet reads a BEIR set and the vectors of its passages, if a server makes them.
func openSet(ctx context.Context, dir string, global globals, std stdio) (*program, eval.Set, map[*corpus.Passage][]float32, error) {
	set, err := readSet(dir)
	if err != nil {
		return nil, eval.Set{}, nil, err
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return nil, eval.Set{}, nil, err
	}
	vectors, err := p.embed(ctx, ofSets, set.Passages)
	return p, set, vectors, err
}

// evalRetrieval measures each leg and both together on a BEIR set.
func evalRetrieval(ctx context.Context, o evalOptions, global globals, std stdio) error {
	p, set, vectors, err := openSet(ctx, o.beir, global, std)
	if err != nil {
		return err
	}
	view, err := p.newView(ctx, set.Passages, vectors)
	if err != nil {
		return err
	}
	engine, err := engineOf(view)
	if err != nil {
		return err
	}
	type ranker struct {
		leg  string
		rank eval.Ranker
	}
	rankers := []ranker{{view.Lexical.Name(), legRanker(view.Lexical)}}
	// An embedding server that fails leaves no vectors to measure.
	if view.Dense != nil {
		rankers = append(rankers, ranker{view.Dense.Name(), legRanker(view.Dense)})
	}
	var rankings []eval.Ranking
	for _, r := range append(rankers, ranker{"fused", fusedRanker(engine)}) {
		ranking, err := rankWithRun(ctx, set, r.leg, r.rank, o.run)
		if err != nil {
			return err
		}
		rankings = append(rankings, ranking)
	}
	if o.asJSON {
		return printJSON(std.out, rankings)
	}
	return printRankings(std.out, rankings)
}

func readSet(dir string) (eval.Set, error) {
	set, err := eval.ReadSet(os.DirFS(dir))
	if err != nil {
		return eval.Set{}, fmt.Errorf("reading the set %s: %w", dir, err)
	}
	return set, nil
}

// rankWithRun writes the fused ranking to the run file, if there is one.
func rankWithRun(ctx context.Context, set eval.Set, leg string, rank eval.Ranker, run string) (eval.Ranking, error) {
	if run == "" || leg != "fused" {
		return eval.Rank(ctx, set, leg, rank, nil)
	}
	file, err := os.Create(run)
	if err != nil {
		return eval.Ranking{}, fmt.Errorf("making the run file: %w", err)
	}
	ranking, err := eval.Rank(ctx, set, leg, rank, file)
	if closing := file.Close(); err == nil && closing != nil {
		err = fmt.Errorf("writing the run file: %w", closing)
	}
	return ranking, err
}

func legRanker(leg rag.Searcher) eval.Ranker {
	return func(ctx context.Context, query string, k int) ([]string, error) {
		hits, err := leg.Search(ctx, query, k)
		ids := make([]string, len(hits))
		for i, hit := range hits {
			ids[i] = hit.Passage.ID
		}
		return ids, err
	}
}

func fusedRanker(engine *rag.Engine) eval.Ranker {
	return func(ctx context.Context, query string, k int) ([]string, error) {
		evidence, err := engine.Rank(ctx, query, k)
		ids := make([]string, len(evidence))
		for i, ev := range evidence {
			ids[i] = ev.Passage.ID
		}
		return ids, err
	}
}

// engineOf answers in both languages from one view, by quotation.
func engineOf(view *rag.View) (*rag.Engine, error) {
	return rag.New(rag.Options{Views: map[corpus.Lang]*rag.View{corpus.Chinese: view, corpus.English: view}})
}

func printRankings(w io.Writer, rankings []eval.Ranking) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "leg\tR@1\tR@3\tR@4\tR@5\tR@10\tMRR@10\tnDCG@10\tall@4\tall@10\tms/query\t")
	for _, r := range rankings {
		fmt.Fprintf(table, "%s\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.2f\t\n", r.Leg, r.Recall1, r.Recall3, r.Recall4,
			r.Recall5, r.Recall10, r.MRR10, r.NDCG10, r.All4, r.All10, r.Milliseconds)
	}
	return table.Flush()
}

// evalRefusals measures how well questions about another article are refused.
func evalRefusals(ctx context.Context, o evalOptions, global globals, std stdio) error {
	p, set, vectors, err := openSet(ctx, o.beir, global, std)
	if err != nil {
		return err
	}
	rows, err := eval.Refuse(ctx, set, func(passages []*corpus.Passage) (eval.Asker, error) {
		view, err := p.newView(ctx, passages, vectors)
		if err != nil {
			return nil, err
		}
		return engineOf(view)
	})
	if err != nil {
		return err
	}
	if o.asJSON {
		return printJSON(std.out, rows)
	}
	table := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "half\tquestions\tF1\tfalse refusals\tmissed\t")
	for _, r := range rows {
		fmt.Fprintf(table, "%s\t%d\t%.1f\t%.1f\t%.1f\t\n", r.Half, r.Questions, r.F1, r.FalseRefusals, r.Missed)
	}
	return table.Flush()
}

package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"articlebot/rag/eval"
)

// evalOptions are the flags of the eval commands.
type evalOptions struct {
	set, beir, run string
	asJSON         bool
}

func runEval(ctx context.Context, args []string, global globals, std stdio) error {
	flags := newFlags("eval", &global)
	var o evalOptions
	flags.StringVar(&o.set, "set", "", "")
	flags.StringVar(&o.beir, "beir", "", "")
	flags.StringVar(&o.run, "run", "", "")
	flags.BoolVar(&o.asJSON, "json", false, "")
	rest, err := parseFlags(flags, args, true)
	if err != nil {
		return err
	}
	what := strings.Join(rest, " ")
	switch {
	case what == "answers" && o.set != "":
		return evalAnswers(ctx, o, global, std)
	case what == "retrieval" && o.beir != "":
		return evalRetrieval(ctx, o, global, std)
	case what == "refusals" && o.beir != "":
		return evalRefusals(ctx, o, global, std)
	}
	return usageError("eval takes answers --set FILE, retrieval --beir DIR or refusals --beir DIR")
}

func evalAnswers(ctx context.Context, o evalOptions, global globals, std stdio) error {
	items, err := readItems(o.set)
	if err != nil {
		return err
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	engine, err := p.newEngine(ctx, "")
	if err != nil {
		return err
	}
	var results []eval.Result
	err = eval.Answers(ctx, engine, items, func(r eval.Result) {
		results = append(results, r)
		if !o.asJSON {
			printResult(std.out, r)
		}
	})
	if err != nil {
		return err
	}
	if o.asJSON {
		return printJSON(std.out, results)
	}
	return printTable(std.out, results)
}

func readItems(path string) ([]eval.Item, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the question set: %w", err)
	}
	defer file.Close()
	items, err := eval.ReadItems(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return items, nil
}

func printResult(w io.Writer, r eval.Result) {
	verdict := "ok  "
	if !r.Pass {
		verdict = "FAIL"
	}
	line := fmt.Sprintf("%s %s %s %s", verdict, r.ID, r.Type, r.Answer.Question)
	if r.Reason != "" {
		line += " (" + r.Reason + ")"
	}
	fmt.Fprintln(w, line)
}

// printTable counts what passed by language and type.
func printTable(w io.Writer, results []eval.Result) error {
	passed, all := make(map[string]int), make(map[string]int)
	for _, r := range results {
		for _, row := range []string{"total", string(r.Lang), string(r.Lang) + " " + r.Type} {
			all[row]++
			if r.Pass {
				passed[row]++
			}
		}
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table)
	for _, row := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(table, "%s\t%d/%d\n", row, passed[row], all[row])
	}
	return table.Flush()
}

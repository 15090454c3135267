package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"text/tabwriter"

	"articlebot/rag/eval"
)

func runEval(ctx context.Context, args []string, global globals, std stdio) error {
	flags := newFlags("eval", &global)
	set := flags.String("set", "", "")
	asJSON := flags.Bool("json", false, "")
	rest, err := parseFlags(flags, args, true)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] != "answers" || *set == "" {
		return usageError("eval needs what to measure and on what: articlebot eval answers --set FILE")
	}
	items, err := readItems(*set)
	if err != nil {
		return err
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	engine, err := p.newEngine(ctx)
	if err != nil {
		return err
	}
	var results []eval.Result
	err = eval.Answers(ctx, engine, items, func(r eval.Result) {
		results = append(results, r)
		if !*asJSON {
			printResult(std.out, r)
		}
	})
	if err != nil {
		return err
	}
	if *asJSON {
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

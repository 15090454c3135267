// Command reliability writes which faults the tests play, and how that ended, into docs/reliability.md. It reads the output of
// go test -json:
//
//	go test -json ./... | go run ./internal/reliability docs/reliability.md
//
// With -check it changes nothing and fails when the file says anything else than the tests.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	check := flag.Bool("check", false, "compare instead of writing")
	flag.Parse()
	if err := run(os.Stdin, flag.Arg(0), *check); err != nil {
		fmt.Fprintln(os.Stderr, "reliability: "+err.Error())
		os.Exit(1)
	}
}

// run rewrites the table in a file, or compares it.
func run(in io.Reader, path string, check bool) error {
	results, err := readResults(in)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	rewritten, err := replaceTable(string(text), table(results))
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", path, err)
	case !check:
		return os.WriteFile(path, []byte(rewritten), 0o644) //nolint:gosec // a document for everybody
	case rewritten != string(text):
		return fmt.Errorf("%s is not what the tests say; write it anew by the command that stands in it", path)
	}
	return nil
}

// The lines between which the table stands.
const (
	begin = "<!-- The table begins here; it is written by the command above. -->\n"
	end   = "<!-- The table ends here. -->\n"
)

func replaceTable(text, table string) (string, error) {
	before, rest, found := strings.Cut(text, begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return "", errors.New("the lines around the table are missing")
	}
	return before + begin + "\n" + table + "\n" + end + after, nil
}

// table has a line for each row.
func table(results map[string][]result) string {
	var b strings.Builder
	b.WriteString("| | Fault | Promise | Result | Tests |\n|---|---|---|---|---|\n")
	for _, r := range rows() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.id, r.fault, r.promise, verdict(results[r.id]), names(results[r.id]))
	}
	return b.String()
}

// verdict sums the tests of a row up.
func verdict(list []result) string {
	has := func(action string) bool {
		return slices.ContainsFunc(list, func(r result) bool { return r.action == action })
	}
	switch {
	case len(list) == 0:
		return "no test"
	case has("fail"):
		return "**fails**"
	case has("pass"):
		return "passes"
	}
	return "not run"
}

// names lists the tests, each once.
func names(list []result) string {
	var all []string
	for _, r := range list {
		all = append(all, "`"+r.test+"`")
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "<br>")
}

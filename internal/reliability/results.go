package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// result is how a test ended.
type result struct {
	// test is the package, without the module's name, and the test's name.
	test   string
	action string
}

// event is a line of `go test -json`.
type event struct {
	Action, Package, Test string
}

// mark is where a test's name carries a row's number: behind TestFault, or at the start of a subtest's name.
var mark = regexp.MustCompile(`(?:^TestFault|/)([TLEM]\d+)(?:[A-Z_]|$)`)

// readResults returns the results of the tests by the row whose number they carry.
func readResults(r io.Reader) (map[string][]result, error) {
	results := make(map[string][]result)
	for d := json.NewDecoder(r); ; {
		var e event
		err := d.Decode(&e)
		if errors.Is(err, io.EOF) {
			return results, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the output of go test -json: %w", err)
		}
		if e.Action != "pass" && e.Action != "fail" && e.Action != "skip" {
			continue
		}
		for _, found := range mark.FindAllStringSubmatch(e.Test, -1) {
			_, name, _ := strings.Cut(e.Package, "/")
			results[found[1]] = append(results[found[1]], result{test: name + " " + shown(e.Test, found[1]), action: e.Action})
		}
	}
}

// shown is a test's name up to the part that carries the row's number: what is below it are cases of one test.
func shown(test, id string) string {
	parts := strings.Split(test, "/")
	for i, p := range parts {
		if p = strings.TrimPrefix(p, "TestFault"); p == id || strings.HasPrefix(p, id) && (p[len(id)] < '0' || p[len(id)] > '9') {
			return strings.Join(parts[:i+1], "/")
		}
	}
	return test
}

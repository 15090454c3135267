package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with a configuration. It names a place in the file or an environment variable, and
// never holds the value of a secret.
type Problem struct {
	// File is empty when Variable is not.
	File string
	// Line and Column count from 1, columns in characters; they are 0 where the whole file is meant.
	Line, Column int
	// Variable is the environment variable that holds the value.
	Variable string
	// Key is the key's path, such as models.profiles.deepseek.model; it is empty where no single key is meant.
	Key string
	// Text says what is wrong and what would be right.
	Text string
}

// String returns the problem as one line: file:line:column, key and text, or variable and text.
func (p Problem) String() string {
	var b strings.Builder
	switch {
	case p.Variable != "":
		return p.Variable + ": " + p.Text
	case p.Line > 0:
		fmt.Fprintf(&b, "%s:%d:%d: ", p.File, p.Line, p.Column)
	case p.File != "":
		b.WriteString(p.File + ": ")
	}
	if p.Key != "" {
		b.WriteString(p.Key + ": ")
	}
	b.WriteString(p.Text)
	return b.String()
}

// Errors is every problem of a configuration: those of the file in its order, then those of the environment. It is the
// error that Load and Parse return.
type Errors []Problem

// Error returns the problems, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, p := range e {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sortProblems puts problems into the order that Errors promises.
func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Variable, b.Variable),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
		)
	})
}

package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// isolate clears the environment that the program reads. The current folder has no configuration file.
func isolate(t *testing.T) {
	t.Helper()
	for _, line := range os.Environ() {
		name, _, _ := strings.Cut(line, "=")
		for _, prefix := range []string{"LLM_", "EMBED_", "TELEGRAM_", "ARTICLEBOT_"} {
			if strings.HasPrefix(name, prefix) {
				t.Setenv(name, "")
			}
		}
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
}

// result is what a call of the program did.
type result struct {
	out, err string
	code     int
	// said is the line that main prints of the error.
	said string
}

// articlebot runs the program with an empty standard input.
func articlebot(t *testing.T, args ...string) result {
	t.Helper()
	return articlebotReading(t, "", args...)
}

func articlebotReading(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	err := run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	r := result{out: out.String(), err: errs.String(), code: exitCode(err)}
	if err != nil {
		r.said = explain(err)
	}
	return r
}

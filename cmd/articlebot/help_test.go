package main

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// helpWidth is how many columns a help page may have.
const helpWidth = 100

func TestHelp(t *testing.T) {
	isolate(t)
	pages := []string{"help"}
	for _, c := range commands() {
		pages = append(pages, "help "+c.name)
	}
	var all strings.Builder
	for _, page := range pages {
		r := articlebot(t, strings.Fields(page)...)
		if r.code != 0 || r.err != "" {
			t.Errorf("%s: code %d, %s", page, r.code, r.said)
		}
		all.WriteString("$ articlebot " + page + "\n" + r.out + "\n")
		for line := range strings.Lines(r.out) {
			if utf8.RuneCountInString(line) > helpWidth+1 {
				t.Errorf("%s: wider than %d columns: %s", page, helpWidth, line)
			}
		}
		asFlag := append(strings.Fields(page)[1:], "--help")
		if other := articlebot(t, asFlag...); other.code != 0 || other.out != r.out {
			t.Errorf("%v says\n%s\nand %s says\n%s", asFlag, other.out, page, r.out)
		}
	}
	golden(t, "testdata/help.golden", all.String())
}

// golden compares text with a file, or rewrites the file when the tests run with -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not up to date; run go test ./cmd/articlebot -update and read it\n%s", path, got)
	}
}

package corpus_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/corpus"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// samples are the articles in testdata.
var samples = []string{"page.zh.txt", "page.en.txt", "wrapped.txt", "lines.txt", "rich.md"}

// TestParseGolden reads every file of testdata and compares what came out of it, sentence by sentence.
func TestParseGolden(t *testing.T) {
	for _, name := range samples {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := outline(mustParse(t, name, data))
			if *update {
				if err := os.WriteFile(file+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// outline writes an edition for people to read: the meta data, then a line for each heading, paragraph and sentence.
func outline(e *corpus.Edition) string {
	var b strings.Builder
	m := e.Meta
	fmt.Fprintf(&b, "id: %s\nlang: %s\n", e.ArticleID, e.Lang)
	for _, f := range [][2]string{
		{"title", m.Title}, {"original title", m.OriginalTitle}, {"author", m.Author}, {"editor", m.Editor},
		{"publisher", m.Publisher}, {"date", m.Date}, {"url", m.URL}, {"note", m.Note},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	for _, s := range e.Sections {
		fmt.Fprintf(&b, "\n# %s\n", s.Title)
		for _, p := range s.Paragraphs {
			b.WriteString("¶\n")
			for _, sentence := range p.Sentences {
				fmt.Fprintf(&b, "  %q\n", sentence)
			}
		}
	}
	return b.String()
}

func mustParse(t *testing.T, name string, data []byte) *corpus.Edition {
	t.Helper()
	e, err := corpus.Parse(name, data)
	if err != nil {
		t.Fatalf("Parse(%s): %v", name, err)
	}
	return e
}

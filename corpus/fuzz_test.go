package corpus_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"articlebot/corpus"
)

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// FuzzSplitSentences checks that no byte is lost and that every sentence says something.
func FuzzSplitSentences(f *testing.F) {
	for _, cases := range []map[string]string{chineseSentences, englishSentences} {
		for _, text := range cases {
			f.Add(strings.ReplaceAll(text, "¦", ""))
		}
	}
	f.Add("\xff。\xe4\xb8!\"“")
	f.Fuzz(func(t *testing.T, text string) {
		sentences := corpus.SplitSentences(text)
		if got := strings.Join(sentences, ""); got != text {
			t.Fatalf("joined: %q, want %q", got, text)
		}
		for _, s := range sentences {
			if strings.IndexFunc(s, isWord) < 0 && len(sentences) > 1 {
				t.Errorf("sentence %q of %q has no word", s, sentences)
			}
		}
	})
}

// FuzzParse checks on any bytes that an edition is whole, clean and can be cut into passages of its own sentences.
func FuzzParse(f *testing.F) {
	for _, name := range samples {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Ext(name) == ".txt", data)
	}
	f.Add(false, []byte("---\na: &x [*x]\n---\n|a|\n|-|\n|&#x200b;|"))
	f.Add(true, []byte("\xff\xfea\x00\xa4\x40"))
	f.Fuzz(func(t *testing.T, plain bool, data []byte) {
		name := "a.md"
		if plain {
			name = "a.txt"
		}
		e, err := corpus.Parse(name, data)
		if err != nil {
			if msg := err.Error(); !strings.HasPrefix(msg, name+": ") || strings.Contains(msg, "\n") {
				t.Errorf("error %q is not one line with the name", msg)
			}
			return
		}
		checkEdition(t, e)
	})
}

func checkEdition(t *testing.T, e *corpus.Edition) {
	t.Helper()
	if e.Meta.Title == "" || e.ArticleID == "" || e.Lang != corpus.Chinese && e.Lang != corpus.English || len(e.Sections) == 0 {
		t.Errorf("incomplete edition %+v", e)
	}
	var paragraphs []string
	for _, s := range e.Sections {
		if len(s.Paragraphs) == 0 {
			t.Errorf("section %q is empty", s.Title)
		}
		checkClean(t, s.Title)
		for _, p := range s.Paragraphs {
			checkClean(t, p.Text())
			paragraphs = append(paragraphs, strings.Join(p.Sentences, ""))
		}
	}
	checkPassages(t, corpus.Passages(e), paragraphs)
}

func checkPassages(t *testing.T, passages []*corpus.Passage, paragraphs []string) {
	t.Helper()
	seen := make(map[string]bool)
	last := 0
	for _, p := range passages {
		if seen[p.ID] {
			t.Errorf("two passages have the ID %s", p.ID)
		}
		seen[p.ID] = true
		if p.Paragraph < last || p.Paragraph > last+1 {
			t.Errorf("paragraph %d follows %d", p.Paragraph, last)
		}
		last = p.Paragraph
		for _, s := range p.Sentences {
			if s == "" || s != strings.TrimSpace(s) || !strings.Contains(paragraphs[last-1], s) {
				t.Errorf("sentence %q is not in paragraph %d, %q", s, last, paragraphs[last-1])
			}
		}
	}
	if last != len(paragraphs) {
		t.Errorf("passages end with paragraph %d of %d", last, len(paragraphs))
	}
}

func checkClean(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%q is not valid UTF-8", text)
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co)) {
			t.Errorf("%q has the invisible character %U", text, r)
		}
	}
}

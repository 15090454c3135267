package lexical_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/rag/eval"
	"articlebot/rag/lexical"
)

var (
	beir    = flag.String("beir", "", "folder of the retrieval sets, to measure what each part of the search brings")
	answers = flag.String("answers", "", "file of questions about the built-in article, to measure the choice of sentences")
)

// TestAblation prints what the search finds with and without each of its parts. It measures and judges nothing, so it runs
// only when it is given the sets.
func TestAblation(t *testing.T) {
	if *beir == "" || *answers == "" {
		t.Skip("needs sets: go test ./rag/lexical -run Ablation -v -beir DIR -answers FILE")
	}
	ablateSearch(t)
	ablateQuota(t)
	ablateParents(t)
}

// ablateSearch measures the lexical leg.
func ablateSearch(t *testing.T) {
	rows := []struct {
		name, set   string
		traditional bool
		without     lexical.Without
	}{
		{"all, Chinese in Chinese", "xquad-zh-zh", false, lexical.Without{}},
		{"without pairs of characters", "xquad-zh-zh", false, lexical.Without{Pairs: true}},
		{"without names", "xquad-zh-zh", false, lexical.Without{Names: true}},
		{"asked in Traditional, full width", "xquad-zh-zh", true, lexical.Without{}},
		{"the same without folding", "xquad-zh-zh", true, lexical.Without{Folding: true}},
		{"all, English in Chinese", "xquad-en-zh", false, lexical.Without{}},
		{"without names", "xquad-en-zh", false, lexical.Without{Names: true}},
		{"without figures", "xquad-en-zh", false, lexical.Without{Figures: true}},
		{"glosses of the text only", "xquad-en-zh", false, lexical.Without{Translation: true}},
		{"translation of the question only", "xquad-en-zh", false, lexical.Without{Glosses: true}},
		{"no dictionary", "xquad-en-zh", false, lexical.Without{Translation: true, Glosses: true}},
		{"all, Chinese in English", "xquad-zh-en", false, lexical.Without{}},
		{"without names", "xquad-zh-en", false, lexical.Without{Names: true}},
		{"without figures", "xquad-zh-en", false, lexical.Without{Figures: true}},
		{"glosses of the text only", "xquad-zh-en", false, lexical.Without{Translation: true}},
		{"translation of the question only", "xquad-zh-en", false, lexical.Without{Glosses: true}},
		{"no dictionary", "xquad-zh-en", false, lexical.Without{Translation: true, Glosses: true}},
	}
	unsimplify := traditional(t)
	for _, row := range rows {
		set := readSet(t, row.set)
		x := lexical.New(set.Passages)
		var first, five float64
		for _, q := range set.Queries {
			text := q.Text
			if row.traditional {
				text = unsimplify(text)
			}
			for i, hit := range x.SearchWithout(text, 5, row.without) {
				if q.Relevant[hit.Passage.ID] {
					five++
					if i == 0 {
						first++
					}
				}
			}
		}
		n := float64(len(set.Queries)) / 100
		t.Logf("%-34s R@1 %5.1f  R@5 %5.1f", row.name, first/n, five/n)
	}
}

func readSet(t *testing.T, name string) eval.Set {
	t.Helper()
	set, err := eval.ReadSet(os.DirFS(filepath.Join(*beir, name)))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// traditional returns a function that writes text with Traditional characters, as far as package terms has a pair for
// them, and full-width letters.
func traditional(t *testing.T) func(string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "terms", "simplified.txt"))
	if err != nil {
		t.Fatal(err)
	}
	pairs := make(map[rune]rune)
	for line := range strings.Lines(string(data)) {
		from, size := utf8.DecodeRuneInString(line)
		to, _ := utf8.DecodeRuneInString(line[size:])
		pairs[to] = from
	}
	return func(text string) string {
		return strings.Map(func(r rune) rune {
			if '!' <= r && r <= '~' {
				return r - '!' + '！'
			}
			if from, found := pairs[r]; found {
				return from
			}
			return r
		}, text)
	}
}

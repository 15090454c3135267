package corpus_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/corpus"
)

// edition is an edition of one section whose paragraphs are given.
func edition(lang corpus.Lang, paragraphs ...string) *corpus.Edition {
	s := corpus.Section{Title: "Part"}
	for _, p := range paragraphs {
		s.Paragraphs = append(s.Paragraphs, corpus.Paragraph{Sentences: corpus.SplitSentences(p)})
	}
	return &corpus.Edition{ArticleID: "a", Lang: lang, Meta: corpus.Meta{Title: "Title"}, Sections: []corpus.Section{s}}
}

// zh20 is a sentence of 20 Chinese characters, en10 one of 10 English words.
const (
	zh20 = "这里正好有二十个汉字组成的一个完整的句子。"
	en10 = "This sentence has exactly ten words in it for counting. "
)

func TestPassagesAreBalanced(t *testing.T) {
	for name, c := range map[string]struct {
		lang corpus.Lang
		text string
		want []int // sentences per passage
	}{
		"fits":              {corpus.Chinese, strings.Repeat(zh20, 12), []int{12}},
		"just too long":     {corpus.Chinese, strings.Repeat(zh20, 14), []int{7, 7}},
		"three":             {corpus.Chinese, strings.Repeat(zh20, 27), []int{9, 9, 9}},
		"English fits":      {corpus.English, strings.Repeat(en10, 12), []int{12}},
		"English too long":  {corpus.English, strings.Repeat(en10, 14), []int{7, 7}},
		"long sentence":     {corpus.Chinese, zh20 + strings.Repeat("很长", 150) + "。" + zh20, []int{1, 1, 1}},
		"two long ones":     {corpus.English, strings.Repeat(strings.Repeat("Word ", 200)+"End. ", 2), []int{1, 1}},
		"no word at all":    {corpus.English, "。。。", []int{1}},
		"single characters": {corpus.Chinese, strings.Repeat("好。", 300), []int{100, 100, 100}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []int
			for _, p := range corpus.Passages(edition(c.lang, c.text)) {
				got = append(got, len(p.Sentences))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestPassagesStayInTheirParagraph(t *testing.T) {
	e := edition(corpus.English, " One.  Two. ", "Three.")
	e.Sections = append([]corpus.Section{{Paragraphs: []corpus.Paragraph{{Sentences: []string{"Zero. ", " "}}}}}, e.Sections...)
	want := []corpus.Passage{
		{Section: "", Paragraph: 1, Sentences: []string{"Zero."}},
		{Section: "Part", Paragraph: 2, Sentences: []string{"One.", "Two."}},
		{Section: "Part", Paragraph: 3, Sentences: []string{"Three."}},
	}
	got := corpus.Passages(e)
	if len(got) != len(want) {
		t.Fatalf("%d passages, want %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if g.Section != w.Section || g.Paragraph != w.Paragraph || !slices.Equal(g.Sentences, w.Sentences) {
			t.Errorf("got %+v, want %+v", g, w)
		}
		if g.ArticleID != "a" || g.Lang != corpus.English || g.Title != "Title" {
			t.Errorf("passage %d does not carry article, language and title: %+v", i, g)
		}
	}
}

func ids(e *corpus.Edition) []string {
	var out []string
	for _, p := range corpus.Passages(e) {
		out = append(out, p.ID)
	}
	return out
}

func TestPassageIDs(t *testing.T) {
	got := ids(edition(corpus.English, "Same text.", "Other text.", "Same  text.", "Same text."))
	if !regexp.MustCompile(`^a#[0-9a-f]{10}$`).MatchString(got[0]) {
		t.Errorf("ID %q is not the article's with ten hexadecimal digits", got[0])
	}
	if want := []string{got[0], got[1], got[0] + "-2", got[0] + "-3"}; got[0] == got[1] || !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if other := ids(edition(corpus.Chinese, "Same text.")); other[0] == got[0] {
		t.Errorf("the same text has the same ID %q in both languages", got[0])
	}
}

// TestPassageIDsAreStable edits, adds and drops paragraphs, and renames the section: the others keep their IDs.
func TestPassageIDsAreStable(t *testing.T) {
	before := edition(corpus.Chinese, "第一段。", strings.Repeat(zh20, 20), "第三段。", "第四段。")
	after := edition(corpus.Chinese, "第零段。", "第一段，改过了。", strings.Repeat(zh20, 20), "第四段。")
	after.Sections[0].Title = "Renamed"
	after.Meta.Title = "Renamed"
	b, a := ids(before), ids(after)
	// The long paragraph makes two passages: 1 and 2 before, 2 and 3 after.
	if b[1] != a[2] || b[2] != a[3] || b[4] != a[4] {
		t.Errorf("IDs changed: %q, then %q", b, a)
	}
	if b[0] == a[1] {
		t.Error("a changed paragraph kept its ID")
	}
}

func TestPassagesOfBuiltinFit(t *testing.T) {
	a, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range a.Editions {
		for _, p := range corpus.Passages(e) {
			if n := utf8.RuneCountInString(p.Text()); e.Lang == corpus.Chinese && n > 400 || len(strings.Fields(p.Text())) > 120 {
				t.Errorf("%s has %d characters", p.ID, n)
			}
		}
	}
}

// TestPassagesOfATextWithoutStops holds that no passage grows without bound, and that nothing is lost.
func TestPassagesOfATextWithoutStops(t *testing.T) {
	text := strings.Repeat("没有句号的一段话，", 900)
	edition, err := corpus.Parse("a.md", []byte("# 标题\n\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range corpus.Passages(edition) {
		if n := len([]rune(p.Text())); n > 2000 {
			t.Errorf("a passage has %d characters", n)
		}
		all.WriteString(p.Text())
	}
	if all.String() != text {
		t.Errorf("%d bytes of %d are left", all.Len(), len(text))
	}
}

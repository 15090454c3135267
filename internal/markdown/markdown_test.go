package markdown_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"

	"articlebot/internal/markdown"
)

// rendered is the tree of one paragraph as HTML, without the paragraph's own tag.
func rendered(t *testing.T, source string, extensions ...goldmark.Extender) string {
	t.Helper()
	tree := markdown.Parse([]byte(source), extensions...)
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Renderer().Render(&b, []byte(source), tree); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(b.String()), "<p>"), "</p>")
}

func TestParse(t *testing.T) {
	for source, want := range map[string]string{
		"一年100~200元，两年300~400元": "一年100~200元，两年300~400元",
		"~one~ and ~~two~~":     "~one~ and <del>two</del>",
		"b ~~~a~~~":             "b ~~~a~~~",
		"a ~~ b ~~ c":           "a ~~ b ~~ c",
		"**“开源”**是":             "<strong>“开源”</strong>是",
		"这是**“词”**的意思":          "这是<strong>“词”</strong>的意思",
		"**注意：**不要":             "<strong>注意：</strong>不要",
		"中*文*字":                 "中<em>文</em>字",
		"他说 ** 不 ** 好":          "他说 ** 不 ** 好",
		"蛇_形_名":                 "蛇_形_名",
		"a**b**c":               "a<strong>b</strong>c",
		`**"a"**b`:              "**&quot;a&quot;**b",
		"snake_case_name":       "snake_case_name",
		"2 ** 3":                "2 ** 3",
		"`~~a~~` [b](c)":        `<code>~~a~~</code> <a href="c">b</a>`,
	} {
		if got := rendered(t, source); got != want {
			t.Errorf("%q is %q, want %q", source, got, want)
		}
	}
}

func TestParseTable(t *testing.T) {
	if got := rendered(t, "| a |\n|---|\n| 1~2~3 |"); !strings.Contains(got, "<td>1~2~3</td>") {
		t.Errorf("got %q", got)
	}
}

func TestParseReferences(t *testing.T) {
	const source = "see [1]\n\n[1]: http://a.test"
	if got := rendered(t, source); strings.Contains(got, "href") || !strings.Contains(got, "[1]: http") {
		t.Errorf("without the extension: %q", got)
	}
	if got, want := rendered(t, source, markdown.References{}), `see <a href="http://a.test">1</a>`; got != want {
		t.Errorf("with the extension: %q, want %q", got, want)
	}
}

func TestResolve(t *testing.T) {
	for source, want := range map[string]string{
		"":                       "",
		`\* \\ \a`:               `* \ \a`,
		"&amp;lt; &lt; &#20013;": "&lt; < 中",
		`\&amp;`:                 "&amp;",
		"&nothing; & &amp":       "&nothing; & &amp",
		"a\x00b":                 "a\uFFFDb",
	} {
		if got := markdown.Resolve([]byte(source)); got != want {
			t.Errorf("%q resolves to %q, want %q", source, got, want)
		}
	}
}

// FuzzParse holds that a line of words, stars and tildes keeps them all: a mark is text unless it makes a node.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"100~200元，300~400元", "**“甲”**与~~乙~~", "*a **b* c**~~~d~~~", "~~a *b~~ c*", "***a** b*"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// The other characters mean something else, and white space gets lost at the ends of lines.
		source := []byte("x" + strings.Map(func(r rune) rune {
			if strings.ContainsRune("ab1甲乙“”，。*~ ", r) {
				return r
			}
			return -1
		}, text) + "x")
		kept := map[rune]int{}
		err := ast.Walk(markdown.Parse(source), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.Text:
				if entering {
					count(kept, string(n.Value(source)), 1)
				}
			case *ast.Emphasis:
				kept['*'] += n.Level
			case *extast.Strikethrough:
				kept['~'] += 2
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		count(kept, string(source), -1)
		for r, n := range kept {
			if n != 0 {
				t.Errorf("%q has %+d of %q in its tree", source, n, r)
			}
		}
	})
}

// count adds by to the count of each character of text.
func count(counts map[rune]int, text string, by int) {
	for _, r := range text {
		counts[r] += by
	}
}

// FuzzResolve holds that a text whose marks are all escaped comes back as it was.
func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"a*b", `\&lt;`, "&#x41;&amp;", "中\\"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
			t.Skip("no text that a parser would be given")
		}
		var source strings.Builder
		for _, r := range text {
			if r < utf8.RuneSelf && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
				source.WriteByte('\\')
			}
			source.WriteRune(r)
		}
		if got := markdown.Resolve([]byte(source.String())); got != text {
			t.Errorf("%q resolves to %q, want %q", source.String(), got, text)
		}
	})
}

package bot_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/internal/markdown"
)

// accepts checks that Telegram takes a message, and finds nothing to mend in it.
func accepts(t *testing.T, html string) {
	t.Helper()
	api := playground.New(playground.Options{})
	api.Open(playground.Person{ID: alice}.Private())
	form := url.Values{"chat_id": {strconv.FormatInt(alice, 10)}, "parse_mode": {"HTML"}, "text": {html}}
	resp, err := (&http.Client{Transport: api}).PostForm("http://telegram.test/bot"+api.Token()+"/sendMessage", form)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		answer, _ := io.ReadAll(resp.Body)
		t.Errorf("Telegram refuses it: %s\n%s", answer, html)
	}
	for _, why := range api.Violations() {
		t.Errorf("%s in %q", why, html)
	}
}

// markdownSeeds are texts of the kinds that models write, cut off and hostile ones among them.
func markdownSeeds() []string {
	seeds := []string{
		"", "plain", "**a *b** c*", "```\nopen", "````\n```\n````", "> > > deep\n- > x", "| a | b |\n|--|--|\n| c |",
		"1. a\n   - b\n      - c\n\n\n   d", "[x](<y z> \"t\")", "![a](b)![](c)", "<script>alert(1)</script>", "<!-- c -->\n<div>",
		"&#0;&#x202e;&nbsp;&copy;", "a\\*b\\\nc", "~~a~~ ~b~ ~~~c~~~", "*中*文*字*，**“引”**的", "\u202ertl\u200b", "\xff\xfe",
		"[1][2][^3] 【4】",
		"[1]: http://x\n\n[1]", "#\n## \n### a #", "***\n---\n___", "`` a`b ``", "x\r\ny\tz", "http://a.test/?a=1&b=2",
	}
	for _, a := range answers() {
		seeds = append(seeds, a.Text)
	}
	files, _ := filepath.Glob("testdata/render/*.md")
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && len(text) < 2000 {
			seeds = append(seeds, string(text))
		}
	}
	return seeds
}

// FuzzRender: whatever the Markdown, Telegram accepts every part, finds nothing to mend in the nesting, and no letter or
// digit of the text is lost; the draft of it is plain and fits.
func FuzzRender(f *testing.F) {
	for _, seed := range markdownSeeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		html := bot.RenderMarkdown(markdown)
		text, _, err := playground.ParseHTML(html)
		if err != nil {
			t.Fatalf("Telegram refuses %q: %v", html, err)
		}
		if text != bot.TextOf(html) {
			t.Errorf("Telegram reads %q, TextOf says %q", text, bot.TextOf(html))
		}
		keepsTheRules(t, html)
		keepsTheText(t, markdown, html)
		if n := playground.Units(bot.DraftText(markdown)); n > 4096 {
			t.Errorf("the draft has %d units", n)
		}
	})
}

// sourceText returns the text of a Markdown tree: of its leaves, without marks, and apart from it that of the cells of
// tables, since a card has them in another order. Not text are the language of code, which Telegram shows in its own
// way if at all, the titles of links, the addresses of links and pictures, and the tag of a line break.
func sourceText(source string) (running string, cells []string) {
	src := []byte(strings.ToValidUTF8(source, "\uFFFD"))
	var b strings.Builder
	_ = ast.Walk(bot.ParseMarkdown(src), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if n.Kind() == extast.KindTableCell {
			cells = append(cells, leafText(n, src))
			return ast.WalkSkipChildren, nil
		}
		b.WriteString(ownText(n, src))
		return ast.WalkContinue, nil
	})
	return b.String(), cells
}

// leafText returns the text of all leaves below a node.
func leafText(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			b.WriteString(ownText(n, src))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// ownText returns the text that stands in a node itself.
func ownText(n ast.Node, src []byte) string {
	switch n := n.(type) {
	case *ast.Text:
		if n.Parent().Kind() == ast.KindCodeSpan {
			return string(n.Value(src))
		}
		return markdown.Resolve(n.Value(src))
	case *ast.AutoLink:
		return string(n.Label(src))
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return string(n.Lines().Value(src))
	case *ast.HTMLBlock:
		if n.HasClosure() {
			return string(n.Lines().Value(src)) + string(n.ClosureLine.Value(src))
		}
		return string(n.Lines().Value(src))
	case *ast.RawHTML:
		if tag := string(n.Segments.Value(src)); !strings.HasPrefix(strings.ToLower(tag), "<br") {
			return tag
		}
	}
	return ""
}

func letters(s string) []rune {
	var kept []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// missing returns what of want does not come in got in its order, from the first such letter on.
func missing(want, got []rune) string {
	for _, r := range got {
		if len(want) > 0 && want[0] == r {
			want = want[1:]
		}
	}
	return string(want)
}

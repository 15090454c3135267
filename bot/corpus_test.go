package bot_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

// TestRenderCorpus renders answers of the kinds that models write, each a file of testdata/render, and holds the result
// against the golden file and the rules of Telegram.
func TestRenderCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/render/*.md")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d answers, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := rag.Answer{Text: string(source), Lang: corpus.English}
			if strings.HasSuffix(name, "_zh") {
				a.Lang = corpus.Chinese
			}
			if strings.HasPrefix(name, "compare_") {
				a.Comparison = statementsIn(a.Text)
			}
			html := bot.Render(a)
			golden(t, "render/"+name+".html", html+"\n")
			keepsTheRules(t, html)
			for _, part := range bot.Split(html, bot.MaxUnits) {
				accepts(t, part)
			}
			if len(a.Comparison) == 0 {
				keepsTheText(t, a.Text, html)
			}
			for _, s := range a.Comparison {
				saysIt(t, s, html)
			}
		})
	}
}

// keepsTheRules checks that every part of a rendered text is a message that Telegram takes, and that they are the whole.
func keepsTheRules(t *testing.T, html string) {
	t.Helper()
	parts := bot.Split(html, bot.MaxUnits)
	checkParts(t, html, parts, bot.MaxUnits)
	for _, part := range parts {
		text, _, err := playground.ParseHTML(part)
		if err != nil || playground.Units(text) > 4096 || len(part) >= 32_768 {
			t.Errorf("a part has %d units, %d bytes, %v", playground.Units(text), len(part), err)
		}
	}
}

// keepsTheText checks that no letter or digit of a Markdown text is lost.
func keepsTheText(t *testing.T, markdown, html string) {
	t.Helper()
	text, _, err := playground.ParseHTML(html)
	if err != nil {
		t.Fatalf("Telegram refuses %q: %v", html, err)
	}
	running, cells := sourceText(markdown)
	if lost := missing(letters(running), letters(text)); lost != "" {
		t.Errorf("%q is lost of %q in %q", lost, markdown, text)
	}
	shown := string(letters(text))
	for _, cell := range cells {
		if !strings.Contains(shown, string(letters(cell))) {
			t.Errorf("the cell %q is lost of %q in %q", cell, markdown, text)
		}
	}
}

var citation = regexp.MustCompile(`\[\d+\]`)

// saysIt checks that every word and citation of a statement, its aspect and its side are shown.
func saysIt(t *testing.T, s rag.Statement, html string) {
	t.Helper()
	text := bot.TextOf(html)
	shown := string(letters(text))
	for _, part := range []string{s.Aspect, s.Side, bot.TextOf(bot.RenderMarkdown(s.Text))} {
		if !strings.Contains(shown, string(letters(part))) {
			t.Errorf("%q is lost in %q", part, text)
		}
	}
	for _, mark := range citation.FindAllString(s.Text, -1) {
		if strings.Count(text, mark) < strings.Count(s.Text, mark) {
			t.Errorf("%s of %q is lost in %q", mark, s.Text, text)
		}
	}
}

var statementLine = regexp.MustCompile(`^- \*\*(.+?)\*\*(?:：|: )(.*\[\d+\].*)$`)

// statementsIn reads the statements out of the text of a comparison: those with citations.
func statementsIn(text string) []rag.Statement {
	var list []rag.Statement
	aspect := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if found := statementLine.FindStringSubmatch(line); found != nil {
			list = append(list, rag.Statement{Aspect: aspect, Side: found[1], Text: found[2]})
		} else if strings.HasPrefix(line, "**") {
			aspect = strings.Trim(line, "*")
		}
	}
	return list
}

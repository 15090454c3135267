package corpus_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
)

// TestParseMarkdown gives the sections of an edition as "heading: paragraph / paragraph".
func TestParseMarkdown(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"text before a heading":     {"Before.\n\n## One\n\nText.", []string{": Before.", "One: Text."}},
		"title":                     {"# Title\n\nText.\n\n# Part\n\nMore.", []string{": Text.", "Part: More."}},
		"title below text":          {"Text.\n\n# Title\n\nMore.", []string{": Text.", "Title: More."}},
		"title of the front matter": {"---\ntitle: A\n---\n# B\n\nText.", []string{"B: Text."}},
		"same title twice":          {"---\ntitle: A\n---\n# *A*\n\nText.", []string{": Text."}},
		"heading without text":      {"## One\n\n### Two\n\nText.", []string{"Two: Text."}},
		"empty heading":             {"## One\n\nText.\n\n##\n\nMore.", []string{"One: Text. / More."}},
		"rule at the start":         {"---\n\nText.", []string{": Text."}},
		"empty front matter":        {"---\n---\nText.", []string{": Text."}},
		"comment in front matter":   {"---\n# nothing\nx: 1\n---\nText.", []string{": Text."}},
		"nested lists":              {"- a\n  - b\n\n    c\n- d", []string{": a / b / c / d"}},
		"quotation with a list":     {"> a\n> - b\n> > c", []string{": a / b / c"}},
		"soft break in Chinese":     {"开源\n“模型”\n很多 LLaMA\n是其一\nin two\nlines", []string{": 开源“模型”很多 LLaMA是其一in two lines"}},
		"soft break in emphasis":    {"some *new\nmodels* are\nopen", []string{": some new models are open"}},
		"hard break":                {"One line  \nAnother line", []string{": One line\nAnother line"}},
		"links":                     {"[text](x) <https://c.d> [ref][r] ![a](p)\n\n[r]: x", []string{": text https://c.d ref"}},
		"references and escapes":    {"a &amp;lt; b &lt; \\&amp; \\* `&amp; \\*`", []string{": a &lt; b < &amp; * &amp; \\*"}},
		"bold beside punctuation":   {"**“开源”**是 **“模型。”**的", []string{": “开源”是 “模型。”的"}},
		"bold between Chinese":      {"他说**“开源”**而已\n\n| **“甲”**与乙 |\n|---|", []string{": 他说“开源”而已 / “甲”与乙"}},
		"ranges":                    {"一年100~200元，两年300~400元。~~旧价~~", []string{": 一年100~200元，两年300~400元。旧价"}},
		"asterisks in English":      {"2 ** 3 and \\*\\*not bold\\*\\*", []string{": 2 ** 3 and **not bold**"}},
		"code with an empty line":   {"```\na\n\nb\n```", []string{": a / b"}},
		"HTML":                      {"<div>\nx\n</div>\n\na <i>b</i> <!-- c --> d", []string{": a b  d"}},
		"rules and marks only":      {"Text.\n\n***\n\n…\n\n---", []string{": Text."}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := flat(mustParse(t, "a.md", []byte(c.in))); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func flat(e *corpus.Edition) []string {
	var out []string
	for _, s := range e.Sections {
		var paragraphs []string
		for _, p := range s.Paragraphs {
			paragraphs = append(paragraphs, p.Text())
		}
		out = append(out, s.Title+": "+strings.Join(paragraphs, " / "))
	}
	return out
}

func TestParseFrontMatter(t *testing.T) {
	const head = `---
title: 2024
original_title: >
  Over two
  lines
author: [A, B]
editor: ~
publisher: {name: nobody}
date: 29 January 2024
url: javascript:alert(1)
note: "a\u202eb"
unknown: [1, {2: 3}]
---
Text.`
	got := mustParse(t, "a.md", []byte(head)).Meta
	want := corpus.Meta{Title: "2024", OriginalTitle: "Over two lines", Author: "A, B", Date: "2024-01-29", Note: "ab"}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestParseTitle(t *testing.T) {
	for name, c := range map[string]struct{ file, in, want string }{
		"heading":       {"a.md", "# A *new* `title`\n\nText.", "A new title"},
		"setext":        {"a.md", "A title\n===\n\nText.", "A title"},
		"front matter":  {"a.md", "---\ntitle: One\n---\n# Two\n\nText.", "One"},
		"name":          {"dir/Some article.zh.md", "Text.", "Some article"},
		"second level":  {"a.md", "## Two\n\nText.", "a"},
		"no name":       {".md", "Text.", "article"},
		"text file":     {"a.txt", "A title\n\nThe text begins with this.", "A title"},
		"no title line": {"a b.txt", "The text begins with this.", "a b"},
	} {
		if got := mustParse(t, c.file, []byte(c.in)).Meta.Title; got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

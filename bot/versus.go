package bot

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"articlebot/rag"
)

// renderText writes the text of an answer: a comparison as a table where one fits a phone, else as it is written, aspect by
// aspect with a line for each side.
func renderText(a rag.Answer) string {
	table, ok := comparisonTable(a.Comparison)
	if !ok {
		return renderMarkdown(a.Text)
	}
	html := "<pre>" + escape(table) + "</pre>"
	if rest := renderMarkdown(besides(a)); !isBlank(textOf(rest)) {
		html += "\n\n" + rest
	}
	return html
}

// comparisonTable lays a comparison out as a table of plain words. It reports false where that does not fit, or is no table.
func comparisonTable(statements []rag.Statement) (string, bool) {
	g, ok := comparisonGrid(statements, plainWords)
	if !ok {
		return "", false
	}
	return g.layout()
}

// comparisonGrid arranges a comparison with a column for each side and a row for each aspect, and has each statement read for its
// cell. It reports false where that is no table: for a side alone, two statements in a cell, a statement that a cell does not hold.
func comparisonGrid(statements []rag.Statement, read func(string) (string, bool)) (grid, bool) {
	head, aspects := []string{""}, []string{}
	for _, s := range statements {
		if !slices.Contains(head[1:], s.Side) {
			head = append(head, s.Side)
		}
		if !slices.Contains(aspects, s.Aspect) {
			aspects = append(aspects, s.Aspect)
		}
	}
	if len(head) < 3 || slices.Contains(aspects, "") {
		return nil, false
	}
	g := grid{head}
	for _, aspect := range aspects {
		row := append([]string{aspect}, slices.Repeat([]string{blankCell}, len(head)-1)...)
		g = append(g, row)
	}
	for _, s := range statements {
		cell := &g[1+slices.Index(aspects, s.Aspect)][1+slices.Index(head[1:], s.Side)]
		text, ok := read(s.Text)
		if !ok || *cell != blankCell {
			return nil, false
		}
		*cell = text
	}
	return g, true
}

// plainWords returns what a reader sees of a statement. It reports false where a cell would not do it justice: for a link,
// and for Markdown that is more than a line of text.
func plainWords(statement string) (string, bool) {
	if !isLine(statement) {
		return "", false
	}
	html := renderMarkdown(statement)
	return oneLine(textOf(html)), !strings.Contains(html, "<a ") && !strings.Contains(html, "://")
}

// isLine reports whether Markdown is one paragraph.
func isLine(statement string) bool {
	block := parseMarkdown([]byte(statement)).FirstChild()
	return block != nil && block.Kind() == ast.KindParagraph && block.NextSibling() == nil
}

// besides returns the lines of a comparison that its statements do not make, such as that nothing is said of a side.
func besides(a rag.Answer) string {
	var rest []string
	for line := range strings.Lines(a.Text) {
		bare := strings.TrimSpace(line)
		states := func(s rag.Statement) bool {
			return bare == "**"+s.Aspect+"**" ||
				strings.HasPrefix(bare, "- **"+s.Side+"**") && strings.HasSuffix(bare, strings.TrimSpace(s.Text))
		}
		if !slices.ContainsFunc(a.Comparison, states) {
			rest = append(rest, line)
		}
	}
	return strings.TrimSpace(strings.Join(rest, ""))
}

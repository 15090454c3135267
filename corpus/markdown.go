package corpus

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"

	"articlebot/internal/markdown"
)

// cellSeparator stands between the cells of a table's row, which becomes a paragraph.
const cellSeparator = " | "

// readMarkdown reads CommonMark with tables, footnotes, task lists and strike-through. Markup, images and HTML are dropped.
func readMarkdown(source string) (*document, error) {
	doc, body, err := cutFrontMatter(source)
	if err != nil {
		return nil, err
	}
	m := markdownReader{source: []byte(body), doc: doc}
	tree := markdown.Parse(m.source, markdown.References{}, extension.TaskList, extension.Footnote)
	return doc, ast.Walk(tree, m.block)
}

// markdownReader fills a document from a tree.
type markdownReader struct {
	source []byte
	doc    *document
	// titled is set once the first heading of level 1 was met.
	titled bool
}

// block is an ast.Walker over the blocks; what is inside them is left to inline.
func (m *markdownReader) block(node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := node.(type) {
	case *ast.Heading:
		m.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		m.doc.addParagraph(m.inline(n))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for part := range strings.SplitSeq(string(n.Lines().Value(m.source)), "\n\n") {
			m.doc.addParagraph(part)
		}
	case *table.TableRow, *table.TableHeader:
		m.doc.addParagraph(m.row(n))
	case *ast.HTMLBlock:
	default:
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, nil
}

// heading takes the first heading of level 1 for the title, unless the front matter gives another one. What is too long for a heading
// is a paragraph.
func (m *markdownReader) heading(n *ast.Heading) {
	title := oneLine(m.inline(n))
	switch {
	case title == "":
		return
	case isTooLong(title):
		m.doc.addParagraph(title)
		return
	}
	if n.Level == 1 && !m.titled {
		m.titled = true
		if m.doc.meta.Title == "" {
			m.doc.meta.Title = title
		}
		if m.doc.meta.Title == title && len(m.doc.sections) == 0 {
			return
		}
	}
	m.doc.addHeading(title)
}

func (m *markdownReader) row(n ast.Node) string {
	var cells []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, oneLine(m.inline(c)))
	}
	return strings.Join(cells, cellSeparator)
}

// inline returns the text below a node.
func (m *markdownReader) inline(node ast.Node) string {
	var b strings.Builder
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			b.WriteString(m.text(n))
			m.lineBreak(&b, n)
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(m.source))
		case *ast.RawHTML:
			if tag := n.Segments.Value(m.source); bytes.HasPrefix(bytes.ToLower(tag), []byte("<br")) {
				b.WriteByte('\n')
			}
		case *ast.Image, *table.FootnoteLink, *table.FootnoteBacklink:
		default:
			b.WriteString(m.inline(n))
		}
	}
	return b.String()
}

// text returns a leaf's text; that of code is raw.
func (m *markdownReader) text(n *ast.Text) string {
	value := n.Segment.Value(m.source)
	if n.IsRaw() {
		return string(value)
	}
	return markdown.Resolve(value)
}

// lineBreak writes what stands for the end of a source line: nothing between Chinese characters.
func (m *markdownReader) lineBreak(b *strings.Builder, n *ast.Text) {
	switch {
	case n.HardLineBreak():
		b.WriteByte('\n')
	case n.SoftLineBreak():
		before, after := lastRune(b.String()), ' '
		if next, ok := n.NextSibling().(*ast.Text); ok {
			after, _ = utf8.DecodeRune(next.Segment.Value(m.source))
		}
		if !isWide(before) && !isWide(after) {
			b.WriteByte(' ')
		}
	}
}

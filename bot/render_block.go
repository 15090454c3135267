package bot

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// renderMarkdown writes Markdown in the HTML that Telegram understands. It accepts any text; every tag of its output is
// its own and closed.
func renderMarkdown(source string) string {
	src := []byte(strings.ToValidUTF8(source, "\uFFFD"))
	r := &renderer{src: src}
	r.blocks(parseMarkdown(src), false)
	return strings.Trim(r.out.String(), "\n")
}

// maxIndent is the deepest indentation, in spaces: a phone shows about 40 characters in a line.
const maxIndent = 12

// renderer writes a Markdown tree. Telegram knows neither headings nor lists nor tables nor rules: they become text.
type renderer struct {
	src    []byte
	out    bytes.Buffer
	indent string
	// tags are those that what is written stands in, outer ones first. A tag is opened when something is written in it.
	tags []tag
}

// tag is a tag around what is written.
type tag struct {
	name, opening string
	isOpen        bool
}

// blocks writes the children of a block, with blank lines between them where the source has them. The first one goes on the
// line of a list's mark when marked is set.
func (r *renderer) blocks(parent ast.Node, marked bool) {
	first := true
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		before := r.out.Len()
		if !first {
			r.write(r.lineEnds(n))
		}
		if startsIndented(n) && (!first || !marked) {
			r.write(r.indent)
		}
		start := r.out.Len()
		r.block(n)
		if r.out.Len() == start {
			r.out.Truncate(before)
			continue
		}
		first = false
	}
}

// lineEnds returns what stands between a block and the one before it. A heading has air above it in any case.
func (r *renderer) lineEnds(n ast.Node) string {
	underText := n.Kind() == ast.KindHeading && n.PreviousSibling().Kind() != ast.KindHeading
	if n.HasBlankPreviousLines() || underText || n.Kind() == extast.KindTable && r.isBelowBlank(n) {
		return "\n\n"
	}
	return "\n"
}

// isBelowBlank reports whether the line before a table is blank; the parser, which makes tables of paragraphs, forgets.
func (r *renderer) isBelowBlank(table ast.Node) bool {
	above := r.src[:table.FirstChild().Pos()]
	above = above[:bytes.LastIndexByte(above, '\n')+1]
	above = bytes.TrimSuffix(above, []byte("\n"))
	above = above[bytes.LastIndexByte(above, '\n')+1:]
	return len(bytes.Trim(above, "> \t\r")) == 0
}

// startsIndented reports whether a block is lines of text that move to the right inside a list.
func startsIndented(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindList, ast.KindBlockquote, ast.KindCodeBlock, ast.KindFencedCodeBlock, extast.KindTable:
		return false
	}
	return true
}

func (r *renderer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.wrap("b", "<b>", func() { r.inlines(n) })
	case *ast.ThematicBreak:
		r.write(strings.Repeat("─", 10))
	case *ast.List:
		r.list(n)
	case *ast.Blockquote:
		r.quote(n)
	case *ast.FencedCodeBlock:
		r.code(string(n.Language(r.src)), r.lines(n))
	case *ast.CodeBlock:
		r.code("", r.lines(n))
	case *ast.HTMLBlock:
		text := r.lines(n)
		if n.HasClosure() {
			text += string(n.ClosureLine.Value(r.src))
		}
		r.text(strings.TrimRight(text, "\n"))
	case *extast.Table:
		r.table(n)
	default:
		r.inlines(n)
	}
}

func (r *renderer) list(n *ast.List) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil {
			r.write(r.lineEnds(item))
		}
		mark := "• "
		switch {
		case n.IsOrdered():
			mark = strconv.Itoa(number) + ". "
			number++
		case isTask(item):
			mark = ""
		}
		r.write(r.indent + mark)
		outer := r.indent
		r.indent += strings.Repeat(" ", max(2, len([]rune(mark))))
		r.indent = r.indent[:min(len(r.indent), maxIndent)]
		r.blocks(item, true)
		r.indent = outer
	}
}

// isTask reports whether an item begins with a box to tick, which takes the place of its mark and is as wide.
func isTask(item ast.Node) bool {
	text := item.FirstChild()
	return text != nil && text.FirstChild() != nil && text.FirstChild().Kind() == extast.KindTaskCheckBox
}

func (r *renderer) quote(n ast.Node) {
	outer := r.indent
	r.indent = ""
	r.wrap("blockquote", "<blockquote>", func() { r.blocks(n, false) })
	r.indent = outer
}

// code writes a block of code. Telegram wants an inner tag for the name of the language only.
func (r *renderer) code(language, text string) {
	text = escape(strings.TrimRight(text, "\n"))
	if isBlank(text) {
		return
	}
	if isName(language) {
		text = `<code class="language-` + language + `">` + text + "</code>"
	}
	r.write("<pre>" + text + "</pre>")
}

// lines returns the source of a block that is not parsed any further.
func (r *renderer) lines(n ast.Node) string { return string(n.Lines().Value(r.src)) }

// write writes HTML, in the tags that it is to stand in.
func (r *renderer) write(html string) {
	if html == "" {
		return
	}
	for i, t := range r.tags {
		if !t.isOpen {
			r.out.WriteString(t.opening)
			r.tags[i].isOpen = true
		}
	}
	r.out.WriteString(html)
}

// wrap has inner write in a tag, unless that is there already: quotations must not nest, and nesting the others says nothing.
func (r *renderer) wrap(name, opening string, inner func()) {
	if r.within(name) {
		inner()
		return
	}
	outer := len(r.tags)
	r.tags = append(r.tags, tag{name: name, opening: opening})
	inner()
	r.end(outer)
	r.tags = r.tags[:outer]
}

// within reports whether what is written stands in a tag.
func (r *renderer) within(name string) bool {
	return slices.ContainsFunc(r.tags, func(t tag) bool { return t.name == name })
}

// end closes the tags that are open, but for the outer ones. What is written next opens those again that it stands in.
func (r *renderer) end(outer int) {
	for i := len(r.tags) - 1; i >= outer; i-- {
		if r.tags[i].isOpen {
			r.out.WriteString("</" + r.tags[i].name + ">")
			r.tags[i].isOpen = false
		}
	}
}

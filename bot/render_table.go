package bot

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"articlebot/internal/markdown"
)

// blankCell stands where a card has nothing to say.
const blankCell = "–"

// table writes a table as code where it fits a phone, else row by row: as a list, or of three columns and more as cards.
func (r *renderer) table(n *extast.Table) {
	if text, ok := r.fitting(n); ok {
		r.code("", text)
		return
	}
	head := cellsOf(n.FirstChild())
	if len(head) < 3 || n.ChildCount() == 1 {
		r.points(n)
		return
	}
	labels := make([]string, len(head))
	for i, cell := range head {
		labels[i] = label(r.plain(cell))
	}
	for row := n.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		r.card(row, labels)
		if row.NextSibling() != nil {
			r.write("\n\n")
		}
	}
}

// fitting lays a table out as text. It reports false where a phone is too narrow for it, and where a cell has a link, which
// code would put an end to.
func (r *renderer) fitting(n *extast.Table) (string, bool) {
	var g grid
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var line []string
		for _, cell := range cellsOf(row) {
			inner := &renderer{src: r.src}
			inner.cell(cell)
			html := inner.out.String()
			if strings.Contains(html, "<a ") || strings.Contains(html, "://") {
				return "", false
			}
			line = append(line, oneLine(textOf(html)))
		}
		g = append(g, line)
	}
	return g.layout()
}

// points writes a table as its head and a point for each row, with the first of several cells as the point's name.
func (r *renderer) points(n *extast.Table) {
	r.write(r.indent)
	r.wrap("b", "<b>", func() { r.joined(cellsOf(n.FirstChild())) })
	for row := n.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		r.write("\n" + r.indent + "• ")
		cells := cellsOf(row)
		if len(cells) == 1 {
			r.filled(cells[0])
			continue
		}
		r.wrap("b", "<b>", func() { r.cell(cells[0]) })
		r.write(colonAfter(strings.TrimSpace(r.plain(cells[0]))))
		r.filled(cells[1])
	}
}

// joined writes the names of columns in one line.
func (r *renderer) joined(cells []ast.Node) {
	isFirst := true
	for _, cell := range cells {
		if strings.TrimSpace(r.plain(cell)) == "" {
			continue
		}
		if !isFirst {
			r.write(" · ")
		}
		isFirst = false
		r.cell(cell)
	}
}

// card writes a row: its first cell in bold, and a point for each of the others under the name of its column.
func (r *renderer) card(row ast.Node, labels []string) {
	for i, cell := range cellsOf(row) {
		if i == 0 {
			r.write(r.indent)
			r.wrap("b", "<b>", func() {
				r.text(labels[0])
				r.filled(cell)
			})
			continue
		}
		r.write("\n" + r.indent + "• ")
		r.text(labels[i])
		r.filled(cell)
	}
}

// filled writes a cell as far to the right as the text of its point, and a dash where it is empty.
func (r *renderer) filled(cell ast.Node) {
	if strings.TrimSpace(r.plain(cell)) == "" {
		r.write(blankCell)
		return
	}
	outer := r.indent
	r.indent += "  "
	r.cell(cell)
	r.indent = outer
}

// cell writes a cell and, in the last one of a row, what the row has beyond the table's columns, which the parser drops.
func (r *renderer) cell(cell ast.Node) {
	r.inlines(cell)
	if cell.NextSibling() != nil || cell.Lines().Len() == 0 {
		return
	}
	rest := r.src[cell.Lines().At(0).Stop:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	if rest = bytes.Trim(rest, "| \t\r"); len(rest) > 0 {
		r.text(" | " + markdown.Resolve(rest))
	}
}

// cellsOf returns the cells of a row.
func cellsOf(row ast.Node) []ast.Node {
	var cells []ast.Node
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		cells = append(cells, cell)
	}
	return cells
}

// label makes of a column's name what stands before a value.
func label(name string) string {
	name = strings.TrimSpace(name)
	return name + colonAfter(name)
}

// colonAfter returns what stands between a name and its value.
func colonAfter(name string) string {
	switch {
	case name == "" || strings.HasSuffix(name, "："):
		return ""
	case strings.HasSuffix(name, ":"):
		return " "
	case hasHan(name):
		return "："
	}
	return ": "
}

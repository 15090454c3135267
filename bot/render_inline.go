package bot

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"articlebot/internal/markdown"
)

// maxURL is the longest address that becomes a link, in bytes; Telegram refuses messages with much in their links.
const maxURL = 1000

// inlines writes the children of n.
func (r *renderer) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.inline(c)
	}
}

func (r *renderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.text(markdown.Resolve(n.Value(r.src)))
		if n.SoftLineBreak() || n.HardLineBreak() {
			r.out.WriteString("\n" + r.indent)
		}
	case *ast.String:
		r.text(string(n.Value))
	case *ast.Emphasis:
		tag := "i"
		if n.Level == 2 {
			tag = "b"
		}
		r.wrap(tag, "<"+tag+">", func() { r.inlines(n) })
	case *extast.Strikethrough:
		r.wrap("s", "<s>", func() { r.inlines(n) })
	case *ast.CodeSpan:
		r.wrap("code", "<code>", func() { r.text(r.span(n)) })
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.text(string(n.Label(r.src)))
	case *ast.Image:
		r.text(r.plain(n))
	case *ast.RawHTML:
		r.text(string(n.Segments.Value(r.src)))
	default:
		r.inlines(n)
	}
}

// text writes text as text.
func (r *renderer) text(s string) { r.out.WriteString(escape(s)) }

// link writes a link to the web. Anything else in the form of a link stays as it was written: often it is a citation
// before a parenthesis.
func (r *renderer) link(n *ast.Link) {
	address := markdown.Resolve(n.Destination)
	u, err := url.Parse(address)
	if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(address) <= maxURL {
		r.wrap("a", `<a href="`+escape(address)+`">`, func() { r.inlines(n) })
		return
	}
	r.text("[")
	r.inlines(n)
	r.text("](" + address + ")")
}

// span returns the text of inline code, in one line.
func (r *renderer) span(n *ast.CodeSpan) string {
	var b bytes.Buffer
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Value(r.src))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// plain returns the text of the children of n without formatting.
func (r *renderer) plain(n ast.Node) string {
	inner := &renderer{src: r.src, open: map[string]bool{}}
	inner.inlines(n)
	return textOf(inner.out.String())
}

package bot

import (
	"bytes"
	"net/url"
	"regexp"
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
			r.write("\n" + r.indent)
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
		r.inlineCode(r.span(n))
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.text(string(n.Label(r.src)))
	case *ast.Image:
		r.image(n)
	case *ast.RawHTML:
		r.rawHTML(n)
	case *extast.TaskCheckBox:
		r.write(map[bool]string{false: "☐ ", true: "☑ "}[n.IsChecked])
	default:
		r.inlines(n)
	}
}

// text writes text as text.
func (r *renderer) text(s string) { r.write(escape(s)) }

// lineBreak finds the one tag that models write in place of Markdown, since a cell of a table cannot do without.
var lineBreak = regexp.MustCompile(`(?i)^<br\s*/?>$`)

// rawHTML writes a tag as the text that it is, but for a line break, which is one with a line end that follows.
func (r *renderer) rawHTML(n *ast.RawHTML) {
	tag := string(n.Segments.Value(r.src))
	if !lineBreak.MatchString(tag) {
		r.text(tag)
		return
	}
	if next, ok := n.NextSibling().(*ast.Text); ok && next.SoftLineBreak() && len(next.Value(r.src)) == 0 {
		return
	}
	r.write("\n" + r.indent)
}

// link writes a link to the web. Anything else in the form of a link stays as it was written: often it is a citation
// before a parenthesis.
func (r *renderer) link(n *ast.Link) {
	address := markdown.Resolve(n.Destination)
	if isWebAddress(address) {
		r.wrap("a", `<a href="`+escape(address)+`">`, func() { r.inlines(n) })
		return
	}
	r.text("[")
	r.inlines(n)
	r.text("](" + address + ")")
}

// image writes what a picture is said to show, as a link to it where it is on the web.
func (r *renderer) image(n *ast.Image) {
	address := markdown.Resolve(n.Destination)
	if !isWebAddress(address) {
		r.text(r.plain(n))
		return
	}
	r.wrap("a", `<a href="`+escape(address)+`">`, func() { r.text(r.plain(n)) })
}

// isWebAddress reports whether an address is one that a link may have: of the web, of a moderate length, and without a
// name before its host, which is there to be taken for the host.
func isWebAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && len(address) <= maxURL
}

// inlineCode writes code within a line. In Telegram it stands in no other tag but a quotation: styles end before it and go
// on behind it, and a link, which it would put an end to, has its text only.
func (r *renderer) inlineCode(text string) {
	if text = escape(text); text == "" {
		return
	}
	if r.within("a") {
		r.write(text)
		return
	}
	outer, all := r.quoted(), len(r.tags)
	r.end(outer)
	r.tags = r.tags[:outer]
	r.write("<code>" + text + "</code>")
	r.tags = r.tags[:all]
}

// quoted is how many of the tags are a quotation, which is the outermost one.
func (r *renderer) quoted() int {
	if r.within("blockquote") {
		return 1
	}
	return 0
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
	inner := &renderer{src: r.src}
	inner.inlines(n)
	return textOf(inner.out.String())
}

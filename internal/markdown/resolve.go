package markdown

import (
	"bufio"
	"bytes"
	"html"

	gmhtml "github.com/yuin/goldmark/renderer/html"
)

// Resolve returns source text with its backslash escapes and character references resolved, which a tree still holds as
// they were written. Only goldmark's HTML writer does both in one pass, so its output is taken back from HTML.
func Resolve(source []byte) string {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	gmhtml.DefaultWriter.Write(w, source)
	_ = w.Flush() // a bytes.Buffer takes everything
	return html.UnescapeString(b.String())
}

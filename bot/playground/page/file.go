package page

import (
	"io/fs"
	"net/http"
	"path"
	"strconv"
)

// kindOf returns the content type of a file of the page by its name; empty for what the page has no use for.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	}
	return ""
}

// file answers with an embedded file.
func (p *Page) file(w http.ResponseWriter, name string) {
	content, err := fs.ReadFile(p.files, name)
	kind := kindOf(name)
	if err != nil || kind == "" {
		p.fail(w, notFound("there is no such file"))
		return
	}
	send(w, kind, content)
}

// send answers with bytes of a content type.
func send(w http.ResponseWriter, kind string, content []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) // a reader who went away needs no answer
}

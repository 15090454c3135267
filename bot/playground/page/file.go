package page

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
)

//go:embed assets
var assets embed.FS

// file is what an address of the page is answered with.
type file struct {
	contentType string
	content     []byte
}

// files are what the page's document loads, by name.
type files map[string]file

// newFiles makes the document, which takes a state, and what it loads: as few files as there can be.
func newFiles() (*template.Template, files, error) {
	folder, err := fs.Sub(assets, "assets")
	if err != nil {
		return nil, nil, err
	}
	document, err := template.ParseFS(folder, "index.html")
	if err != nil {
		return nil, nil, err
	}
	script, err := joinModules(folder, "app")
	if err != nil {
		return nil, nil, err
	}
	var styles bytes.Buffer
	for _, name := range []string{"style.css", "chat.css", "panel.css"} {
		content, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, nil, err
		}
		styles.Write(content)
	}
	icon, err := fs.ReadFile(folder, "icon.svg")
	return document, files{
		"app.js":   {"text/javascript; charset=utf-8", script},
		"page.css": {"text/css; charset=utf-8", styles.Bytes()},
		"icon.svg": {"image/svg+xml", icon},
	}, err
}

// index answers with the document, which holds the state so that it can be used before the first event arrives.
func (p *Page) index(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	if err := p.document.Execute(&b, p.state(preferred(r))); err != nil {
		p.fail(w, err)
		return
	}
	send(w, "text/html; charset=utf-8", b.Bytes())
}

// asset answers with a file that the document loads.
func (p *Page) asset(w http.ResponseWriter, r *http.Request) {
	f, ok := p.files[r.PathValue("name")]
	if !ok {
		p.fail(w, notFound("there is no such file"))
		return
	}
	send(w, f.contentType, f.content)
}

// send answers with bytes of a content type.
func send(w http.ResponseWriter, contentType string, content []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) // a reader who went away needs no answer
}

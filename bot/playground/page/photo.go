package page

import "net/http"

// photo answers with the picture of a message.
func (p *Page) photo(w http.ResponseWriter, r *http.Request) {
	m, err := p.messageNamed(r.URL.Query())
	switch {
	case err != nil:
		p.fail(w, err)
	case m.Photo == nil || m.Photo.Content == nil:
		p.fail(w, notFound("there is no such picture"))
	default:
		send(w, "image/"+m.Photo.Kind, m.Photo.Content)
	}
}

package page

import "net/http"

// commands returns the menu that a person sees in a chat.
func (p *Page) commands(_ http.ResponseWriter, r *http.Request) (any, error) {
	query := r.URL.Query()
	person, err := number(query.Get("person"))
	if err != nil {
		return nil, err
	}
	id, err := number(query.Get("chat"))
	if err != nil {
		return nil, err
	}
	if _, _, err = p.check(place{Person: person, Chat: id}); err != nil {
		return nil, err
	}
	list := p.options.Server.Commands(person, id, query.Get("lang"))
	return map[string]any{"commands": listOf(list)}, nil
}

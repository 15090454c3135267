package playground

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a text: what is sent in bytes, what is shown in UTF-16 units, and entities that count; further ones are
// silently dropped.
const (
	rawLimit    = 32_768
	textLimit   = 4096
	entityLimit = 100
)

// content is the text of a message as it is shown.
type content struct {
	text     string
	html     string // the source, if it was HTML
	rich     string // the source, if it is a rich message
	entities []Entity
}

func (c content) same(m *Message) bool {
	return c.text == m.Text && c.rich == m.Rich && slices.EqualFunc(c.entities, m.Entities, func(a, b Entity) bool {
		sameUser := a.User == b.User || a.User != nil && b.User != nil && *a.User == *b.User
		a.User, b.User = nil, nil
		return a == b && sameUser
	})
}

// readContent reads the text of a message. overlong is the reason of the refusal for too many units.
func (s *Server) readContent(p params, overlong string) (content, *refusal) {
	text := p["text"]
	switch {
	case len(text) > rawLimit:
		return content{}, badRequest("text is too long")
	case !utf8.ValidString(text):
		return content{}, badRequest("strings must be encoded in UTF-8")
	}
	c, refused := parse(p, text)
	if refused != nil {
		return content{}, refused
	}
	if why := nesting(c.entities); why != "" {
		s.violate(why)
	}
	if len(c.entities) > entityLimit {
		s.violate("more than 100 entities")
		c.entities = c.entities[:entityLimit]
	}
	c.text, c.entities = trimText(c.text, c.entities)
	if Units(c.text) > textLimit {
		return content{}, badRequest("%s", overlong)
	}
	return c, nil
}

// parse reads a text by its parse_mode, or with its entities when it has none.
func parse(p params, text string) (content, *refusal) {
	switch strings.ToLower(p["parse_mode"]) {
	case "", "none":
		entities, refused := readEntities(p["entities"], text)
		return content{text: text, entities: entities}, refused
	case "html":
		plain, entities, err := ParseHTML(text)
		if err != nil {
			return content{}, badRequest("%v", err)
		}
		return content{text: plain, html: text, entities: entities}, nil
	}
	return content{}, badRequest("unsupported parse_mode")
}

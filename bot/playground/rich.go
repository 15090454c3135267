package playground

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// Limits of a rich message: characters, blocks (points of lists and rows of tables are some), levels of nesting, columns of a table.
const (
	richLimit    = 32_768
	blockLimit   = 500
	depthLimit   = 16
	columnsLimit = 20
)

// sendRichMessage is sendMessage with a rich message in place of the text. The words of its refusals are this package's own.
func (s *Server) sendRichMessage(p params) (any, *refusal) {
	text, refused := s.readRich(p)
	if refused != nil {
		return nil, refused
	}
	return s.sayMarked(p, text)
}

// readRich reads rich_message, of which html is known here and neither markdown nor blocks.
func (s *Server) readRich(p params) (content, *refusal) {
	for _, key := range []string{"text", "parse_mode", "entities", "link_preview_options"} {
		if _, ok := p[key]; ok {
			s.violate("a rich message with " + key)
		}
	}
	var forms map[string]json.RawMessage
	if json.Unmarshal([]byte(p["rich_message"]), &forms) != nil {
		return content{}, badRequest("can't parse InputRichMessage JSON object")
	}
	var given []string
	for _, form := range []string{"html", "markdown", "blocks"} {
		if _, ok := forms[form]; ok {
			given = append(given, form)
		}
	}
	var html string
	switch {
	case len(given) != 1:
		return content{}, badRequest("exactly one of html, markdown and blocks must be given in InputRichMessage")
	case given[0] != "html":
		return content{}, badRequest("%s of InputRichMessage is unsupported here", given[0])
	case json.Unmarshal(forms["html"], &html) != nil:
		return content{}, badRequest("html of InputRichMessage must be of type String")
	}
	text, err := ParseRichHTML(html)
	switch {
	case err != nil:
		return content{}, badRequest("%v", err)
	case text == "":
		return content{}, badRequest("rich message is empty")
	}
	return content{text: text, rich: html}, nil
}

// ParseRichHTML returns the text of a rich message: a line for each block, with " | " between the cells of a row. It takes less than
// Telegram does: text stands in blocks only, and tags end where they must. The text of an error is what stands in the Bot API's
// description after "Bad Request: ".
func ParseRichHTML(src string) (string, error) {
	if utf8.RuneCountInString(src) > richLimit {
		return "", errors.New("rich message is too long")
	}
	if !utf8.ValidString(src) || strings.ContainsRune(src, 0) {
		return "", unparsed("Text must be encoded in UTF-8 without null bytes")
	}
	p := &richParser{htmlParser: htmlParser{src: src}}
	for p.pos < len(p.src) {
		if err := p.step(); err != nil {
			return "", err
		}
	}
	if n := len(p.open); n > 0 {
		return "", unparsed("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	if p.halves {
		return "", unparsed("Text contains half of a surrogate pair")
	}
	return strings.TrimSpace(strings.Join(p.lines, "\n")), nil
}

// richJSON is a rich message as a bot gets it, simplified to paragraphs.
func richJSON(text string) map[string]any {
	var blocks []any
	for line := range strings.Lines(text) {
		blocks = append(blocks, map[string]any{"type": "paragraph", "text": strings.TrimSuffix(line, "\n")})
	}
	return map[string]any{"blocks": blocks}
}

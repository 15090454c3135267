package bot

import (
	"strings"
	"unicode/utf8"
)

// token is a tag, an entity or a character of HTML written by this package.
type token struct {
	raw string
	// text is what a reader sees; empty for a tag.
	text string
	// tag is the tag's name; empty for text.
	tag    string
	closes bool
}

// units returns the length of the token's text in UTF-16 code units, which Telegram counts in.
func (t token) units() int {
	n := 0
	for _, r := range t.text {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// isLineEnd reports whether the token is a line feed.
func (t token) isLineEnd() bool { return t.text == "\n" }

// tokenize takes HTML apart. It loses nothing: the raw tokens joined are the HTML.
func tokenize(html string) []token {
	tokens := make([]token, 0, utf8.RuneCountInString(html))
	for html != "" {
		t := nextToken(html)
		tokens = append(tokens, t)
		html = html[len(t.raw):]
	}
	return tokens
}

func nextToken(html string) token {
	switch html[0] {
	case '<':
		if end := strings.IndexByte(html, '>'); end > 0 {
			return tagToken(html[:end+1])
		}
	case '&':
		for _, e := range [...]struct{ raw, text string }{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", `"`}} {
			if strings.HasPrefix(html, e.raw) {
				return token{raw: e.raw, text: e.text}
			}
		}
	}
	_, size := utf8.DecodeRuneInString(html)
	return token{raw: html[:size], text: html[:size]}
}

func tagToken(raw string) token {
	name := strings.Trim(raw, "<>")
	name, closes := strings.CutPrefix(name, "/")
	name, _, _ = strings.Cut(name, " ")
	return token{raw: raw, tag: name, closes: closes}
}

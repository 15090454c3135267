package playground

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// htmlParser reads Telegram's HTML by the rules of tdlib (td/telegram/MessageEntity.cpp, parse_html) and refuses in its
// words.
type htmlParser struct {
	src      string
	pos      int
	text     []byte
	units    int
	open     []openTag
	entities []Entity
	halves   bool // a reference named half of a surrogate pair
}

// openTag is a tag that waits for its end.
type openTag struct {
	name, arg string
	unix      int64
	units     int // where it starts in the text, in UTF-16 units
	bytes     int // and in bytes
}

// ParseHTML returns the text and the formatting of a message in Telegram's HTML. The text of an error is what stands in
// the Bot API's description after "Bad Request: ".
func ParseHTML(src string) (string, []Entity, error) {
	if strings.ContainsRune(src, 0) {
		return "", nil, unparsed("Text must not contain null bytes")
	}
	p := &htmlParser{src: src}
	for p.pos < len(p.src) {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, unparsed("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	if p.halves {
		return "", nil, unparsed("Text contains invalid Unicode characters after decoding HTML entities, " +
			"check for unmatched surrogate code units")
	}
	for i, e := range p.entities {
		if e.Type == "code" {
			p.entities[i].Language = ""
		}
	}
	sortEntities(p.entities)
	return string(p.text), p.entities, nil
}

// unparsed makes the error of a text that cannot be read.
func unparsed(format string, args ...any) error {
	return fmt.Errorf("can't parse entities: "+format, args...)
}

// step reads a tag, a reference or a character.
func (p *htmlParser) step() error {
	switch p.src[p.pos] {
	case '<':
		if p.at(p.pos+1) == '/' {
			return p.endTag()
		}
		return p.startTag()
	case '&':
		if r, size := reference(p.src[p.pos:]); size > 0 {
			p.write(r)
			p.pos += size
			return nil
		}
	}
	r, size := utf8.DecodeRuneInString(p.src[p.pos:])
	p.write(r)
	p.pos += size
	return nil
}

func (p *htmlParser) write(r rune) {
	if r >= 0xD800 && r <= 0xDFFF {
		p.halves = true
	}
	p.text = utf8.AppendRune(p.text, r)
	p.units++
	if r > 0xFFFF {
		p.units++
	}
}

// at returns a byte, 0 past the end.
func (p *htmlParser) at(i int) byte {
	if i < len(p.src) {
		return p.src[i]
	}
	return 0
}

// skip moves over bytes for as long as they are accepted.
func (p *htmlParser) skip(accept func(byte) bool) string {
	begin := p.pos
	for p.pos < len(p.src) && accept(p.src[p.pos]) {
		p.pos++
	}
	return p.src[begin:p.pos]
}

// reference reads a character reference at the start of a text and returns its length, 0 when there is none. Four names
// and all numbers are known; the semicolon may be missing.
func reference(src string) (rune, int) {
	r, end := rune(0), 1
	if strings.HasPrefix(src, "&#") {
		r, end = number(src)
	} else {
		for end < len(src) && isAlpha(src[end]) {
			end++
		}
		switch src[1:end] {
		case "lt":
			r = '<'
		case "gt":
			r = '>'
		case "amp":
			r = '&'
		case "quot":
			r = '"'
		}
	}
	if r == 0 {
		return 0, 0
	}
	if end < len(src) && src[end] == ';' {
		end++
	}
	return r, end
}

// number reads a reference by number and returns where its digits end; 0 stands for none.
func number(src string) (rune, int) {
	base, digits, end := uint32(10), "0123456789", 2
	if strings.HasPrefix(src, "&#x") {
		base, digits, end = 16, "0123456789abcdef", 3
	}
	value := uint32(0)
	for end < len(src) && end < 12 {
		digit := strings.IndexByte(digits, src[end]|0x20)
		if digit < 0 || src[end] < '0' {
			break
		}
		value = value*base + uint32(digit)
		end++
	}
	if value == 0 || value >= 0x10FFFF || end >= 10 {
		return 0, 0
	}
	return rune(value), end
}

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' }

func isName(c byte) bool { return !isSpace(c) && c != '>' }

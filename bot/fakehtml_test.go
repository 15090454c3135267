package bot_test

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// entity is a formatted span of a message, in UTF-16 units.
type entity struct {
	Type   string
	Offset int
	Length int
	Arg    string
}

// htmlParser reads Telegram's HTML by the rules of tdlib (MessageEntity.cpp, parse_html), with its words of refusal.
type htmlParser struct {
	src      string
	pos      int
	text     strings.Builder
	units    int
	open     []openTag
	entities []entity
}

type openTag struct {
	name, arg string
	offset    int
}

// parseTelegramHTML returns the text and its formatting, or the description of a refusal.
func parseTelegramHTML(src string) (string, []entity, error) {
	p := &htmlParser{src: src}
	for p.pos < len(p.src) {
		var err error
		switch {
		case p.src[p.pos] == '&' && p.reference():
		case p.src[p.pos] != '<':
			r, size := utf8.DecodeRuneInString(p.src[p.pos:])
			p.write(r)
			p.pos += size
		case strings.HasPrefix(p.src[p.pos:], "</"):
			err = p.endTag()
		default:
			err = p.startTag()
		}
		if err != nil {
			return "", nil, fmt.Errorf("can't parse entities: %w", err)
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, fmt.Errorf("can't parse entities: Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	return p.text.String(), p.entities, nil
}

func (p *htmlParser) write(r rune) {
	p.text.WriteRune(r)
	p.units += units(string(r))
}

// reference reads &name; and reports whether it is one: Telegram knows four names and all numbers.
func (p *htmlParser) reference() bool {
	end := strings.IndexByte(p.src[p.pos:], ';')
	if end < 0 {
		return false
	}
	ref := p.src[p.pos : p.pos+end+1]
	text := html.UnescapeString(ref)
	named := ref == "&lt;" || ref == "&gt;" || ref == "&amp;" || ref == "&quot;"
	if !named && (!strings.HasPrefix(ref, "&#") || text == ref) {
		return false
	}
	for _, r := range text {
		p.write(r)
	}
	p.pos += len(ref)
	return true
}

func (p *htmlParser) startTag() error {
	begin := p.pos
	end := strings.IndexAny(p.src[begin:], " \n\t\r>")
	if end < 0 {
		return fmt.Errorf("Unclosed start tag at byte offset %d", begin)
	}
	name := strings.ToLower(p.src[begin+1 : begin+end])
	switch name {
	case "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "span", "pre",
		"code", "blockquote":
	default:
		return fmt.Errorf("Unsupported start tag %q at byte offset %d", name, begin)
	}
	p.pos = begin + end
	arg, err := p.attributes(name, begin)
	if err != nil {
		return err
	}
	p.open = append(p.open, openTag{name: name, arg: arg, offset: p.units})
	return nil
}

// attributes reads up to the end of the tag and returns the attribute that counts.
func (p *htmlParser) attributes(name string, begin int) (string, error) {
	arg := ""
	for {
		p.pos += len(p.src[p.pos:]) - len(strings.TrimLeft(p.src[p.pos:], " \n\t\r"))
		if p.pos >= len(p.src) {
			return "", fmt.Errorf("Unclosed start tag %q at byte offset %d", name, begin)
		}
		if p.src[p.pos] == '>' {
			p.pos++
			return arg, nil
		}
		key, value, err := p.attribute(name, begin)
		if err != nil {
			return "", err
		}
		switch {
		case name == "a" && key == "href":
			arg = value
		case name == "code" && key == "class":
			arg = strings.TrimPrefix(value, "language-")
		case name == "blockquote" && key == "expandable":
			arg = "expandable"
		}
	}
}

func (p *htmlParser) attribute(name string, begin int) (key, value string, err error) {
	rest := p.src[p.pos:]
	end := strings.IndexAny(rest, " \n\t\r=>/\"'")
	if end == 0 {
		return "", "", fmt.Errorf("Empty attribute name in the tag %q at byte offset %d", name, begin)
	}
	if end < 0 {
		return "", "", fmt.Errorf("Unclosed start tag %q at byte offset %d", name, begin)
	}
	key = rest[:end]
	p.pos += end
	if rest[end] != '=' {
		return key, "", nil
	}
	p.pos++
	quoted, err := strconv.QuotedPrefix(p.src[p.pos:])
	if err != nil {
		return "", "", fmt.Errorf("Unexpected end of name token at byte offset %d", p.pos)
	}
	p.pos += len(quoted)
	return key, html.UnescapeString(quoted[1 : len(quoted)-1]), nil
}

func (p *htmlParser) endTag() error {
	begin := p.pos
	if len(p.open) == 0 {
		return fmt.Errorf("Unexpected end tag at byte offset %d", begin)
	}
	end := strings.IndexByte(p.src[begin:], '>')
	if end < 0 {
		return fmt.Errorf("Unclosed end tag at byte offset %d", begin)
	}
	name := strings.TrimRight(p.src[begin+2:begin+end], " \n\t\r")
	top := p.open[len(p.open)-1]
	if name != top.name {
		return fmt.Errorf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, top.name, name)
	}
	p.pos = begin + end + 1
	p.open = p.open[:len(p.open)-1]
	if p.units > top.offset {
		p.entities = append(p.entities, entity{Type: top.name, Offset: top.offset, Length: p.units - top.offset, Arg: top.arg})
	}
	return nil
}

// nesting returns what breaks Telegram's rules for entities inside each other. The server mends such messages, so this
// is no refusal; but what it mends is not what was meant.
func nesting(entities []entity) string {
	for i, outer := range entities {
		for j, inner := range entities {
			if i == j || inner.Offset < outer.Offset || inner.Offset+inner.Length > outer.Offset+outer.Length {
				continue
			}
			switch {
			case outer.Type == "blockquote" && inner.Type == "blockquote":
				return "a quotation inside a quotation"
			case outer.Type == "pre" && inner.Type != "code" && j < i:
				return inner.Type + " inside pre"
			case outer.Type == "code" && inner.Type != "pre" && inner.Type != "code" && j < i:
				return inner.Type + " inside code"
			}
		}
	}
	return ""
}

// units returns the length of a text in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

package playground

import (
	"slices"
	"strconv"
	"strings"
)

// startTag reads "<name attributes>".
func (p *htmlParser) startTag() error {
	begin := p.pos
	p.pos++
	name := strings.ToLower(p.skip(isName))
	if p.pos >= len(p.src) {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	if entityType(name) == "" {
		return unparsed("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	tag := openTag{name: name, units: p.units, bytes: len(p.text)}
	if err := p.attributes(name, begin, tag.set); err != nil {
		return err
	}
	if name == "span" && tag.arg != "spoiler" {
		return unparsed("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, tag)
	return nil
}

// attributes reads the attributes of a tag that began at begin, and the tag's end.
func (p *htmlParser) attributes(name string, begin int, set func(key, value string)) error {
	for {
		p.skip(isSpace)
		if p.at(p.pos) == '>' {
			p.pos++
			return nil
		}
		key, value, err := p.attribute(name, begin)
		if err != nil {
			return err
		}
		set(key, value)
	}
}

// attribute reads one attribute of a tag that began at begin.
func (p *htmlParser) attribute(name string, begin int) (key, value string, err error) {
	key = p.skip(func(c byte) bool { return isName(c) && !strings.ContainsRune("=/\"'", rune(c)) })
	if key == "" {
		return "", "", unparsed("Empty attribute name in the tag \"%s\" at byte offset %d", name, begin)
	}
	p.skip(isSpace)
	if p.at(p.pos) == '=' {
		p.pos++
		p.skip(isSpace)
		if p.pos < len(p.src) {
			value, err = p.value(begin)
			return key, value, err
		}
	}
	if p.pos >= len(p.src) {
		return "", "", unparsed("Unclosed start tag \"%s\" at byte offset %d", name, begin)
	}
	return key, "", nil
}

// value reads the value of an attribute: a quoted text or a word.
func (p *htmlParser) value(begin int) (string, error) {
	quote := p.src[p.pos]
	start := p.pos
	var value string
	if quote == '"' || quote == '\'' {
		p.pos++
		value = p.quoted(quote)
	} else {
		value = strings.ToLower(p.skip(func(c byte) bool { return isAlpha(c) || c >= '0' && c <= '9' || c == '.' || c == '-' }))
		if p.pos < len(p.src) && isName(p.src[p.pos]) {
			return "", unparsed("Unexpected end of name token at byte offset %d", start)
		}
	}
	if p.pos >= len(p.src) {
		return "", unparsed("Unclosed start tag at byte offset %d", begin)
	}
	return value, nil
}

func (p *htmlParser) quoted(quote byte) string {
	var value []byte
	for p.pos < len(p.src) && p.src[p.pos] != quote {
		if r, size := reference(p.src[p.pos:]); p.src[p.pos] == '&' && size > 0 {
			value = append(value, string(r)...)
			p.pos += size
			continue
		}
		value = append(value, p.src[p.pos])
		p.pos++
	}
	p.pos = min(p.pos+1, len(p.src))
	return string(value)
}

// set keeps the attributes that mean something.
func (t *openTag) set(key, value string) {
	switch t.name + " " + key {
	case "a href", "tg-emoji emoji-id", "tg-time format":
		t.arg = value
	case "code class":
		if language, ok := strings.CutPrefix(value, "language-"); ok {
			t.arg = language
		}
	case "span class":
		if class, ok := strings.CutPrefix(value, "tg-"); ok {
			t.arg = class
		}
	case "blockquote expandable":
		t.arg = "1"
	case "tg-time unix":
		t.unix, _ = strconv.ParseInt(value, 10, 32)
	}
}

// endName reads an end tag and returns its name, which may be empty.
func (p *htmlParser) endName() (string, error) {
	begin := p.pos
	p.pos += 2
	name := strings.ToLower(p.skip(isName))
	p.skip(isSpace)
	if p.at(p.pos) != '>' {
		return "", unparsed("Unclosed end tag at byte offset %d", begin)
	}
	p.pos++
	return name, nil
}

// endTag reads "</name>".
func (p *htmlParser) endTag() error {
	begin := p.pos
	if len(p.open) == 0 {
		return unparsed("Unexpected end tag at byte offset %d", begin)
	}
	name, err := p.endName()
	if err != nil {
		return err
	}
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return unparsed("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if p.units == tag.units {
		return nil
	}
	return p.format(tag)
}

// format adds the entity of a tag that ends here.
func (p *htmlParser) format(tag openTag) error {
	e := Entity{Type: entityType(tag.name), Offset: tag.units, Length: p.units - tag.units}
	switch tag.name {
	case "a":
		if tag.arg == "" {
			tag.arg = string(p.text[tag.bytes:])
		}
		if !e.link(tag.arg) {
			return nil
		}
	case "tg-emoji":
		if id, err := strconv.ParseInt(tag.arg, 10, 64); err != nil || id == 0 {
			return unparsed("Invalid custom emoji identifier specified")
		}
		e.CustomEmoji = tag.arg
	case "tg-time":
		if tag.unix <= 0 {
			return nil
		}
		e.Unix, e.Format = tag.unix, tag.arg
	case "blockquote":
		if tag.arg != "" {
			e.Type = "expandable_blockquote"
		}
	case "code":
		e.Language = tag.arg
	}
	p.add(e)
	return nil
}

// add appends an entity; code and pre around the same text are one block with the code's language.
func (p *htmlParser) add(e Entity) {
	if n := len(p.entities); n > 0 {
		last := &p.entities[n-1]
		around := last.Offset == e.Offset && last.Length == e.Length
		pair := []string{last.Type, e.Type}
		if around && last.Language+e.Language != "" &&
			(slices.Equal(pair, []string{"code", "pre"}) || slices.Equal(pair, []string{"pre", "code"}) && last.Language == "") {
			last.Type, last.Language = "pre", last.Language+e.Language
			return
		}
	}
	p.entities = append(p.entities, e)
}

// entityType returns the type of a tag's entity; empty for tags that are not known.
func entityType(tag string) string {
	switch tag {
	case "b", "strong":
		return "bold"
	case "i", "em":
		return "italic"
	case "u", "ins":
		return "underline"
	case "s", "strike", "del":
		return "strikethrough"
	case "tg-spoiler", "span":
		return "spoiler"
	case "a":
		return "text_link"
	case "tg-emoji":
		return "custom_emoji"
	case "tg-time":
		return "date_time"
	case "pre", "code", "blockquote":
		return tag
	}
	return ""
}

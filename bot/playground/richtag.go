package playground

import (
	"slices"
	"strconv"
	"strings"
)

// richParser reads the HTML of rich messages.
type richParser struct {
	htmlParser
	open   []richTag
	lines  []string
	blocks int
}

// richTag is a tag that waits for its end.
type richTag struct {
	name    string
	columns int  // of a row, so far
	filled  bool // has something in it
}

// step reads a tag, a reference or a character.
func (p *richParser) step() error {
	if p.src[p.pos] == '<' {
		if p.at(p.pos+1) == '/' {
			return p.end()
		}
		return p.start()
	}
	begin, length := p.pos, len(p.text)
	if err := p.htmlParser.step(); err != nil {
		return err
	}
	if strings.TrimSpace(string(p.text[length:])) == "" {
		return nil
	}
	if !holdsText(p.parent()) {
		return unparsed("Text outside of a block at byte offset %d", begin)
	}
	p.fill()
	return nil
}

// parent is the innermost tag that is no formatting; empty for none.
func (p *richParser) parent() string {
	for _, t := range slices.Backward(p.open) {
		if entityType(t.name) == "" || t.name == "blockquote" || t.name == "pre" {
			return t.name
		}
	}
	return ""
}

// fill notes that the open tags have something in them.
func (p *richParser) fill() {
	for i := range p.open {
		p.open[i].filled = true
	}
}

func (p *richParser) start() error {
	begin := p.pos
	p.pos++
	name := strings.ToLower(p.skip(isName))
	var colspan, unknown string
	err := p.attributes(name, begin, func(key, value string) {
		switch {
		case !slices.Contains(attributesOf(name), key):
			unknown = key
		case key == "colspan":
			colspan = value
		}
	})
	if err != nil {
		return err
	}
	if err := p.check(name, begin); err != nil {
		return err
	}
	if unknown != "" {
		return unparsed("Unsupported attribute \"%s\" of the tag \"%s\" at byte offset %d", unknown, name, begin)
	}
	if name == "td" || name == "th" {
		return p.cell(colspan, name, begin)
	}
	p.push(name)
	return nil
}

// push opens a tag, which ends the line before it where it is a block.
func (p *richParser) push(name string) {
	if isBlock(name) {
		p.flush()
		p.blocks++
		p.fill()
	}
	p.open = append(p.open, richTag{name: name})
}

// cell opens a cell of a row.
func (p *richParser) cell(colspan, name string, begin int) error {
	row := &p.open[len(p.open)-1]
	if row.columns > 0 {
		p.text = append(p.text, " | "...)
	}
	row.filled = true
	width, err := strconv.Atoi(colspan)
	if err != nil || width < 1 {
		width = 1
	}
	if row.columns += width; row.columns > columnsLimit {
		return unparsed("Too many columns in the table at byte offset %d", begin)
	}
	p.open = append(p.open, richTag{name: name})
	return nil
}

// check checks that a tag may stand where it does.
func (p *richParser) check(name string, begin int) error {
	parents, inner := parentsOf(name), richTag{}
	if len(p.open) > 0 {
		inner = p.open[len(p.open)-1]
	}
	fits := holdsText(p.parent())
	if parents != nil {
		fits = slices.Contains(parents, inner.name) && (name != "summary" || !inner.filled)
	}
	switch {
	case parents == nil && entityType(name) == "":
		return unparsed("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	case !fits:
		return unparsed("Start tag \"%s\" is not allowed at byte offset %d", name, begin)
	case len(p.open) >= depthLimit:
		return unparsed("Too deep nesting at byte offset %d", begin)
	case p.blocks >= blockLimit && isBlock(name):
		return unparsed("Too many blocks at byte offset %d", begin)
	}
	return nil
}

// parentsOf are the tags that one may stand in, of which "" is the message itself; nil for formatting, which stands where text does.
func parentsOf(name string) []string {
	switch {
	case name == "td" || name == "th":
		return []string{"tr"}
	case name == "tr":
		return []string{"table"}
	case name == "li":
		return []string{"ul", "ol"}
	case name == "summary":
		return []string{"details"}
	case isBlock(name):
		return []string{"", "details", "blockquote", "li"}
	}
	return nil
}

func (p *richParser) end() error {
	begin := p.pos
	name, err := p.endName()
	if err != nil {
		return err
	}
	if len(p.open) == 0 || p.open[len(p.open)-1].name != name {
		return unparsed("Unexpected end tag \"%s\" at byte offset %d", name, begin)
	}
	tag := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	switch name {
	case "table", "tr", "ul", "ol", "details":
		if !tag.filled {
			return unparsed("Empty tag \"%s\" at byte offset %d", name, begin)
		}
	}
	if isBlock(name) || name == "summary" {
		p.flush()
	}
	return nil
}

// flush ends a line.
func (p *richParser) flush() {
	if line := strings.TrimSpace(string(p.text)); line != "" {
		p.lines = append(p.lines, line)
	}
	p.text = nil
}

// isBlock reports whether a tag counts as a block.
func isBlock(name string) bool {
	return slices.Contains([]string{
		"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "details", "blockquote", "pre", "footer",
	}, name)
}

// holdsText reports whether text may stand in a tag.
func holdsText(name string) bool {
	return name != "" && !slices.Contains([]string{"ul", "ol", "table", "tr", "details"}, name)
}

// attributesOf are the attributes that a tag may have.
func attributesOf(name string) []string {
	switch name {
	case "a":
		return []string{"href"}
	case "table":
		return []string{"bordered", "striped", "compact"}
	case "td", "th":
		return []string{"align", "valign", "colspan", "rowspan"}
	case "details":
		return []string{"open"}
	case "blockquote":
		return []string{"expandable"}
	case "code":
		return []string{"class"}
	}
	return nil
}

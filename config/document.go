package config

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// document returns the root of the only YAML document in data, or nil where data has none or is broken.
func (l *loader) document(data []byte) *yaml.Node {
	if at := badRune(data); at >= 0 {
		text := "a control character that YAML does not allow; was the file saved as UTF-8?"
		if !utf8.Valid(data) {
			text = "not UTF-8; save the file as UTF-8"
		}
		before := data[:at]
		line := bytes.Count(before, []byte("\n")) + 1
		column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
		l.problems = append(l.problems, Problem{File: l.file, Line: line, Column: column, Text: text})
		return nil
	}
	documents, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		l.syntax(data, err)
		return nil
	}
	var first, second yaml.Node
	if err := documents.Load(&first); err != nil {
		l.syntax(data, err)
		return nil
	}
	err = documents.Load(&second)
	if err == nil {
		p := l.at(&second)
		p.Text = "a second YAML document; a configuration is one document"
		l.problems = append(l.problems, p)
	}
	l.syntax(data, err)
	return first.Content[0]
}

// badRune returns the offset of the first byte that is not UTF-8 or, where all are, of the first control character that
// YAML forbids; it is -1 where there is neither.
func badRune(data []byte) int {
	control := -1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		forbidden := r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f
		if forbidden && control < 0 {
			control = i
		}
		i += size
	}
	return control
}

// syntax reports what the YAML library could not read. It reports nothing at the end of the input.
func (l *loader) syntax(data []byte, err error) {
	if err == nil || errors.Is(err, io.EOF) {
		return
	}
	p := Problem{File: l.file, Text: "not YAML: " + err.Error()}
	if e, ok := errors.AsType[*yaml.LoadError](err); ok {
		p.Line, p.Column = e.Mark.Line, e.Mark.Column
		p.Text = "not YAML: " + e.Message + hint(data, e)
	}
	l.problems = append(l.problems, p)
}

// hint returns advice on the usual causes of a syntax error, which YAML's own messages do not name.
func hint(data []byte, e *yaml.LoadError) string {
	lines := strings.Split(string(data), "\n")
	// The mistake stands in the line of the error or in the one before it, which the parser took for text.
	last := min(e.Mark.Line, len(lines))
	near := strings.Join(lines[max(0, last-2):max(0, last)], "\n")
	switch {
	case strings.Contains(near, "："):
		return `; a full-width colon "：" stands where ": " is meant`
	case strings.Contains(near, "\t"):
		return "; indent with spaces, not with tabs"
	case strings.HasPrefix(e.Message, "mapping values are not allowed"):
		return `; check the indentation, and quote a value that contains ": "`
	}
	return ""
}

// at returns the place of a node, as a problem that is yet to be described.
func (l *loader) at(n *yaml.Node) Problem {
	return Problem{File: l.file, Line: n.Line, Column: n.Column}
}

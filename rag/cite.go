package rag

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// marker matches the ways in which models write citations: [1], [1, 2], 【1】, ［1］, [^1]; digits may be full width.
var marker = regexp.MustCompile(`[\[【［]\^?\s*[0-9０-９]+(?:\s*[,，、;；]\s*[0-9０-９]+)*\s*(?:†[^\]】］]*)?[\]】］]`)

// openMarker matches the beginning of a marker at the end of a text that still grows.
var openMarker = regexp.MustCompile(`\s*[\[【［][\[【［^\s0-9０-９,，、;；]*(?:†[^\]】］]*)?$`)

var markerNumber = regexp.MustCompile(`[0-9０-９]+`)

// citationNumbers renumbers the citations of one text from 1 in the order of first use. Source numbers run from 1 to
// limit; all others are dropped.
type citationNumbers struct {
	limit int
	// sources holds the source numbers in the order of first use.
	sources []int
}

// rewrite returns text with every marker in the form [n] or [n][m], numbered anew. Links and code keep their brackets.
func (c *citationNumbers) rewrite(text string) string { return replaceMarkers(text, c.renumber) }

// replaceMarkers replaces the markers of a text outside of links and code. One that is replaced by nothing takes along what
// could become a marker with the text behind it, and the spaces before it, unless another marker follows.
func replaceMarkers(text string, replace func(old string) string) string {
	var out strings.Builder
	last := 0
	for _, span := range marker.FindAllStringIndex(text, -1) {
		after := text[span[1]:]
		if inCode(text[:span[0]], after) || strings.HasPrefix(after, "(") {
			continue
		}
		before := text[last:span[0]]
		written := replace(text[span[0]:span[1]])
		if written == "" {
			before = openMarker.ReplaceAllString(before, "")
		}
		if written == "" && !strings.HasPrefix(after, "[") {
			before = strings.TrimRight(before, " ")
		}
		out.WriteString(before)
		out.WriteString(written)
		last = span[1]
	}
	out.WriteString(text[last:])
	return out.String()
}

// renumber writes a marker with the new numbers of its sources, each once, leaving out those that there are not.
func (c *citationNumbers) renumber(old string) string {
	var out strings.Builder
	var written []int
	for _, digits := range markerNumber.FindAllString(old, -1) {
		source, err := strconv.Atoi(narrowDigits(digits))
		if err == nil && source >= 1 && source <= c.limit && !slices.Contains(written, source) {
			written = append(written, source)
			out.WriteString("[" + strconv.Itoa(c.number(source)) + "]")
		}
	}
	return out.String()
}

// withoutMarkers takes away what reads as a citation, such as the footnotes of an article.
func withoutMarkers(text string) string {
	nothing := func(string) string { return "" }
	return strings.TrimSpace(replaceMarkers(text, nothing))
}

// number returns the new number of a source, giving it one at first use.
func (c *citationNumbers) number(source int) int {
	for i, s := range c.sources {
		if s == source {
			return i + 1
		}
	}
	c.sources = append(c.sources, source)
	return len(c.sources)
}

func narrowDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// inCode reports whether what stands between before and after is in a code span or block of Markdown.
func inCode(before, after string) bool {
	if strings.Count(before, "```")%2 == 1 {
		return true
	}
	line := before[strings.LastIndexByte(before, '\n')+1:]
	rest, _, _ := strings.Cut(after, "\n")
	return strings.Count(line, "`")%2 == 1 && strings.Contains(rest, "`")
}

// growing renumbers a text that still grows; what may become a marker is held back.
func growing(text string, limit int) string {
	numbers := citationNumbers{limit: limit}
	return openMarker.ReplaceAllString(numbers.rewrite(text), "")
}

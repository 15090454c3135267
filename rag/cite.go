package rag

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// marker matches the ways in which models write citations: [1], [1, 2], 【1】, ［1］, [^1]; digits may be full width.
var marker = regexp.MustCompile(`[\[【［]\^?\s*[0-9０-９]+(?:\s*[,，、;；]\s*[0-9０-９]+)*\s*(?:†[^\]】］]*)?[\]】］]`)

// openMarker matches the beginning of a marker at the end of a text that still grows.
var openMarker = regexp.MustCompile(`\s*[\[【［][\[【［^\s0-9０-９,，、;；]*(?:†[^\]】］]*)?$`)

// linkTarget is what makes a link of the brackets before it.
var linkTarget = regexp.MustCompile(`^\([^()\n]*\)`)

var markerNumber = regexp.MustCompile(`[0-9０-９]+`)

// citationNumbers renumbers the citations of one text from 1 in the order of first use. Source numbers run from 1 to
// limit; all others are dropped.
type citationNumbers struct {
	limit int
	// sources holds the source numbers in the order of first use.
	sources []int
}

// rewrite returns text with every marker in the form [n] or [n][m], numbered anew. Links and code keep their brackets.
func (c *citationNumbers) rewrite(text string) string {
	return rewriteLines(text, c.renumber)
}

// rewriteLines replaces the markers of each line that is not in a block of code.
func rewriteLines(text string, replace func(old string) string) string {
	var out strings.Builder
	code := false
	for line := range strings.Lines(text) {
		switch {
		case isFence(line):
			code = !code
			out.WriteString(line)
		case code:
			out.WriteString(line)
		default:
			out.WriteString(replaceMarkers(line, replace))
		}
	}
	return out.String()
}

// replaceMarkers replaces the markers of a line outside of links and code. One that is replaced by nothing takes along what
// could become a marker with the text behind it, and the spaces before it, unless another marker follows.
func replaceMarkers(line string, replace func(old string) string) string {
	out, last := make([]byte, 0, len(line)), 0
	for _, span := range marker.FindAllStringIndex(line, -1) {
		after := line[span[1]:]
		if inCode(line[:span[0]], after) || linkTarget.MatchString(after) {
			continue
		}
		before := line[last:span[0]]
		written := replace(line[span[0]:span[1]])
		if written == "" {
			before = openMarker.ReplaceAllString(before, "")
		}
		out = append(append(out, before...), written...)
		if written == "" && !strings.HasPrefix(after, "[") {
			out = bytes.TrimRight(out, " ")
		}
		last = span[1]
	}
	return string(append(out, line[last:]...))
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
	return strings.TrimSpace(rewriteLines(text, nothing))
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

// inCode reports whether what stands between before and after is in a code span of a line.
func inCode(before, after string) bool {
	return strings.Count(before, "`")%2 == 1 && strings.Contains(after, "`")
}

// grower renumbers a text that still grows. What is rewritten up to the last line break stays as it is, so that a long
// answer costs no more than its open line at each step.
type grower struct {
	numbers citationNumbers
	// safe treats the text before it is renumbered, and leaves no block of code in it.
	safe *harmless
	// read is the text that is rewritten for good, and done what it has become.
	read, done string
}

// grow returns the whole text rewritten; what may become a marker is held back.
func (g *grower) grow(text string) string {
	if !strings.HasPrefix(text, g.read) {
		*g = grower{numbers: citationNumbers{limit: g.numbers.limit}, safe: g.safe}
	}
	if end := strings.LastIndexByte(text, '\n') + 1; end > len(g.read) {
		g.done += g.numbers.rewrite(g.safe.clean(text[len(g.read):end]))
		g.read = text[:end]
	}
	numbers := citationNumbers{limit: g.numbers.limit, sources: slices.Clone(g.numbers.sources)}
	open := numbers.rewrite(g.safe.clean(text[len(g.read):]))
	return strings.TrimSpace(openMarker.ReplaceAllString(strings.TrimSpace(g.done+open), ""))
}

// isFence reports whether a line opens or closes a block of code.
func isFence(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " >\t"), "```") }

// markersOf writes numbers as citations.
func markersOf(numbers []int) string {
	var out strings.Builder
	for _, n := range numbers {
		out.WriteString("[" + strconv.Itoa(n) + "]")
	}
	return out.String()
}

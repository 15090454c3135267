package rag

import (
	"regexp"
	"strings"
)

// sufficiency is a model's own verdict on what it was given.
type sufficiency struct {
	lacking bool
	// missing is what the passages lack, as the model says it.
	missing string
}

// verdictWord begins the first line of a reply.
const verdictWord = "VERDICT"

// verdictLine matches the verdict, however a model decorates it, and what stands behind it on the line.
var verdictLine = regexp.MustCompile(`(?i)^` + verdictWord + `["”*_` + "`" + `]*\s*[:：][\s"“*_` + "`" + `]*(yes|no|是|否)["”*_` + "`" + `]*(?:[\s\-–—:：,，;；.。]+(.*))?$`)

// decoration is what models put around a line.
const decoration = " \n\t*_`#>\"“[(【"

// readVerdict takes the verdict off a reply. It is not known yet while a reply that grows may still begin with one; a
// whole reply without a verdict is an answer.
func readVerdict(reply string, whole bool) (v sufficiency, body string, known bool) {
	first, rest, ended := strings.Cut(strings.TrimLeft(reply, decoration), "\n")
	upper := strings.ToUpper(first)
	isVerdict := strings.HasPrefix(upper, verdictWord)
	if !ended && !whole && (isVerdict || strings.HasPrefix(verdictWord, upper)) {
		return sufficiency{}, "", false
	}
	match := verdictLine.FindStringSubmatch(strings.TrimRight(first, " \t\r"))
	switch {
	case match == nil && isVerdict:
		return sufficiency{}, rest, true
	case match == nil:
		return sufficiency{}, reply, true
	case strings.EqualFold(match[1], "no") || match[1] == "否":
		return sufficiency{lacking: true, missing: strings.TrimSpace(match[2])}, "", true
	}
	return sufficiency{}, strings.TrimSpace(match[2] + "\n" + rest), true
}

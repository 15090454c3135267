package rag

import (
	"regexp"
	"strings"

	"articlebot/corpus"
)

// statement is a sentence of an answer, with the citations behind it.
type statement struct {
	// text is the sentence as written and bare is without citations and emphasis.
	text, bare string
	// cited are the numbers that it cites, each once.
	cited []int
	// heading tells that it is a line that only says what follows.
	heading bool
}

var (
	// lineLead is what stands before the words of a line: quotation marks, bullets, numbers of a list or a heading.
	lineLead     = regexp.MustCompile(`^[\s>]*(?:#{1,6}\s+|[-*+•·]\s+|\d{1,2}(?:[.)、．]\s*|\s*[）)]\s*))?`)
	headingLine  = regexp.MustCompile(`^\s*(?:#{1,6}\s.*|\*\*[^*]+\*\*[:：]?|.*[:：])\s*$`)
	tableRule    = regexp.MustCompile(`^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?$|^\s*(?:-{3,}|\*{3,}|_{3,})\s*$`)
	emphasis     = strings.NewReplacer("**", "", "__", "", "~~", "", "|", " ")
	cellsEnd     = regexp.MustCompile(`\s*\|\s*$`)
	leadingMarks = regexp.MustCompile(`^(?:\s*[\[【［]\^?\s*[0-9０-９][^\[\]【】［］]*[\]】］])+`)
)

// rewriteStatements gives the statements of each line to visit and puts what it returns in their place, nothing included.
// A line of which nothing is left goes too.
func rewriteStatements(text string, limit int, visit func(line []statement) []string) string {
	lines := strings.Split(text, "\n")
	var kept []string
	for i, line := range lines {
		isHead := i+1 < len(lines) && tableRule.MatchString(lines[i+1]) && strings.Contains(line, "|")
		if isHead || strings.TrimSpace(line) == "" || tableRule.MatchString(line) {
			kept = append(kept, line)
			continue
		}
		lead := lineLead.FindString(line)
		segments := splitLine(line[len(lead):])
		statements := make([]statement, len(segments))
		for k, segment := range segments {
			statements[k] = newStatement(segment, limit)
			statements[k].heading = len(segments) == 1 && headingLine.MatchString(line)
		}
		if rest := rejoin(segments, visit(statements)); rest != "" {
			kept = append(kept, lead+rest)
		}
	}
	return strings.Join(kept, "\n")
}

// rejoin puts the new texts of segments where the old ones stood, with the spaces between them.
func rejoin(segments, texts []string) string {
	var line strings.Builder
	for i, text := range texts {
		if text == "" {
			continue
		}
		old := strings.TrimRight(segments[i], " \t")
		space := segments[i][len(old):]
		if text != old && space == "" {
			space = " " // what was put behind a sentence stands apart from the next
		}
		line.WriteString(text + space)
	}
	return strings.TrimRight(line.String(), " \t")
}

// splitLine parts a line into sentences that make it up, each with the citations and the spaces behind it.
func splitLine(line string) []string {
	var starts []int
	at := 0
	for _, sentence := range corpus.SplitSentences(line) {
		begin := strings.Index(line[at:], sentence)
		if begin < 0 {
			return []string{line}
		}
		at += begin
		start := at + len(leadingMarks.FindString(line[at:]))
		// What is nothing but citations belongs to the sentence before.
		if len(starts) == 0 {
			start = 0
		}
		if strings.TrimSpace(line[start:at+len(sentence)]) != "" {
			starts = append(starts, start)
		}
		at += len(sentence)
	}
	if len(starts) == 0 {
		return []string{line}
	}
	segments := make([]string, len(starts))
	for i, start := range starts {
		end := len(line)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		segments[i] = line[start:end]
	}
	return segments
}

func newStatement(text string, limit int) statement {
	text = strings.TrimRight(text, " \t")
	numbers := citationNumbers{limit: limit}
	numbers.rewrite(text)
	bare := strings.TrimSpace(emphasis.Replace(withoutMarkers(text)))
	return statement{text: text, bare: bare, cited: numbers.sources}
}

// citing returns the statement with other citations than its own, behind its words.
func (s statement) citing(numbers []int) string {
	return appendTo(withoutMarkers(s.text), " "+markersOf(numbers))
}

// appendTo puts something behind a statement's words, and before the end of a table's row.
func appendTo(words, more string) string {
	if end := cellsEnd.FindString(words); end != "" {
		return strings.TrimSuffix(words, end) + more + end
	}
	return words + more
}

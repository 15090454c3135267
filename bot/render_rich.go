package bot

import (
	"strings"
	"unicode/utf8"

	"articlebot/rag"
)

// Limits of a rich message, of https://core.telegram.org/bots/api#inputrichmessage: its characters, the columns of a table, and its
// blocks, of which each row and each point is one.
const (
	maxRich        = 32_768
	maxRichColumns = 20
	maxRichBlocks  = 500
)

// renderRich writes a comparison in the HTML of rich messages, with a table of Telegram's own. It gives "" for an answer that makes
// none, and for one that a rich message cannot hold.
func renderRich(t phrases, a rag.Answer) string {
	g, ok := comparisonGrid(a.Comparison, richCell)
	if !ok || len(g[0]) > maxRichColumns {
		return ""
	}
	rest, ok := richText(renderMarkdown(besides(a)))
	if !ok {
		return ""
	}
	html := richTable(g) + rest
	if len(a.Citations) > 0 {
		t := t.in(a.Lang)
		html += "<details><summary>" + t.sources + "</summary>"
		for _, line := range sourceLines(t, a.Citations) {
			html += "<p>" + line + "</p>"
		}
		html += "</details>"
	}
	if !isBlank(a.Notice) {
		html += "<p><i>" + escape(strings.TrimSpace(a.Notice)) + "</i></p>"
	}
	if utf8.RuneCountInString(html) > maxRich || richBlocks(html) > maxRichBlocks {
		return ""
	}
	return html
}

// richTable writes a grid of HTML with a head for each side and each aspect.
func richTable(g grid) string {
	var b strings.Builder
	b.WriteString("<table bordered striped>")
	for i, row := range g {
		b.WriteString("<tr>")
		for j, cell := range row {
			tag := "td"
			if i == 0 || j == 0 {
				tag, cell = "th", escape(cell)
			}
			b.WriteString("<" + tag + ">" + cell + "</" + tag + ">")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

// richCell writes a statement. It reports false where that is more than a line of text, which is all that a cell holds.
func richCell(statement string) (string, bool) {
	html := renderMarkdown(statement)
	return html, isLine(statement) && !strings.Contains(html, "\n")
}

// richText writes classic HTML as rich blocks: a point for each line that begins with its mark, a paragraph for each other one.
// It reports false for what is more than lines.
func richText(html string) (string, bool) {
	var b strings.Builder
	for line := range strings.Lines(html) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, "<pre") || strings.Contains(line, "<blockquote") || !isClosed(line) {
			return "", false
		}
		point, isPoint := strings.CutPrefix(line, "• ")
		switch {
		case isPoint:
			b.WriteString("<ul><li>" + point + "</li></ul>")
		case line != "":
			b.WriteString("<p>" + line + "</p>")
		}
	}
	return strings.ReplaceAll(b.String(), "</ul><ul>", ""), true
}

// isClosed reports whether each tag of HTML of this package ends in it.
func isClosed(html string) bool {
	var open []token
	for _, t := range tokenize(html) {
		if t.closes && len(open) == 0 {
			return false
		}
		open = track(open, t)
	}
	return len(open) == 0
}

// richBlocks counts the tags of blocks, and some more.
func richBlocks(html string) int {
	n := 0
	for _, t := range tokenize(html) {
		switch t.tag {
		case "", "td", "th", "b", "i", "s", "code", "a":
		default:
			if !t.closes {
				n++
			}
		}
	}
	return n
}

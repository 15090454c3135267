package bot

import (
	"fmt"
	"strings"

	"articlebot/rag"
)

// maxQuote is the longest quotation in the list of sources, in runes; maxDraft the longest draft, in UTF-16 units.
const (
	maxQuote = 120
	maxDraft = 3900
)

// render writes an answer in Telegram's HTML, for who reads t: the text, the sources in a quotation that opens at a tap, and
// the notice. An answer in whose text a reader sees nothing gives "".
func render(t phrases, a rag.Answer) string {
	text := renderText(a)
	if isBlank(textOf(text)) {
		return ""
	}
	blocks := []string{text}
	if len(a.Citations) > 0 {
		blocks = append(blocks, renderSources(t.in(a.Lang), a.Citations))
	}
	if !isBlank(a.Notice) {
		blocks = append(blocks, "<i>"+escape(strings.TrimSpace(a.Notice))+"</i>")
	}
	return strings.Join(blocks, "\n\n")
}

// renderSources lists the citations, one a line.
func renderSources(t phrases, citations []rag.Citation) string {
	return "<b>" + t.sources + "</b>\n<blockquote expandable>" + strings.Join(sourceLines(t, citations), "\n") + "</blockquote>"
}

func sourceLines(t phrases, citations []rag.Citation) []string {
	lines := make([]string, 0, len(citations))
	for _, c := range citations {
		line := fmt.Sprintf("[%d] ", c.N)
		if !isBlank(c.Section) {
			line += escape(oneLine(c.Section)) + t.colon
		}
		line += escape(shorten(oneLine(c.Quote), maxQuote))
		if !c.Verified {
			line += "<i>" + t.unverified + "</i>"
		}
		lines = append(lines, line)
	}
	return lines
}

// oneLine joins the lines of a text and takes out superfluous white space.
func oneLine(text string) string { return strings.Join(strings.Fields(visible(text)), " ") }

// draftText is the plain text of an answer that is still growing. Marks that are open at its end show as they are until
// they are closed.
func draftText(markdown string) string {
	parts := split(renderMarkdown(markdown), maxDraft)
	if len(parts) == 0 {
		return ""
	}
	text := strings.TrimSpace(textOf(parts[0]))
	if len(parts) > 1 {
		text += " …"
	}
	return text
}

package rag

import (
	"fmt"
	"strings"

	"articlebot/corpus"
)

// maxSentences bounds an extractive answer, maxSummary a summary.
const (
	maxSentences = 4
	maxSummary   = 8
)

// quote answers in the article's own sentences, or refuses.
func quote(a analysis, f found) written {
	switch {
	case a.kind == Summary:
		return summarize(a)
	case isOffTopic(a, f, true):
		return refuse(a, f)
	case a.kind == Compare:
		return extractSides(a, f)
	}
	list := a.rankSentences(f.evidence)
	if len(list) == 0 {
		return refuse(a, f)
	}
	q := quotation{lang: a.lang}
	return q.written(q.paragraphs(a.withContext(choose(list, maxSentences-1), maxSentences)), false)
}

// summarize quotes the first sentence of each section, or the first ones of the section that was asked about.
func summarize(a analysis) written {
	q := quotation{lang: a.lang}
	if a.section != nil {
		return q.written(q.paragraphs(a.leads(a.section, maxSentences)), false)
	}
	var blocks []string
	for _, edition := range a.view.Editions {
		for i := range edition.Sections {
			section := &edition.Sections[i]
			for _, lead := range a.leads(section, 1) {
				line := q.cite(lead)
				if section.Title != "" {
					line = fmt.Sprintf("**%s**\n%s", section.Title, line)
				}
				blocks = append(blocks, line)
			}
		}
	}
	return q.written(strings.Join(blocks[:min(len(blocks), maxSummary)], "\n\n"), false)
}

// leads returns the first sentences of a section's first paragraphs, one a paragraph.
func (a analysis) leads(section *corpus.Section, limit int) []candidate {
	var leads []candidate
	for _, p := range a.view.Passages {
		inSection := len(leads) < limit && a.view.section(p) == section
		if inSection && (len(leads) == 0 || leads[len(leads)-1].passage.Paragraph != p.Paragraph) {
			leads = append(leads, candidate{passage: p})
		}
	}
	return leads
}

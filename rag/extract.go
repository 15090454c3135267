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
	list := alike(a.rankSentences(f.evidence))
	if len(list) == 0 {
		return refuse(a, f)
	}
	if a.topic != "" {
		list = f.topic.only(list)
	}
	q := a.quotation()
	return q.written(q.paragraphs(a.withContext(choose(list, maxSentences-1), maxSentences)), false)
}

// summarize quotes the first sentence of each section, or those of the first paragraphs of the one that was asked about.
func summarize(a analysis) written {
	q := a.quotation()
	if a.part > 0 {
		return q.written(q.paragraphs(a.leads(maxSentences, func(before, p *corpus.Passage) bool {
			return p.ArticleID == a.article && p.Part == a.part && (before == nil || before.Paragraph != p.Paragraph)
		})), false)
	}
	var blocks []string
	for _, lead := range a.leads(maxSummary, func(before, p *corpus.Passage) bool {
		return before == nil || before.ArticleID != p.ArticleID || before.Part != p.Part
	}) {
		line := q.cite(lead)
		if lead.passage.Section != "" {
			line = fmt.Sprintf("**%s**\n%s", lead.passage.Section, line)
		}
		blocks = append(blocks, line)
	}
	return q.written(strings.Join(blocks, "\n\n"), false)
}

// leads returns the first sentences of at most limit passages that begin something, as begins tells from the last one
// taken and the passage.
func (a analysis) leads(limit int, begins func(before, p *corpus.Passage) bool) []candidate {
	var leads []candidate
	var before *corpus.Passage
	for _, p := range a.view.Passages {
		if len(leads) == limit {
			break
		}
		if begins(before, p) {
			leads = append(leads, candidate{passage: p})
			before = p
		}
	}
	return leads
}

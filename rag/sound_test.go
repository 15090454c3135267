package rag_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// mustBeSound holds what is true of every extractive answer: its citations are passages of the article, numbered by first
// use, and every sentence that it quotes stands in the passage behind it and is quoted once.
func mustBeSound(t *testing.T, article *corpus.Article, answer rag.Answer) {
	t.Helper()
	if strings.TrimSpace(answer.Text) == "" {
		t.Errorf("%q: the answer is empty", answer.Question)
	}
	citationsAreNumbered(t, answer)
	for _, c := range answer.Citations {
		citationStands(t, article, c)
	}
	var quoted []string
	for _, q := range quotations(answer.Text) {
		if q.n < 1 || q.n > len(answer.Citations) || !strings.Contains(answer.Citations[q.n-1].Text, q.sentence) {
			t.Errorf("%q: %q does not stand in [%d]", answer.Question, q.sentence, q.n)
		}
		if slices.Contains(quoted, q.sentence) {
			t.Errorf("%q: %q is quoted twice", answer.Question, q.sentence)
		}
		quoted = append(quoted, q.sentence)
	}
}

// citationsAreNumbered holds that the citations are those of the text, from 1 in the order of first use.
func citationsAreNumbered(t *testing.T, answer rag.Answer) {
	t.Helper()
	used := 0
	for _, n := range markers(answer.Text) {
		if n < 1 || n > used+1 {
			t.Errorf("%q: [%d] comes after %d others:\n%s", answer.Question, n, used, answer.Text)
		}
		used = max(used, n)
	}
	if used != len(answer.Citations) {
		t.Errorf("%q: %d citations, of which the text uses %d:\n%s", answer.Question, len(answer.Citations), used, answer.Text)
	}
	for i, c := range answer.Citations {
		if c.N != i+1 {
			t.Errorf("%q: citation %d has the number %d", answer.Question, i+1, c.N)
		}
	}
}

// citationStands holds that a citation is a passage of the article and its quotation a part of it.
func citationStands(t *testing.T, article *corpus.Article, c rag.Citation) {
	t.Helper()
	var passage *corpus.Passage
	for _, edition := range article.Editions {
		for _, p := range corpus.Passages(edition) {
			if p.ID == c.PassageID {
				passage = p
			}
		}
	}
	switch {
	case passage == nil:
		t.Errorf("no passage has the ID %q", c.PassageID)
	case c.Text != passage.Text() || c.Section != passage.Section || c.ArticleID != article.ID:
		t.Errorf("the citation %+v is not the passage %+v", c, passage)
	case c.Quote == "" || !strings.Contains(c.Text, c.Quote):
		t.Errorf("the quotation %q does not stand in %q", c.Quote, c.Text)
	case !strings.Contains(fullText(article), c.Text):
		t.Errorf("the article does not hold %q", c.Text)
	}
}

// fullText is the text of all editions of an article, a paragraph a line.
func fullText(article *corpus.Article) string {
	var text strings.Builder
	for _, edition := range article.Editions {
		for _, section := range edition.Sections {
			for _, paragraph := range section.Paragraphs {
				text.WriteString(strings.Join(strings.Fields(paragraph.Text()), " ") + "\n")
			}
		}
	}
	return text.String()
}

// quoted is a sentence of an extractive answer with the number of the passage that it is from.
type quoted struct {
	sentence string
	n        int
}

// quotations takes an extractive answer apart; what has no citation is the answer's own words.
func quotations(text string) []quoted {
	var list []quoted
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimPrefix(strings.TrimPrefix(line, "> "), "- ")
		for _, span := range marker.FindAllStringSubmatchIndex(line, -1) {
			before := line[:span[0]]
			if at := strings.LastIndexByte(before, ']'); at >= 0 {
				before = before[at+1:]
			}
			list = append(list, quoted{sentence: strings.TrimSpace(before), n: markers(line[span[0]:span[1]])[0]})
		}
	}
	return list
}

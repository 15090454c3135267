package rag

import (
	"slices"
	"strconv"
	"strings"

	"articlebot/corpus"
)

// quotation builds an answer of quoted sentences and keeps count of where they come from.
type quotation struct {
	lang    corpus.Lang
	say     phraseBook
	sources []*corpus.Passage
	quotes  map[*corpus.Passage][]string
}

func (a analysis) quotation() quotation { return quotation{lang: a.lang, say: a.say()} }

// cite returns the sentence with its citation behind it.
func (q *quotation) cite(c candidate) string {
	n := slices.Index(q.sources, c.passage) + 1
	if n == 0 {
		q.sources = append(q.sources, c.passage)
		n = len(q.sources)
	}
	if q.quotes == nil {
		q.quotes = make(map[*corpus.Passage][]string)
	}
	q.quotes[c.passage] = append(q.quotes[c.passage], c.text())
	return withoutMarkers(c.text()) + " [" + strconv.Itoa(n) + "]"
}

// has reports whether a sentence is quoted already, from whichever passage.
func (q *quotation) has(c candidate) bool {
	for _, quoted := range q.quotes {
		if slices.Contains(quoted, c.text()) {
			return true
		}
	}
	return false
}

// paragraphs returns the sentences as text, one paragraph for each passage.
func (q *quotation) paragraphs(chosen []candidate) string {
	var text strings.Builder
	for i, c := range chosen {
		switch {
		case i == 0:
		case chosen[i-1].passage == c.passage:
			text.WriteString(" ")
		default:
			text.WriteString("\n\n")
		}
		text.WriteString(q.cite(c))
	}
	return text.String()
}

// written is the finished quotation; sentences in another language than the answer's are introduced as such.
func (q *quotation) written(text string, refused bool) written {
	inOtherTongue := func(p *corpus.Passage) bool { return p.Lang != q.lang }
	if !refused && slices.ContainsFunc(q.sources, inOtherTongue) {
		text = q.say.otherTongue + "\n\n" + text
	}
	return written{text: text, sources: q.sources, quotes: q.quotes, refused: refused, answerer: Extractive}
}

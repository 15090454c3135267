package rag

import (
	"slices"
	"strings"
	"unicode"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// check renumbers the citations of an answer by first use, drops those of passages that do not exist, and says of each
// one that is left what it quotes and whether it bears out what it is cited for.
func check(a analysis, w written) Answer {
	numbers := citationNumbers{limit: len(w.sources)}
	answer := Answer{
		Question: a.question.Text, Lang: a.lang, Script: a.script, Kind: a.kind, Refused: w.refused,
		Text: strings.TrimSpace(numbers.rewrite(printable(w.text))), Comparison: w.table, Answerer: w.answerer, Model: w.model,
		Notice: w.notice, Suggestions: w.suggestions, Citations: []Citation{},
	}
	for i := range answer.Comparison {
		answer.Comparison[i].Text = numbers.rewrite(answer.Comparison[i].Text)
		answer.Comparison[i].Citations = append([]int{}, newStatement(answer.Comparison[i].Text, len(numbers.sources)).cited...)
	}
	claims := claimsByCitation(answer.Text, len(numbers.sources))
	for i, source := range numbers.sources {
		passage := w.sources[source-1]
		answer.Citations = append(answer.Citations, Citation{
			N: i + 1, PassageID: passage.ID, ArticleID: passage.ArticleID, Section: passage.Section, Title: a.titleOf(passage),
			Quote:    quoteFor(passage, w.quotes[passage], claims[i]),
			Text:     passage.Text(),
			Verified: !w.doubted[source],
		})
	}
	return answer
}

// titleOf returns the title of a passage's article, where it has to be told from others.
func (a analysis) titleOf(p *corpus.Passage) string {
	if len(a.view.Editions) < 2 {
		return ""
	}
	return p.Title
}

// printable drops the characters that a text has no use for and that do harm on a screen: controls, and marks that turn
// the direction of writing or show nothing.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) && r != zeroWidthJoiner) {
			return -1
		}
		return r
	}, text)
}

// zeroWidthJoiner makes one emoji of several.
const zeroWidthJoiner = '\u200d'

// claimsByCitation returns, for each citation number from 1 to n, the sentences that carry it.
func claimsByCitation(text string, n int) [][]string {
	claims := make([][]string, n)
	rewriteStatements(text, n, func(line []statement) []string {
		for _, s := range line {
			for _, number := range s.cited {
				claims[number-1] = append(claims[number-1], s.bare)
			}
		}
		return nil
	})
	return claims
}

// comparableText folds text and drops what may differ between a quotation and its source: white space and punctuation at
// the edges.
func comparableText(text string) string {
	return strings.Trim(strings.Join(strings.Fields(terms.Fold(text)), " "), edgePunctuation)
}

// quoteFor returns the part of the passage from the first of the quoted sentences to the last, or else the sentence that is
// most like the claims.
func quoteFor(p *corpus.Passage, quoted, claims []string) string {
	first, last := len(p.Sentences), -1
	for i, sentence := range p.Sentences {
		if slices.Contains(quoted, sentence) {
			first, last = min(first, i), i
		}
	}
	if last >= 0 {
		return corpus.JoinSentences(p.Lang, p.Sentences[first:last+1])
	}
	best, bestScore := p.Sentences[0], -1.0
	for _, sentence := range p.Sentences {
		if score := similarity(sentence, strings.Join(claims, " ")); score > bestScore {
			best, bestScore = sentence, score
		}
	}
	return best
}

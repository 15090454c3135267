package rag

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// check renumbers the citations of an answer by first use, drops those of passages that do not exist, and verifies each
// one that is left.
func check(a analysis, w written) Answer {
	numbers := citationNumbers{limit: len(w.sources)}
	answer := Answer{
		Question: a.question.Text, Lang: a.lang, Kind: a.kind, Refused: w.refused,
		Text: strings.TrimSpace(numbers.rewrite(printable(w.text))), Answerer: w.answerer, Model: w.model,
		Notice: w.notice, Citations: []Citation{},
	}
	claims := claimsByCitation(answer.Text, len(numbers.sources))
	for i, source := range numbers.sources {
		passage := w.sources[source-1]
		answer.Citations = append(answer.Citations, Citation{
			N: i + 1, PassageID: passage.ID, ArticleID: passage.ArticleID, Section: passage.Section, Title: a.titleOf(passage),
			Quote:    quoteFor(passage, w.quotes[passage], claims[i]),
			Text:     passage.Text(),
			Verified: supports(passage, claims[i]),
		})
	}
	if w.answerer == Model && len(answer.Citations) == 0 && !w.refused && w.notice == "" {
		answer.Notice = phrases(a.lang).uncited
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
	for _, line := range strings.Split(text, "\n") {
		for _, sentence := range citedSentences(itemNumber.ReplaceAllString(line, "")) {
			numbers := citationNumbers{limit: n}
			numbers.rewrite(sentence)
			bare := marker.ReplaceAllString(sentence, "")
			for _, number := range numbers.sources {
				claims[number-1] = append(claims[number-1], bare)
			}
		}
	}
	return claims
}

// citedSentences splits a line into sentences, each with the markers that stand behind it, also behind its full stop.
func citedSentences(line string) []string {
	var sentences []string
	for _, piece := range corpus.SplitSentences(line) {
		leading := leadingMarkers.FindString(piece)
		if n := len(sentences); n > 0 && leading != "" {
			sentences[n-1] += leading
			piece = piece[len(leading):]
		}
		if strings.TrimSpace(piece) != "" {
			sentences = append(sentences, piece)
		}
	}
	return sentences
}

var (
	leadingMarkers = regexp.MustCompile(`^(?:\s*\[[0-9]+\])+`)
	// itemNumber is what numbers a list's item or a heading, which is no figure of the article.
	itemNumber = regexp.MustCompile(`^[\s>#*-]*\d{1,2}(?:[.)、．]\s*|\s*[）)]\s*)`)
	quotedSpan = regexp.MustCompile(`[“"「『]([^“”"「」『』]{2,})[”"」』]`)
)

// supports reports that every figure and every quoted span of the claims stands in the passage.
func supports(p *corpus.Passage, claims []string) bool {
	text := comparableText(p.Text())
	figures := terms.Figures(p.Text())
	for _, claim := range claims {
		for _, figure := range terms.Figures(claim) {
			if !slices.Contains(figures, figure) {
				return false
			}
		}
		for _, span := range quotedSpan.FindAllStringSubmatch(claim, -1) {
			if !strings.Contains(text, comparableText(span[1])) {
				return false
			}
		}
	}
	return true
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

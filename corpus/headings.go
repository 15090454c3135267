package corpus

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// minProse is the size from which a text that ends with ? or ! is a paragraph rather than a title.
	minProse = 12
	// maxTitle is the size above which a text is a paragraph even without a stop at its end.
	maxTitle = 80
	// maxHeading is the largest size of a heading within the article.
	maxHeading = 40
	// maxLabel is the number of characters above which nothing is a title or a heading, whatever marks it as one: it would be shown
	// in places that have no room for it.
	maxLabel = 200
	// maxNote is the number of characters up to which a note is shown.
	maxNote = 1000
)

// isProse reports whether a text is running text, as opposed to a title, a heading, a credit or a button.
func isProse(text string) bool {
	size := measure(text).size()
	end := bareEnd(text)
	switch {
	case size > maxTitle || strings.HasSuffix(end, "。") || strings.HasSuffix(end, "."):
		return true
	case endsSentence(text):
		return size >= minProse
	}
	return false
}

// isTitleLike reports whether a text can be a title: short, one sentence at most, and neither an item of a list nor
// somebody's words.
func isTitleLike(text string, limit int) bool {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case isTooLong(text), measure(text).size() > limit, !isWordRune(first) && !strings.ContainsRune(openers+`"'`, first):
		return false
	case strings.TrimRight(text, "。.,，、;；:：") != text, endsSentence(text) && isCloser(lastRune(text)):
		return false
	}
	return len(SplitSentences(text)) == 1
}

func isTooLong(label string) bool { return utf8.RuneCountInString(label) > maxLabel }

// headingGap returns the number of empty lines from which a line stands apart from the paragraphs, or 0 if no line that
// could be a heading does.
func headingGap(blocks []block) int {
	if len(blocks) < 3 {
		return 0
	}
	var gaps []int
	for _, b := range blocks[1:] {
		gaps = append(gaps, b.gap)
	}
	slices.Sort(gaps)
	wide := gaps[len(gaps)/2] + 1
	for _, b := range blocks[1:] {
		if b.gap >= wide && isTitleLike(b.text, maxHeading) {
			return wide
		}
	}
	return 0
}

// isHeading reports whether block i is a heading. Where headings stand apart by empty lines, that is the only sign;
// elsewhere a short line without a stop between two paragraphs is one. A question that follows a heading is text.
func isHeading(blocks []block, i, wide int, afterHeading bool) bool {
	b := blocks[i]
	stopped := endsSentence(b.text)
	if !isTitleLike(b.text, maxHeading) || i+1 == len(blocks) || afterHeading && stopped {
		return false
	}
	if wide > 0 {
		return b.gap >= wide
	}
	return !stopped && isProse(blocks[i+1].text) && (i == 0 || isProse(blocks[i-1].text))
}

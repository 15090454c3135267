package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is a line of a plain text, or several that were one paragraph before it was wrapped.
type block struct {
	text string
	// gap is the number of empty lines before it.
	gap int
}

// splitBlocks cuts a text into blocks. Lines without a letter or a digit, such as rules, count as empty.
func splitBlocks(text string) []block {
	lines := strings.Split(text, "\n")
	width := wrapWidth(lines)
	var blocks []block
	var open []string // the lines of the block that is being read
	gap := 0
	for _, line := range lines {
		if !hasWord(line) {
			gap++
			continue
		}
		if gap == 0 && len(open) > 0 && width > 0 && !paragraphBreak(open[len(open)-1], line, width) {
			open = append(open, line)
			continue
		}
		if len(open) > 0 {
			blocks[len(blocks)-1].text = joinLines(open)
		}
		blocks = append(blocks, block{gap: gap})
		open, gap = append(open[:0], line), 0
	}
	if len(open) > 0 {
		blocks[len(blocks)-1].text = joinLines(open)
	}
	return blocks
}

// The widths between which lines are taken for wrapped ones, in columns, and how many of them have to be alike.
const (
	minWrap      = 30
	maxWrap      = 120
	minWrapLines = 3
)

// wrapWidth returns the column at which the lines of a text are wrapped, and 0 if every line is a paragraph. In a wrapped
// text most lines that another one follows are about equally long and end within a sentence.
func wrapWidth(lines []string) int {
	var widths []int
	open := 0
	for i := 0; i+1 < len(lines); i++ {
		if hasWord(lines[i]) && hasWord(lines[i+1]) {
			widths = append(widths, columns(lines[i]))
			if !endsSentence(lines[i]) {
				open++
			}
		}
	}
	if len(widths) < minWrapLines {
		return 0
	}
	slices.Sort(widths)
	width := widths[len(widths)*9/10]
	short, _ := slices.BinarySearch(widths, width*3/4)
	if width < minWrap || width > maxWrap || short*5 > len(widths)*2 || open*2 < len(widths) {
		return 0
	}
	return width
}

// paragraphBreak reports whether a paragraph ends between two lines of a wrapped text: the second one is indented, or its
// first word would still have fitted on the first one.
func paragraphBreak(line, next string, width int) bool {
	line = strings.TrimRightFunc(line, unicode.IsSpace)
	if isIndented(next) && (!isIndented(line) || endsSentence(line)) {
		return true
	}
	first := strings.TrimSpace(next)
	if r, _ := utf8.DecodeRuneInString(first); unicode.IsLower(r) {
		return false
	}
	word := first
	if i := strings.IndexFunc(first, func(r rune) bool { return unicode.IsSpace(r) || isWide(r) }); i >= 0 {
		word = first[:i]
	}
	// Four columns leave room for a Chinese character and the mark that may not begin a line.
	fits := columns(line)+max(4, columns(word)+1) <= width
	return fits && (endsSentence(line) || columns(line) < width*3/4)
}

func isIndented(line string) bool {
	return strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "\u3000")
}

// joinLines undoes line breaks: with a space, but not beside a Chinese character or after a hyphen.
func joinLines(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		line = strings.TrimSpace(line)
		first, _ := utf8.DecodeRuneInString(line)
		if last := lastRune(b.String()); b.Len() > 0 && !isWide(last) && !isWide(first) && last != '-' {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if isWide(r) {
			n++
		}
	}
	return n
}

// endsSentence reports whether a text ends with a mark that ends sentences, closing marks aside.
func endsSentence(text string) bool {
	return isStop(lastRune(bareEnd(text)))
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// bareEnd takes closing marks and spaces off the end of a text.
func bareEnd(text string) string {
	return strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || isCloser(r) })
}

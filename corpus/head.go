package corpus

import "slices"

// maxSite is the size up to which a line above the byline may be the name of the site rather than the title.
const maxSite = 8

// maxHead is how many lines a head has at most; a text that begins with more lines and no paragraph is a list.
const maxHead = 60

// readHead reads title, byline and date from the blocks before the first paragraph. It returns the other lines between
// the title and that paragraph, unless they are furniture, and the blocks from the paragraph on.
func readHead(blocks []block, meta *Meta) (lead, rest []block) {
	var candidates []block
	above := -1 // how many candidates stand before the first line about the article
	end := min(maxHead, len(blocks))
	for i, b := range blocks[:end] {
		text := b.text
		switch about := readMeta(text, meta) || isCount(text); {
		case about && above < 0:
			above = len(candidates)
			continue
		case about || isFurniture(text):
			continue
		case isProse(text) && !isQuestionTitle(blocks[i:], len(candidates) == 0):
			return takeTitle(candidates, above, meta), blocks[i:]
		}
		candidates = append(candidates, b)
	}
	return takeTitle(candidates, above, meta), blocks[end:]
}

// isQuestionTitle reports whether the first block, which reads like a sentence, is a title all the same: it is the first
// line that could be one, or furniture follows it.
func isQuestionTitle(blocks []block, first bool) bool {
	return isTitleLike(blocks[0].text, maxTitle) && (first || len(blocks) > 1 && isTail(blocks[1].text))
}

// takeTitle picks the title out of the lines that could be it, the first above of which stand above the byline, and returns
// those below it. What stands over a title is the name of the site or a path of links.
func takeTitle(candidates []block, above int, meta *Meta) []block {
	title, longest := 0, 0
	for i, c := range candidates[:max(above, 0)] {
		size := measure(c.text).size()
		if size > longest {
			title, longest = i, size
		}
		if size > maxSite {
			break
		}
	}
	if len(candidates) == 0 || !isTitleLike(candidates[title].text, maxTitle) {
		return candidates
	}
	meta.Title = oneLine(candidates[title].text)
	return slices.DeleteFunc(candidates[title+1:], func(c block) bool { return oneLine(c.text) == meta.Title })
}

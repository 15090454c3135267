package corpus

const (
	// longProse is the size of a paragraph that is no reader's comment and no teaser of another article.
	longProse = 40
	// bodyShare is how many times larger than all that follows the text before an end mark has to be.
	bodyShare = 4
	// maxMark is the length of the longest line that ends an article, in bytes.
	maxMark = 400
	// maxTail is how many lines without a paragraph are searched for the first button.
	maxTail = 500
)

// tailStart returns where the furniture below an article begins. It errs on the side of the text: a paragraph is only
// given up if it is a notice, or behind a mark that ends the article.
func tailStart(blocks []block) int {
	t := newTail(blocks)
	for i := range blocks {
		below := t.last >= 0 && i > t.last && i >= len(blocks)-maxTail
		if below && isTail(blocks[i].text) || i > 0 && t.endsArticle(blocks, i) {
			return i
		}
	}
	return len(blocks)
}

func isTail(text string) bool { return isFurniture(text) || readMeta(text, &Meta{}) }

// tail says where the paragraphs of a page are: the last one, the last long one, and how much of them follows each block.
type tail struct {
	last, lastLong int
	sizes          []int
}

func newTail(blocks []block) tail {
	t := tail{last: -1, lastLong: -1, sizes: make([]int, len(blocks)+1)}
	for i := len(blocks) - 1; i >= 0; i-- {
		t.sizes[i] = t.sizes[i+1]
		text := blocks[i].text
		if !isProse(text) || isFurniture(text) {
			continue
		}
		size := measure(text).size()
		t.sizes[i] += size
		t.last = max(t.last, i)
		if size >= longProse {
			t.lastLong = max(t.lastLong, i)
		}
	}
	return t
}

// endsArticle reports whether block i ends the article although paragraphs may follow, which then are comments or teasers.
func (t tail) endsArticle(blocks []block, i int) bool {
	text := blocks[i].text
	switch {
	case len(text) > maxMark:
		return false
	case endPattern.MatchString(text):
		return t.sizes[0]-t.sizes[i] >= bodyShare*t.sizes[i]
	case i < t.lastLong:
		return false
	}
	text = withoutCount(text)
	return listPattern.MatchString(text) ||
		commentPattern.MatchString(text) && i+1 < len(blocks) && isFurniture(blocks[i+1].text)
}

package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// The size to which passages are packed. Retrieval measurements put the answer inside a budget of 1,000 characters more
// often with whole sentences packed to 250 Chinese characters, or about as much in English, than with any other cut.
const (
	maxPassageHan   = 250
	maxPassageWords = 120
)

// idDigits is the length of a passage's fingerprint, in hexadecimal digits.
const idDigits = 10

// Passages packs the sentences of an edition into passages: whole sentences of one paragraph, up to about 250 Chinese
// characters or 120 English words, and of about the same length within the paragraph. A longer sentence is a passage of
// its own. An ID is the article's with a fingerprint of language and text, so that it survives changes elsewhere in the
// article; repeated texts are told apart by -2, -3 in the order of the text.
func Passages(e *Edition) []*Passage {
	var out []*Passage
	seen := make(map[string]int)
	number := 0
	for part, section := range e.Sections {
		for _, paragraph := range section.Paragraphs {
			number++
			for _, sentences := range pack(trimmed(paragraph.Sentences)) {
				p := &Passage{
					ArticleID: e.ArticleID, Lang: e.Lang, Title: e.Meta.Title, Section: section.Title,
					Part: part + 1, Paragraph: number, Sentences: sentences,
				}
				p.ID = passageID(p, seen)
				out = append(out, p)
			}
		}
	}
	return out
}

// maxSentence is the length in characters from which a sentence is cut all the same: a text without full stops would be
// quoted whole.
const maxSentence = 2000

func trimmed(sentences []string) []string {
	var out []string
	for _, s := range sentences {
		for _, piece := range cutLong(strings.TrimSpace(s)) {
			if piece = strings.TrimSpace(piece); piece != "" {
				out = append(out, piece)
			}
		}
	}
	return out
}

// cutLong cuts a sentence that is too long, where it can behind a comma or a blank.
func cutLong(sentence string) []string {
	var pieces []string
	runes := []rune(sentence)
	for len(runes) > maxSentence {
		end := maxSentence
		for k := maxSentence; k > maxSentence/2; k-- {
			if strings.ContainsRune(",，、;；: ", runes[k-1]) {
				end = k
				break
			}
		}
		pieces = append(pieces, string(runes[:end]))
		runes = runes[end:]
	}
	return append(pieces, string(runes))
}

func passageID(p *Passage, seen map[string]int) string {
	sum := sha256.Sum256([]byte(string(p.Lang) + "\n" + strings.Join(strings.Fields(p.Text()), " ")))
	id := p.ArticleID + "#" + hex.EncodeToString(sum[:])[:idDigits]
	seen[id]++
	if n := seen[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}

// pack cuts sentences into runs that fit a passage, with the least sum of squared slack. That is how text is broken into
// even lines (Knuth and Plass, Breaking Paragraphs into Lines, 1981), the last line included.
func pack(sentences []string) [][]string {
	n := len(sentences)
	loads := make([]float64, n)
	for i, s := range sentences {
		loads[i] = load(s)
	}
	// best[i] is the least cost of the sentences from i on, size[i] how many of them make the first run.
	best, size := make([]float64, n+1), make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		full := 0.0
		for k := i; k < n; k++ {
			full += loads[k]
			if k > i && full > 1 {
				break
			}
			slack := max(0, 1-full)
			if cost := slack*slack + best[k+1]; k == i || cost < best[i] {
				best[i], size[i] = cost, k+1-i
			}
		}
	}
	var runs [][]string
	for i := 0; i < n; i += size[i] {
		runs = append(runs, sentences[i:i+size[i]:i+size[i]])
	}
	return runs
}

// load is the share of a passage that a sentence fills; it counts as one word at least.
func load(sentence string) float64 {
	t := measure(sentence)
	return max(float64(t.han)/maxPassageHan+float64(t.words)/maxPassageWords, 1.0/maxPassageWords)
}

// Package synthetic makes large collections of passages for benchmarks, from the words of the built-in article.
package synthetic

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag/dict"
)

// A passage has shortest to shortest+spread characters, as short passages of articles do, and a section title is shared
// by sectionSize passages. Its text is made of runs of up to longestRun neighbouring words, so that phrases recur.
const (
	shortest    = 60
	spread      = 190
	sectionSize = 20
	longestRun  = 8
	seed        = 1
)

// Passages returns n passages of one article, the languages taking turns; the same n gives the same passages. They have no
// title, whose words would stand in every passage.
func Passages(n int, langs ...corpus.Lang) ([]*corpus.Passage, error) {
	article, err := corpus.Builtin()
	if err != nil {
		return nil, err
	}
	makers := make([]maker, len(langs))
	for i, lang := range langs {
		makers[i] = newMaker(article.Edition(lang), rand.New(rand.NewPCG(seed, uint64(i))))
	}
	passages := make([]*corpus.Passage, n)
	for i := range passages {
		passages[i] = makers[i%len(makers)].passage(i)
	}
	return passages, nil
}

// Questions returns questions in lang about what the built-in article says, as readers ask them.
func Questions(lang corpus.Lang) []string {
	if lang == corpus.Chinese {
		return []string{
			"OpenAI和Meta在开源上有什么不同？", "小扎为什么要开源LLaMA？", "微软给OpenAI投资了多少钱？", "谁收购了DeepMind？",
			"Meta的股价在2023年涨了多少？", "马斯克为什么离开OpenAI？", "开源大模型对创业公司有什么好处？", "杨立昆怎么看PyTorch？",
		}
	}
	return []string{
		"How do OpenAI and Meta differ on open source?", "Why did Zuckerberg open-source LLaMA?",
		"How much money did Microsoft invest in OpenAI?", "Who bought DeepMind?", "By how much did Meta's stock price rise in 2023?",
		"Why did Musk leave OpenAI?", "What do start-ups gain from open-source large models?", "What does LeCun say about PyTorch?",
	}
}

// maker makes passages in one language.
type maker struct {
	lang   corpus.Lang
	words  []string
	random *rand.Rand
}

func newMaker(edition *corpus.Edition, random *rand.Rand) maker {
	m := maker{lang: edition.Lang, random: random}
	for _, p := range corpus.Passages(edition) {
		m.words = append(m.words, split(p)...)
	}
	return m
}

// split cuts a passage into words, which keep the marks behind them, and Chinese ones as the dictionary has them. It drops
// brackets: what runs of words that are cut at random have in them would pair names of different things.
func split(p *corpus.Passage) []string {
	text := strings.NewReplacer("(", "", ")", "", "（", "", "）", "").Replace(p.Text())
	if p.Lang != corpus.Chinese {
		return strings.Fields(text)
	}
	var words []string
	dictionary := dict.Open()
	for text != "" {
		n := dictionary.LongestWord(text)
		if isLatin := text[0] < utf8.RuneSelf; isLatin {
			n = strings.IndexFunc(text+"。", func(r rune) bool { return r >= utf8.RuneSelf })
		}
		words = append(words, text[:n])
		text = text[n:]
	}
	return words
}

func (m maker) passage(i int) *corpus.Passage {
	inSection := rand.New(rand.NewPCG(seed, uint64(i/sectionSize)))
	start := inSection.IntN(len(m.words) - longestRun)
	return &corpus.Passage{
		ID: "synthetic#" + strconv.Itoa(i), ArticleID: "synthetic", Lang: m.lang, Paragraph: i + 1,
		Section:   corpus.JoinSentences(m.lang, m.words[start:start+longestRun/2]),
		Sentences: corpus.SplitSentences(m.text(shortest + m.random.IntN(spread))),
	}
}

// text returns running text of at least size characters, blanks aside.
func (m maker) text(size int) string {
	var words []string
	for length := 0; length < size; {
		start, run := m.random.IntN(len(m.words)-longestRun), 1+m.random.IntN(longestRun)
		for _, word := range m.words[start : start+run] {
			words = append(words, word)
			length += utf8.RuneCountInString(word)
		}
	}
	return corpus.JoinSentences(m.lang, words)
}

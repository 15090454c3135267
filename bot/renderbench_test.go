package bot_test

import (
	"os"
	"testing"

	"articlebot/bot"
	"articlebot/rag"
)

// corpusText returns the first runes of the longest answer of the corpus.
func corpusText(b *testing.B, runes int) string {
	b.Helper()
	text, err := os.ReadFile("testdata/render/twelvethousand_zh.md")
	if err != nil {
		b.Fatal(err)
	}
	return string([]rune(string(text))[:runes])
}

func BenchmarkRender4000(b *testing.B) {
	a := rag.Answer{Text: corpusText(b, 4000)}
	for b.Loop() {
		bot.Split(bot.Render(a), bot.MaxUnits)
	}
}

// BenchmarkDrafts makes the drafts of an answer of 4,000 characters that grows by 40.
func BenchmarkDrafts(b *testing.B) {
	text := []rune(corpusText(b, 4000))
	for b.Loop() {
		for end := 40; end <= len(text); end += 40 {
			bot.DraftText(string(text[:end]))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(text)/40), "µs/draft")
}

func BenchmarkDraft12000(b *testing.B) {
	text := corpusText(b, 12_000)
	for b.Loop() {
		bot.DraftText(text)
	}
}

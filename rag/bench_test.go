package rag_test

import (
	"testing"

	"articlebot/rag"
)

// BenchmarkArticle asks one question about the built-in article, offline: Rank searches, Ask answers.
func BenchmarkArticle(b *testing.B) {
	engine := newEngine(b, builtin(b))
	for name, question := range map[string]string{
		"zh": "ChatGPT是用什么框架开发的？", "en": "What framework was ChatGPT built with?", "compare": "OpenAI和Meta在开源上有什么不同？",
	} {
		b.Run("Rank/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Rank(b.Context(), question, 8); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("Ask/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Ask(b.Context(), rag.Question{Text: question}, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

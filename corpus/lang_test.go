package corpus_test

import (
	"testing"

	"articlebot/corpus"
)

func TestDetectLang(t *testing.T) {
	for text, want := range map[string]corpus.Lang{
		"":                                corpus.English,
		"?? 42 ——":                        corpus.English,
		"LLaMA 2的许可是什么":                   corpus.Chinese,
		"OpenAI和Meta":                     corpus.Chinese,
		"openai和meta有什么不同?":               corpus.Chinese,
		"Meta的LLaMA和OpenAI的GPT":           corpus.Chinese,
		"開源與閉源誰對？":                        corpus.Chinese,
		"GPT-4 开源":                        corpus.Chinese,
		"What does 黎明 say about Meta?":    corpus.English,
		"Who is 扎克伯格?":                    corpus.English,
		"Compare OpenAI and 脸书":           corpus.English,
		"Why is Meta open?":               corpus.English,
		"open source 是什么 in this article": corpus.Chinese,
		"Wang Sheng (王晟) told Dingjiao (定焦) of it.": corpus.English,
		"Пример": corpus.English,
	} {
		if got := corpus.DetectLang(text); got != want {
			t.Errorf("DetectLang(%q) = %s, want %s", text, got, want)
		}
	}
}

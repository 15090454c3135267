package eval_test

import (
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
)

// TestAnswersJudgesLanguage gives answers that call themselves English: a model's text tells its language, and quotation is
// taken at its word, because the quoted text is in the article's.
func TestAnswersJudgesLanguage(t *testing.T) {
	tests := []struct {
		name     string
		answerer string
		text     string
		want     corpus.Lang
	}{
		{"model in English", rag.Model, "It was the farm. [1]", corpus.English},
		{"model in Chinese", rag.Model, "这是农场的苹果。[1]", corpus.Chinese},
		{"model that quotes in curly marks", rag.Model, "The farm says “苹果是我们种的，也是我们的骄傲”. [1]", corpus.English},
		{"model that quotes in straight marks", rag.Model, `It says "苹果是我们种的，也是我们的骄傲". [1]`, corpus.English},
		{"model that quotes in corner marks", rag.Model, "It says 「苹果是我们種的『也是我們的』」 here. [1]", corpus.English},
		{"model that quotes a line", rag.Model, "It says:\n\n> 苹果是我们种的，也是我们的骄傲。 [1]", corpus.English},
		{"model that quotes English in Chinese", rag.Model, "文章说：“The apples are the pride of the farm and of the town.”[1]", corpus.Chinese},
		{"model that opens no second mark", rag.Model, "“果园\n这是农场的苹果。", corpus.Chinese},
		{"model that says a number", rag.Model, "1998 [1]", corpus.English},
		{"model that only quotes", rag.Model, "“苹果是我们种的”", corpus.English},
		{"quotation", rag.Extractive, "苹果是我们种的，也是我们的骄傲。 [1]", corpus.English},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer := rag.Answer{Lang: corpus.English, Answerer: tt.answerer, Text: tt.text}
			for _, lang := range []corpus.Lang{corpus.English, corpus.Chinese} {
				got := results(t, says(answer), eval.Item{Lang: lang})[0]
				if got.Pass != (lang == tt.want) || !got.Pass && !strings.Contains(got.Reason, "in "+string(tt.want)) {
					t.Errorf("asked in %s: pass %v, reason %q; the answer is in %s", lang, got.Pass, got.Reason, tt.want)
				}
			}
		})
	}
}

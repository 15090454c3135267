package bot_test

import (
	"testing"
	"time"

	"articlebot/rag"
)

// TestScriptOfAnswers is Traditional for who reads that, by Telegram, by the chat's choice or by the question.
func TestScriptOfAnswers(t *testing.T) {
	for name, tc := range map[string]struct {
		lang string
		says []string
		want rag.Script
	}{
		"Taiwan":              {"zh-TW", []string{"OpenAI?"}, rag.Traditional},
		"HongKong":            {"zh-hk", []string{"开源是什么？"}, rag.Traditional},
		"Mainland":            {"zh-hans", []string{"开源是什么？"}, ""},
		"QuestionTraditional": {"en", []string{"開源是什麼？"}, rag.Traditional},
		"QuestionEnglish":     {"en", []string{"Who?"}, ""},
		"ChatTraditional":     {"en", []string{"/lang 繁體", "开源是什么？"}, rag.Traditional},
		"ChatSimplified":      {"zh-TW", []string{"/lang zh", "開源是什麼？"}, rag.Simplified},
	} {
		t.Run(name, func(t *testing.T) {
			var r recorder
			inWorld(t, &r, func(w *world) {
				w.lang = tc.lang
				for _, text := range tc.says {
					w.say(alice, text)
					w.settle(2 * time.Second)
				}
				if got := r.questions[len(r.questions)-1].Script; got != tc.want {
					w.Errorf("got %q, want %q", got, tc.want)
				}
			})
		})
	}
}

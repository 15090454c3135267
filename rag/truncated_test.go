package rag_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// countingModel is a model whose server reports that it read so many tokens of the prompt.
type countingModel int

func (n countingModel) Chat(context.Context, []rag.Message, rag.Draft) (rag.Reply, error) {
	usage := rag.Usage{PromptTokens: int(n), CompletionTokens: 9}
	return rag.Reply{Text: "Google bought DeepMind [1].", Model: "m", Complete: true, Usage: usage}, nil
}

// TestFaultL18TruncatedPrompts sends the whole built-in article, some 7,000 tokens by estimate. What a server reports of it
// tells whether it was read: tokenizers differ, and so half of the estimate may be all of the prompt.
func TestFaultL18TruncatedPrompts(t *testing.T) {
	views := newViews(t, builtin(t))
	for lang, question := range map[corpus.Lang]string{corpus.English: "Who bought DeepMind?", corpus.Chinese: "谁收购了DeepMind？"} {
		for read, want := range map[int]bool{2048: true, 2400: true, 4600: false, 12000: false, 0: false} {
			var log lockedBuffer
			model := rag.Profile{Name: "shorter", Model: countingModel(read), ContextTokens: 30000}
			engine := mustEngine(t, rag.Options{
				Views: views, Models: rag.Models{Profiles: map[string]rag.Profile{"shorter": model}, Default: "shorter"},
				Logger: slog.New(slog.NewTextHandler(&log, nil)),
			})
			ask(t, engine, question)
			text := log.String()
			if got := strings.Contains(text, "cut the prompt short") && strings.Contains(text, "profile=shorter"); got != want {
				t.Errorf("%s, %d tokens: logged %q, want a warning: %v", lang, read, text, want)
			}
			if strings.Contains(text, "DeepMind") {
				t.Errorf("the log has the question: %s", text)
			}
		}
	}
}

package eval_test

import (
	"context"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
)

// askFunc is an asker that is a function.
type askFunc func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error)

// Ask calls the function.
func (f askFunc) Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
	return f(ctx, q, draft)
}

// says is an asker with one answer for everything.
func says(answer rag.Answer) askFunc {
	return func(context.Context, rag.Question, rag.Draft) (rag.Answer, error) { return answer, nil }
}

// english is an answer in English, chinese one in Chinese, refusal one that says nothing.
func english(text string) rag.Answer { return rag.Answer{Lang: corpus.English, Text: text} }

func chinese(text string) rag.Answer { return rag.Answer{Lang: corpus.Chinese, Text: text} }

func refusal() rag.Answer {
	return rag.Answer{Lang: corpus.English, Refused: true, Text: "The article does not say this."}
}

// results has every item asked and collects what comes.
func results(t *testing.T, asker eval.Asker, items ...eval.Item) []eval.Result {
	t.Helper()
	var list []eval.Result
	if err := eval.Answers(t.Context(), asker, items, func(r eval.Result) { list = append(list, r) }); err != nil {
		t.Fatal(err)
	}
	return list
}

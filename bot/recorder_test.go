package bot_test

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"articlebot/rag"
)

// recorder is an asker that tells in which language it was asked to answer, and remembers the questions.
type recorder struct {
	mu        sync.Mutex
	questions []rag.Question
}

// Ask answers with the language.
func (r *recorder) Ask(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.questions = append(r.questions, q)
	return rag.Answer{Question: q.Text, Lang: q.Lang, Text: "in " + cmp.Or(string(q.Lang), "the language of the question")}, nil
}

// texts are what was asked, oldest first.
func (r *recorder) texts() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var texts []string
	for _, q := range r.questions {
		texts = append(texts, q.Text)
	}
	return slices.Clone(texts)
}

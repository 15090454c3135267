// Package eval measures answers on files of questions.
package eval

import (
	"context"
	"fmt"
	"strings"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/terms"
)

// Result is how one item fared.
type Result struct {
	ID   string      `json:"id"`
	Lang corpus.Lang `json:"lang"`
	Type string      `json:"type"`
	Pass bool        `json:"pass"`
	// Reason says why an item failed.
	Reason string     `json:"reason,omitempty"`
	Answer rag.Answer `json:"answer"`
}

// Asker answers questions.
type Asker interface {
	Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error)
}

// Answers asks every item in turn and calls each with its result as it comes.
func Answers(ctx context.Context, asker Asker, items []Item, each func(Result)) error {
	for _, item := range items {
		answer, err := asker.Ask(ctx, rag.Question{Text: item.Question, History: item.History}, nil)
		if err != nil {
			return fmt.Errorf("asking %s: %w", item.ID, err)
		}
		reason := item.judge(answer)
		each(Result{ID: item.ID, Lang: item.Lang, Type: item.Type, Pass: reason == "", Reason: reason, Answer: answer})
	}
	return nil
}

// judge returns why the answer fails the item, or nothing when it passes.
func (item Item) judge(answer rag.Answer) string {
	switch {
	case item.Refuse && answer.Refused:
		return ""
	case item.Refuse:
		return "answered, but the article does not say"
	case answer.Refused:
		return "refused"
	}
	if lang := langOf(answer); item.Lang != "" && lang != item.Lang {
		return fmt.Sprintf("answered in %s, not %s", lang, item.Lang)
	}
	folded := terms.Fold(answer.Text)
	for _, group := range item.Must {
		if !containsAny(folded, group) {
			return "lacks " + strings.Join(group, " or ")
		}
	}
	return ""
}

func containsAny(folded string, wanted []string) bool {
	for _, w := range wanted {
		if strings.Contains(folded, terms.Fold(w)) {
			return true
		}
	}
	return false
}

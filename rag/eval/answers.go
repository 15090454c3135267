// Package eval measures answers on files of questions.
package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/terms"
)

// Item is one question with what a right answer holds.
type Item struct {
	ID       string      `json:"id"`
	Lang     corpus.Lang `json:"lang"`
	Type     string      `json:"type"`
	Question string      `json:"q"`
	// Must holds groups of strings; of each group one must stand in the answer, whatever its case and width.
	Must [][]string `json:"must"`
	// Refuse reports that the article does not answer the question.
	Refuse  bool       `json:"refuse"`
	History []rag.Turn `json:"history"`
}

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

// ReadItems reads a question set of JSON lines; blank lines are passed over.
func ReadItems(r io.Reader) ([]Item, error) {
	var items []Item
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<20)
	for line := 1; scanner.Scan(); line++ {
		if strings.TrimSpace(scanner.Text()) == "" {
			continue
		}
		var item Item
		if err := json.Unmarshal(scanner.Bytes(), &item); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if item.Question == "" {
			return nil, fmt.Errorf("line %d: the item has no question (q)", line)
		}
		items = append(items, item)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("reading the question set: %w", err)
	}
	if len(items) == 0 {
		return nil, fmt.Errorf("the question set is empty")
	}
	return items, nil
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
	case item.Lang != "" && answer.Lang != item.Lang:
		return fmt.Sprintf("answered in %s, not %s", answer.Lang, item.Lang)
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

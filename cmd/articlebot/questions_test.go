package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// writer is an engine that writes two questions for each audience, or fails, and counts how often it was asked.
type writer struct {
	key   string
	err   error
	asked int
}

func (w *writer) QuestionsKey(rag.Audience) (string, error) { return w.key, nil }

func (w *writer) QuestionsFor(_ context.Context, to rag.Audience) ([]rag.Suggested, error) {
	w.asked++
	if w.err != nil {
		return nil, w.err
	}
	name := string(to.Lang) + string(to.Script)
	return []rag.Suggested{{Question: name + " 1?", Section: "S"}, {Question: name + " 2?"}}, nil
}

// notes is a memory.
type notes map[string][2]string

func (n notes) Memo(_ context.Context, name, key string) (string, error) {
	if n[name][0] != key {
		return "", nil
	}
	return n[name][1], nil
}

func (n notes) SetMemo(_ context.Context, name, key, content string) error {
	n[name] = [2]string{key, content}
	return nil
}

// writeWith has questions written and returns those that are offered then, and what is logged.
func writeWith(t *testing.T, w *writer, n notes, model string) (*offered, string) {
	t.Helper()
	article, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	o := newOffered(article)
	(&author{engine: w, memory: n, model: model, offered: o, log: slog.New(slog.NewTextHandler(&log, nil))}).write(t.Context())
	return o, log.String()
}

var audiences = map[rag.Audience][2]string{
	{Lang: corpus.English}:                          {"en 1?", "What is the article about?"},
	{Lang: corpus.Chinese}:                          {"zh 1?", "文章讲了什么？"},
	{Lang: corpus.Chinese, Script: rag.Simplified}:  {"zh 1?", "文章讲了什么？"},
	{Lang: corpus.Chinese, Script: rag.Traditional}: {"zhHant 1?", "文章講了什麼？"},
}

// TestQuestionsAreWrittenOnce for an article with a prompt and a model.
func TestQuestionsAreWrittenOnce(t *testing.T) {
	kept := notes{}
	for _, step := range []struct {
		key, model string
		want       int
	}{{"a", "m", 3}, {"a", "m", 0}, {"b", "m", 3}, {"b", "n", 3}, {"b", "n", 0}} {
		w := &writer{key: step.key}
		o, log := writeWith(t, w, kept, step.model)
		if w.asked != step.want || log != "" {
			t.Errorf("%+v: asked %d times, logged %s", step, w.asked, log)
		}
		for to, want := range audiences {
			if list := o.For(to); len(list) != 2 || list[0].Question != want[0] {
				t.Errorf("%+v: %v is offered %+v", step, to, list)
			}
		}
	}
}

// TestFailuresLeaveTheHeadings, with one line in the log; only that there are too few questions is kept.
func TestFailuresLeaveTheHeadings(t *testing.T) {
	for _, tt := range []struct {
		err         error
		asked, next int
	}{{rag.ErrFewQuestions, 3, 0}, {rag.ErrOverBudget, 1, 1}, {errors.New("down"), 1, 1}} {
		w, kept := &writer{key: "a", err: tt.err}, notes{}
		o, log := writeWith(t, w, kept, "m")
		if w.asked != tt.asked || strings.Count(log, "\n") != 1 || !strings.Contains(log, "level=WARN") {
			t.Errorf("%v: asked %d times, logged %s", tt.err, w.asked, log)
		}
		for to, want := range audiences {
			if list := o.For(to); list[0].Question != want[1] {
				t.Errorf("%v: %v is offered %+v", tt.err, to, list)
			}
		}
		w.asked = 0
		if writeWith(t, w, kept, "m"); w.asked != tt.next {
			t.Errorf("%v: asked %d times after a restart", tt.err, w.asked)
		}
	}
}

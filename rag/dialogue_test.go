package rag_test

import (
	"context"
	"errors"
	"testing"

	"articlebot/rag"
)

// line is what a model says to one request, or how it fails.
type line struct {
	text string
	err  error
}

// lines are those of a model that does not fail.
func lines(texts ...string) []line {
	list := make([]line, len(texts))
	for i, text := range texts {
		list[i].text = text
	}
	return list
}

var errNothingLeft = errors.New("nothing is left to say")

// dialogue is a model that says one line after another, and fails when it is asked once too often.
type dialogue struct {
	lines []line
	// asked are the messages of every call.
	asked [][]rag.Message
}

func (d *dialogue) Chat(_ context.Context, messages []rag.Message, grow rag.Draft) (rag.Reply, error) {
	d.asked = append(d.asked, messages)
	if len(d.asked) > len(d.lines) {
		return rag.Reply{}, errNothingLeft
	}
	said := d.lines[len(d.asked)-1]
	if said.err != nil {
		return rag.Reply{}, said.err
	}
	if grow != nil {
		grow(said.text)
	}
	return rag.Reply{Text: said.text, Model: "scripted-1", Complete: true, Usage: rag.Usage{PromptTokens: 100, CompletionTokens: 7}}, nil
}

// request is the last message of a call.
func (d *dialogue) request(call int) string {
	messages := d.asked[call]
	return messages[len(messages)-1].Content
}

// use makes a model the only one of an engine, which takes long to make and so serves several tests.
func use(tb testing.TB, e *rag.Engine, model rag.ChatModel, fallback ...rag.Profile) {
	tb.Helper()
	models := rag.Models{Profiles: make(map[string]rag.Profile), Default: "p"}
	var names []string
	for _, p := range fallback {
		models.Profiles[p.Name] = p
		names = append(names, p.Name)
	}
	models.Profiles["p"] = profile("p", model, names...)
	if err := e.UseModels(models); err != nil {
		tb.Fatal(err)
	}
}

// play asks an engine whose model says the lines.
func play(tb testing.TB, e *rag.Engine, q rag.Question, script ...line) (rag.Answer, *dialogue) {
	tb.Helper()
	d := &dialogue{lines: script}
	use(tb, e, d)
	answer, err := e.Ask(tb.Context(), q, nil)
	if err != nil {
		tb.Fatalf("Ask(%q): %v", q.Text, err)
	}
	return answer, d
}

// purposes are those of the calls of an answer, in order.
func purposes(answer rag.Answer) []string {
	var list []string
	for _, call := range answer.Trace.Calls {
		list = append(list, call.Purpose)
	}
	return list
}

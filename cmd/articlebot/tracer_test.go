package main

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag"
)

// echo answers with the question.
type echo struct{}

func (echo) Ask(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
	return rag.Answer{Question: q.Text}, nil
}

// TestTracerFindsTheNewestOfASpan asks two hundred times, a second apart, after a first time that is forgotten.
func TestTracerFindsTheNewestOfASpan(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		traces := &tracer{}
		asker := traces.over(echo{}, nil)
		start := time.Now()
		for i := range maxTraces + 1 {
			q := rag.Question{Text: strconv.Itoa(i), Account: rag.Account{Chat: strconv.Itoa(i % 2)}}
			if _, err := asker.Ask(t.Context(), q, nil); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
		}
		at := func(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }
		for name, tt := range map[string]struct {
			chat, from, to int
			want           string
		}{
			"the newest":    {0, 0, 1000, "200"},
			"of the chat":   {1, 0, 1000, "199"},
			"of the span":   {0, 8, 11, "10"},
			"its ends":      {0, 10, 10, "10"},
			"none in it":    {0, 11, 11, ""},
			"another chat":  {7, 0, 1000, ""},
			"the forgotten": {0, 0, 1, ""},
		} {
			trace, ok := traces.Trace(int64(tt.chat), at(tt.from), at(tt.to))
			if trace.Question != tt.want || ok != (tt.want != "") {
				t.Errorf("%s: %q, %v", name, trace.Question, ok)
			}
		}
	})
}

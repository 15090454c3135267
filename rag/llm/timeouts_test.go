package llm_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag/llm"
)

// slowAnswer is an answer in parts that is never ended; it says after how long the call ends, and how.
type slowAnswer struct {
	delay time.Duration
	parts []part
	kind  llm.Kind
	text  string
	after time.Duration
}

func checkSlowAnswers(t *testing.T, tests map[string]slowAnswer) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{{delay: tt.delay, parts: tt.parts, end: hung}}}
				start := time.Now()
				reply, _, err := chat(t.Context(), newClient(t, f))
				// The last part of an answer in order is followed by the wait for its usage.
				if took := time.Since(start); took.Round(time.Second) != tt.after {
					t.Errorf("took %v, want %v", took, tt.after)
				}
				if reply.Text != tt.text || reply.Complete != (tt.kind == "") || len(f.requests) != 1 {
					t.Errorf("reply = %+v after %d requests", reply, len(f.requests))
				}
				if tt.kind != "" {
					wantError(t, err, tt.kind)
				} else if err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// every repeats a part.
func every(pause time.Duration, text string, times int) []part {
	return slices.Repeat([]part{{pause, text}}, times)
}

const comment = ": keep-alive\n\n"

var (
	thought = data(`{"choices":[{"delta":{"reasoning_content":"hm"}}]}`)
	role    = data(`{"choices":[{"delta":{"role":"assistant"}}]}`)
	stopped = data(finish("stop"))
)

func TestFaultL6SlowFirstWord(t *testing.T) {
	checkSlowAnswers(t, map[string]slowAnswer{
		"not even accepted":   {time.Hour, nil, llm.KindTimeout, "", 60 * time.Second},
		"no first word":       {0, nil, llm.KindTimeout, "", 60 * time.Second},
		"signs of life":       {0, every(5*time.Second, comment, 40), llm.KindTimeout, "", 120 * time.Second},
		"signs of life end":   {0, every(5*time.Second, comment, 2), llm.KindTimeout, "", 70 * time.Second},
		"role is no word":     {0, every(time.Second, role, 1), llm.KindTimeout, "", 61 * time.Second},
		"late after comments": {0, slices.Concat(every(5*time.Second, comment, 20), []part{{5 * time.Second, data(token("Meta"))}, {0, stopped}}), "", "Meta", 107 * time.Second},
		"late, but in time":   {59 * time.Second, []part{{0, data(token("Meta"))}, {0, stopped}}, "", "Meta", 61 * time.Second},
	})
}

func TestFaultL7SilenceInTheMiddle(t *testing.T) {
	begun := part{0, data(token("Meta"))}
	slowly := []part{begun}
	for _, letter := range strings.Split(data(token(" opened")), "") {
		slowly = append(slowly, part{5 * time.Second, letter})
	}
	checkSlowAnswers(t, map[string]slowAnswer{
		"silence":          {0, []part{{50 * time.Second, begun.text}}, llm.KindTimeout, "Meta", 80 * time.Second},
		"comments":         {0, append([]part{begun}, every(5*time.Second, comment, 20)...), llm.KindTimeout, "Meta", 30 * time.Second},
		"byte by byte":     {0, slowly, llm.KindTimeout, "Meta", 30 * time.Second},
		"while it thinks":  {0, []part{{0, thought}}, llm.KindTimeout, "", 30 * time.Second},
		"no word of usage": {0, []part{{0, begun.text + stopped}}, "", "Meta", 2 * time.Second},
		"slow but alive": {
			0, []part{{59 * time.Second, thought}, {29 * time.Second, thought}, {29 * time.Second, begun.text}, {29 * time.Second, stopped}},
			"", "Meta", 148 * time.Second,
		},
	})
}

func TestCallersContext(t *testing.T) {
	tests := map[string]struct {
		kind  llm.Kind
		is    error
		limit func(context.Context) (context.Context, context.CancelFunc)
	}{
		"canceled": {llm.KindCanceled, context.Canceled, func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(ctx)
			stop := func() { cancel(errors.New("the user left")) }
			time.AfterFunc(5*time.Second, stop)
			return ctx, stop
		}},
		"deadline": {llm.KindTimeout, context.DeadlineExceeded, func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 5*time.Second)
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := tt.limit(t.Context())
				defer cancel()
				f := &fake{replies: []reply{{parts: []part{{0, data(token("Meta"))}}, end: hung}}}
				start := time.Now()
				reply, _, err := chat(ctx, newClient(t, f))
				wantError(t, err, tt.kind)
				if !errors.Is(err, tt.is) || reply.Text != "Meta" || time.Since(start) != 5*time.Second {
					t.Errorf("reply = %+v, %v after %v", reply, err, time.Since(start))
				}
			})
		})
	}
}

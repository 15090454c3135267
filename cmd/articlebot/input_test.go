package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"articlebot/rag"
)

func TestAskReadsABoundedQuestion(t *testing.T) {
	isolate(t)
	const question = "Is GPT-3 open source?"
	fits := question + strings.Repeat("\n", maxInput-len(question))
	if r := articlebotReading(t, fits, "ask"); r.code != 0 || !strings.Contains(r.out, "[1]") {
		t.Errorf("%d bytes: code %d, %s", len(fits), r.code, r.said)
	}
	for name, long := range map[string]string{
		// Three bytes each, of which the limit cuts one in the middle.
		"Chinese":       strings.Repeat("很", 400_000),
		"one too much":  fits + "\n",
		"a little long": strings.Repeat("很", 4001),
	} {
		for _, command := range []string{"ask", "search"} {
			r := articlebotReading(t, long, command)
			if r.code != 1 || !strings.Contains(r.said, rag.ErrLongQuestion.Error()) {
				t.Errorf("%s %s: code %d, %q", command, name, r.code, r.said)
			}
		}
	}
}

// terminal is a standard input at which nobody types. It closes waiting when it is read.
type terminal struct{ waiting, end chan struct{} }

func (in terminal) Read([]byte) (int, error) {
	close(in.waiting)
	<-in.end
	return 0, errors.New("the terminal is gone")
}

func TestAskStopsWhileItWaits(t *testing.T) {
	isolate(t)
	for _, command := range []string{"ask", "search"} {
		t.Run(command, func(t *testing.T) {
			in := terminal{make(chan struct{}), make(chan struct{})}
			defer close(in.end)
			ctx, interrupt := context.WithCancel(t.Context())
			stopped := make(chan error, 1)
			go func() { stopped <- run(ctx, []string{command}, in, &bytes.Buffer{}, &bytes.Buffer{}) }()
			<-in.waiting
			interrupt()
			if err := <-stopped; err == nil || explain(err) != "stopped" || exitCode(err) != 1 {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestExplainContext(t *testing.T) {
	late := fmt.Errorf("embedding the question: %w", context.DeadlineExceeded)
	for want, err := range map[string]error{
		"stopped": fmt.Errorf("ranking: %w", context.Canceled),
		"embedding the question: context deadline exceeded; the server did not answer in time": late,
	} {
		if got := explain(err); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

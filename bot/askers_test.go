package bot_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"time"

	"articlebot/corpus"
	"articlebot/rag"
)

// askFunc is an Asker that is a function.
type askFunc func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error)

// Ask calls the function.
func (f askFunc) Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
	return f(ctx, q, draft)
}

// says is an asker with one answer for everything.
func says(text string) askFunc {
	return func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		return rag.Answer{Question: q.Text, Lang: corpus.English, Text: text}, nil
	}
}

// takes is an asker that answers after d, unless its context ends before.
func takes(d time.Duration) askFunc {
	return func(ctx context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		select {
		case <-time.After(d):
			return rag.Answer{Text: "re: " + q.Text}, nil
		case <-ctx.Done():
			return rag.Answer{}, ctx.Err()
		}
	}
}

// growing drafts the words of a text one by one and returns the text.
func growing(text string, pause time.Duration) askFunc {
	return func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
		soFar := ""
		for _, word := range strings.SplitAfter(text, " ") {
			select {
			case <-time.After(pause):
			case <-ctx.Done():
				return rag.Answer{}, context.Cause(ctx)
			}
			soFar += word
			draft(soFar)
		}
		return rag.Answer{Question: q.Text, Lang: corpus.English, Text: text}, nil
	}
}

// counted counts the questions that an asker is asked.
type counted struct {
	asker askFunc

	mu sync.Mutex
	n  int
}

// Ask asks the asker.
func (c *counted) Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	return c.asker(ctx, q, draft)
}

func (c *counted) asked() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// logBuffer takes log lines from several goroutines.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write appends to the buffer.
func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String returns what was logged so far.
func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

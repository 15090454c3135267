package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"articlebot/rag"
)

// maxInput is how many bytes a question on standard input may have: more than any question that is answered.
const maxInput = 1 << 20

// questionText joins the words, or reads standard input when there are none or they are "-".
func questionText(ctx context.Context, words []string, stdin io.Reader) (string, error) {
	text := strings.Join(words, " ")
	if len(words) > 0 && text != "-" {
		return text, nil
	}
	// One byte more tells a longer question from one that just fits.
	data, err := readUntil(ctx, io.LimitReader(stdin, maxInput+1))
	if err != nil {
		return "", fmt.Errorf("reading the question: %w", err)
	}
	if len(data) > maxInput {
		return "", rag.ErrLongQuestion
	}
	return string(data), nil
}

// readUntil reads r to its end, or until ctx ends. Nothing breaks off the read of a terminal, so then the read is left
// behind and ends with the program.
func readUntil(ctx context.Context, r io.Reader) ([]byte, error) {
	type read struct {
		data []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		data, err := io.ReadAll(r)
		done <- read{data, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case result := <-done:
		return result.data, result.err
	}
}

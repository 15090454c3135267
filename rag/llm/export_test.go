package llm

import (
	"context"
	"io"

	"articlebot/rag"
)

// MaxEvent is the bound of a line for tests.
const MaxEvent = maxEvent

// Normalize exposes the reader that cleans a server's answer.
func Normalize(r io.Reader) io.Reader { return newNormalizer(r) }

// NormalizeUpTo is Normalize with another bound of all events, in bytes.
func NormalizeUpTo(r io.Reader, limit int) io.Reader {
	n := newNormalizer(r)
	n.limit = limit
	return n
}

// StripThinking exposes the filter: it returns the answer within what a model wrote in parts.
func StripThinking(parts ...string) string {
	var f thinkFilter
	for _, part := range parts {
		f.add(part)
	}
	f.end()
	return f.text()
}

// ChatOnce is Chat without the retry rule, which would wait.
func (c *Client) ChatOnce(ctx context.Context, messages []rag.Message, grow rag.Draft) (rag.Reply, error) {
	a := &answer{grow: grow, reply: rag.Reply{Model: c.model}}
	err := c.stream(ctx, c.request(messages), c.fields, a)
	return a.reply, err
}

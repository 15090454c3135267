package llm

import (
	"context"
	"maps"

	"articlebot/rag"
)

// probeTokens is how long the answer to a probe may be. One would do, but some servers ask for 16 at least.
const probeTokens = 16

// Probe makes one request for a few tokens and returns the model's name as the server reports it. It is neither repeated
// nor kept back by earlier failures. An answer without text is as good as any: a model that thinks first hardly gets to
// another within so few tokens. Errors are of type *Error.
func (c *Client) Probe(ctx context.Context) (model string, err error) {
	more := maps.Clone(c.fields)
	more.limit(c.tokenField, probeTokens)
	a := &answer{reply: rag.Reply{Model: c.model}}
	err = c.stream(ctx, c.request([]rag.Message{{Role: "user", Content: "Hi"}}), more, a)
	if err != nil && !is(err, KindEmpty) {
		return "", c.explain(ctx, err)
	}
	return a.reply.Model, nil
}

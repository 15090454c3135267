package bot

import "context"

// asked returns the message with its question in the place of a command that asks one: so the question is the same when it is
// gone on with after a stop. Any other message is returned as it is.
func (h *handler) asked(k *task, m *message) *message {
	c, ok := parseCommand(m.Text)
	if !ok || !c.isFor(h.username) {
		return m
	}
	question := ""
	switch c.name {
	case "ask":
		question = c.args
	case "compare":
		question = k.t.asking.comparison(c.args)
	case "summary":
		question = k.t.asking.overview
	}
	if question == "" {
		return m
	}
	plain := *m
	plain.Text = question
	return &plain
}

// explainAsk is what /ask says without a question.
func (h *handler) explainAsk(ctx context.Context, k *task, _ *message, _ string) error {
	return h.say(ctx, k, k.t.asking.ask)
}

// explainCompare is what /compare says where it cannot tell the sides.
func (h *handler) explainCompare(ctx context.Context, k *task, _ *message, _ string) error {
	return h.say(ctx, k, k.t.asking.compare)
}

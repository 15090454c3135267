package rag

import (
	"context"
	"log/slog"
)

// talk is everything that is said to models for one answer. It begins with the models in use then and keeps to them.
type talk struct {
	profiles []Profile
	account  Account
	ledger   Ledger
	log      *slog.Logger
	usage    Usage
	trace    Trace
	// overBudget tells that there are models but no money for them.
	overBudget bool
}

func (e *Engine) newTalk(ctx context.Context, q Question) (*talk, error) {
	profiles, err := e.Models().chain(q.Profile)
	if err != nil {
		return nil, err
	}
	if q.Quote {
		profiles = nil
	}
	t := &talk{profiles: profiles, account: q.Account, ledger: e.ledger, log: e.log}
	if len(profiles) > 0 && e.ledger != nil && !e.ledger.Affords(ctx, q.Account) {
		t.profiles, t.overBudget = nil, true
	}
	return t, nil
}

// charge enters in the ledger what the answer took, unless no model was asked.
func (t *talk) charge(ctx context.Context) {
	if t.ledger != nil && len(t.trace.Calls) > 0 {
		t.ledger.Charge(ctx, t.account, t.usage)
	}
}

// truncatedShare is the part of the estimated tokens, in percent, that no tokenizer in use falls below: a server that reports
// fewer has dropped some of the prompt, as Ollama does beyond its num_ctx. The estimate is up to twice as high as the count,
// and of that a fifth is left for what the count may leave out.
const truncatedShare = 40

// call asks a profile's model, and records it.
func (t *talk) call(ctx context.Context, p Profile, c Call, grow Draft) (Reply, error) {
	reply, err := p.Model.Chat(ctx, c.Messages, grow)
	sent := estimateMessages(c.Messages)
	switch read := reply.Usage.PromptTokens; {
	case read == 0 && reply.Text != "":
		// What a server does not report is charged by estimate, or budgets would bind only some servers.
		reply.Usage = Usage{PromptTokens: sent, CompletionTokens: estimateTokens(reply.Text)}
	case err == nil && read > 0 && 100*read < sent*truncatedShare:
		t.log.WarnContext(ctx, "the model server seems to have cut the prompt short; raise its context or lower context_tokens",
			"profile", p.Name, "sent", sent, "read", read)
	}
	reply.Usage.Cost = p.Price.of(reply.Usage)
	t.usage.add(reply.Usage)
	c.Profile, c.Reply, c.Err = p.Name, reply, err
	t.trace.Calls = append(t.trace.Calls, c)
	return reply, err
}

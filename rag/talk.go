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
	t := &talk{profiles: profiles, account: q.Account, ledger: e.ledger, log: e.log}
	if len(profiles) > 0 && e.ledger != nil && !e.ledger.Affords(ctx, q.Account) {
		t.profiles, t.overBudget = nil, true
	}
	return t, nil
}

// call asks a profile's model, and charges and records it.
func (t *talk) call(ctx context.Context, p Profile, c Call, grow Draft) (Reply, error) {
	reply, err := p.Model.Chat(ctx, c.Messages, grow)
	reply.Usage.Cost = p.Price.of(reply.Usage)
	t.usage.add(reply.Usage)
	if t.ledger != nil {
		t.ledger.Charge(ctx, t.account, reply.Usage)
	}
	c.Profile, c.Reply, c.Err = p.Name, reply, err
	t.trace.Calls = append(t.trace.Calls, c)
	return reply, err
}

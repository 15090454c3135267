package rag

import (
	"context"
	"errors"

	"articlebot/corpus"
)

// written is an answer before it is checked. Its citations are numbers into sources, from 1.
type written struct {
	text    string
	sources []*corpus.Passage
	// quotes are the sentences taken from each source, where the answerer knows them.
	quotes   map[*corpus.Passage][]string
	refused  bool
	answerer string
	model    string
	notice   string
}

// answer has the question answered by its profile's model, by that profile's fallbacks, or by quotation.
func (t *talk) answer(ctx context.Context, a analysis, f found, draft Draft) (written, error) {
	switch {
	case a.kind == Smalltalk:
		return smalltalk(a), nil
	case a.describes:
		return describe(a), nil
	case t.overBudget:
		return t.quote(a, f, phrases(a.lang).overBudget), nil
	case len(t.profiles) == 0:
		return t.quote(a, f, ""), nil
	case a.kind != Summary && isOffTopic(a, f, false):
		return refuse(a, f), nil
	}
	for _, p := range t.profiles {
		w, err := t.ask(ctx, p, a, f, draft)
		switch {
		case err == nil && w.refused:
			refusal := refuse(a, f)
			refusal.answerer, refusal.model = w.answerer, w.model
			return refusal, nil
		case err == nil:
			return w, nil
		case ctx.Err() != nil:
			return written{}, context.Cause(ctx)
		}
		t.log.WarnContext(ctx, "the model did not answer", "profile", p.Name, "error", err)
	}
	return t.quote(a, f, phrases(a.lang).modelFailed), nil
}

// quote answers by quotation. A notice says why it is not a model that answers.
func (t *talk) quote(a analysis, f found, notice string) written {
	w := quote(a, f)
	w.notice = notice
	return w
}

// errNothingSaid means that a model's reply held no answer.
var errNothingSaid = errors.New("the model's reply is empty")

package rag

import (
	"context"

	"articlebot/corpus"
)

// written is an answer before it is checked. Its citations are numbers into sources, from 1.
type written struct {
	text    string
	sources []*corpus.Passage
	// quotes are the sentences taken from each source, where the answerer knows them.
	quotes map[*corpus.Passage][]string
	// doubted are the sources of statements that they do not bear out.
	doubted map[int]bool
	// table holds the statements of a comparison, of which text is made.
	table    []Statement
	refused  bool
	answerer string
	model    string
	notice   string
	// suggestions are the questions that text offers.
	suggestions []string
}

// answer has the question answered by its profile's model, by that profile's fallbacks, by what there is of an answer that
// broke off, or by quotation.
func (e *Engine) answer(ctx context.Context, t *talk, a analysis, f found, draft Draft) (written, error) {
	switch {
	case a.kind == Smalltalk:
		return smalltalk(a), nil
	case a.describes:
		return describe(a), nil
	case t.overBudget:
		return quoteWith(a, f, a.say().overBudget), nil
	case len(t.profiles) == 0:
		return quoteWith(a, f, ""), nil
	case a.kind != Summary && isOffTopic(a, f, false):
		return refuse(a, f), nil
	}
	var rest written
	for _, p := range t.profiles {
		k := &asker{talk: t, profile: p, prompts: e.prompts, a: a, found: f, draft: draft, search: e.nearest(ctx, a.view)}
		w, err := k.ask(ctx)
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
		e.log.WarnContext(ctx, "the model did not answer", "profile", p.Name, "error", err)
		if e.failed != nil {
			e.failed(p.Name, err)
		}
		if rest.text == "" {
			rest = w
		}
	}
	if rest.text != "" {
		return rest, nil
	}
	return quoteWith(a, f, a.say().modelFailed), nil
}

// quoteWith answers by quotation. The notice says why it is not a model that answers.
func quoteWith(a analysis, f found, notice string) written {
	w := quote(a, f)
	w.notice = notice
	return w
}

// nearestSize is how many passages are looked at for a statement that does not stand in those that it cites.
const nearestSize = 5

// nearest returns a search for the passages that are most like a statement.
func (e *Engine) nearest(ctx context.Context, v *View) func(claim string) []*corpus.Passage {
	return func(claim string) []*corpus.Passage {
		hits, err := v.Lexical.Search(ctx, claim, nearestSize)
		if err != nil {
			e.log.WarnContext(ctx, "a statement was not looked up", "error", err)
		}
		passages := make([]*corpus.Passage, len(hits))
		for i, hit := range hits {
			passages[i] = hit.Passage
		}
		return passages
	}
}

package rag

import (
	"context"
	"errors"
	"fmt"
	"slices"

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
	usage    Usage
	notice   string
}

// answer has the question answered by its profile's model, by that profile's fallbacks, or by quotation.
func (e *Engine) answer(ctx context.Context, a analysis, f found, draft Draft) (written, error) {
	profiles, err := e.profilesFor(a.question.Profile)
	if err != nil {
		return written{}, err
	}
	switch {
	case a.kind == Smalltalk:
		return smalltalk(a), nil
	case a.describes:
		return describe(a), nil
	}
	if len(profiles) == 0 {
		return quote(a, f), nil
	}
	if a.kind != Summary && isOffTopic(a, f, false) {
		return refuse(a, f), nil
	}
	for _, p := range profiles {
		w, err := askModel(ctx, p, a, f, draft)
		switch {
		case err == nil && w.refused:
			refusal := refuse(a, f)
			refusal.answerer, refusal.model, refusal.usage = w.answerer, w.model, w.usage
			return refusal, nil
		case err == nil:
			return w, nil
		case ctx.Err() != nil:
			return written{}, context.Cause(ctx)
		}
		e.log.WarnContext(ctx, "the model did not answer", "profile", p.Name, "error", err)
	}
	w := quote(a, f)
	w.notice = phrases(a.lang).modelFailed
	return w, nil
}

// profilesFor returns the profile of that name, or the default one, and its fallbacks, each once.
func (e *Engine) profilesFor(name string) ([]Profile, error) {
	if name == "" {
		name = e.usual
	}
	if name == "" {
		return nil, nil
	}
	first, known := e.profiles[name]
	if !known {
		return nil, fmt.Errorf("%w: %s", ErrUnknownProfile, name)
	}
	list := []Profile{first}
	for _, name := range first.Fallback {
		isSame := func(p Profile) bool { return p.Name == name }
		if !slices.ContainsFunc(list, isSame) {
			list = append(list, e.profiles[name])
		}
	}
	return list, nil
}

// errNothingSaid means that a model's reply held no answer.
var errNothingSaid = errors.New("the model's reply is empty")

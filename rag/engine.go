package rag

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"time"

	"articlebot/corpus"
)

// Profile is a named model with its budget.
type Profile struct {
	Name  string
	Model ChatModel
	// ContextTokens is how many tokens a prompt may have; 0 means what every current model takes.
	ContextTokens int
	// Fallback names the profiles to ask, in this order, when the model fails.
	Fallback []string
}

// Options says what an engine answers from and with.
type Options struct {
	// Views holds what questions in each language are answered from; both languages must be there.
	Views map[corpus.Lang]*View
	// Profiles are the models by name; without any, every answer is extractive.
	Profiles map[string]Profile
	// Default names the profile for questions that name none; empty means extractive.
	Default string
	// MaxQuestion is the longest question that is answered, in runes; 0 means the constant of that name.
	MaxQuestion int
	// Logger may be nil.
	Logger *slog.Logger
}

// Engine answers questions about a collection of articles. Any number of goroutines may use it.
type Engine struct {
	views    map[corpus.Lang]*View
	profiles map[string]Profile
	usual    string
	longest  int
	log      *slog.Logger
}

// New returns an engine. A default or fallback that names no profile is an error.
func New(o Options) (*Engine, error) {
	e := &Engine{views: o.Views, profiles: o.Profiles, usual: o.Default, longest: cmp.Or(o.MaxQuestion, MaxQuestion), log: o.Logger}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	e.log = e.log.With("component", "rag")
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		if e.views[lang] == nil {
			return nil, fmt.Errorf("an engine needs articles to read for language %q", lang)
		}
	}
	names := []string{o.Default}
	for _, p := range o.Profiles {
		names = append(names, p.Fallback...)
	}
	for _, name := range names {
		if _, known := e.profiles[name]; !known && name != "" {
			return nil, fmt.Errorf("%w: %s", ErrUnknownProfile, name)
		}
	}
	return e, nil
}

// Ask answers a question. Draft, which may be nil, sees the text grow; only the Answer is checked. An article that does
// not answer the question is no error but an Answer that is Refused, and neither is a model that fails: then the answer
// is extractive and has a Notice. Errors are those of the question, ErrUnknownProfile, and ctx's.
func (e *Engine) Ask(ctx context.Context, q Question, draft Draft) (Answer, error) {
	start := time.Now()
	var t Timings
	a, err := e.analyze(q)
	if err != nil {
		return Answer{}, err
	}
	t.Analyze = milliseconds(start)

	retrieving := time.Now()
	found, err := e.retrieve(ctx, a)
	if err != nil {
		return Answer{}, err
	}
	t.Retrieve = milliseconds(retrieving)

	watched := func(text string) {
		if t.FirstToken == 0 {
			t.FirstToken = milliseconds(start)
		}
		if draft != nil {
			draft(text)
		}
	}
	w, err := e.answer(ctx, a, found, watched)
	if err != nil {
		return Answer{}, err
	}
	answer := check(a, w)
	t.Total = milliseconds(start)
	answer.Timings = t
	return answer, nil
}

func milliseconds(since time.Time) float64 {
	return float64(time.Since(since).Microseconds()) / 1000
}

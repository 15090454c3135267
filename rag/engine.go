package rag

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"articlebot/corpus"
)

// Options says what an engine answers from and with.
type Options struct {
	// Views holds what questions in each language are answered from; both languages must be there.
	Views map[corpus.Lang]*View
	// Models may be asked; without any, every answer is extractive. Engine.UseModels replaces them.
	Models Models
	// Ledger is asked before a model is, and told what it used; nil lets everybody ask for ever.
	Ledger Ledger
	// Prompts are what models are sent; nil means the built-in ones.
	Prompts *Prompts
	// MaxQuestion is the longest question that is answered, in runes; 0 means the constant of that name.
	MaxQuestion int
	// Failed is told of every model that did not answer; nil tells nobody. It must not block.
	Failed func(profile string, err error)
	// Logger may be nil.
	Logger *slog.Logger
}

// Engine answers questions about a collection of articles. Any number of goroutines may use it.
type Engine struct {
	views   map[corpus.Lang]*View
	models  atomic.Pointer[Models]
	ledger  Ledger
	prompts *Prompts
	longest int
	failed  func(profile string, err error)
	log     *slog.Logger
}

// New returns an engine. A default or fallback that names no profile is an error.
func New(o Options) (*Engine, error) {
	e := &Engine{views: o.Views, ledger: o.Ledger, longest: cmp.Or(o.MaxQuestion, MaxQuestion), failed: o.Failed, log: o.Logger}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	e.log = e.log.With("component", "rag")
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		if e.views[lang] == nil {
			return nil, fmt.Errorf("an engine needs articles to read for language %q", lang)
		}
	}
	if e.prompts = o.Prompts; e.prompts == nil {
		var err error
		if e.prompts, err = NewPrompts(nil); err != nil {
			return nil, err
		}
	}
	return e, e.UseModels(o.Models)
}

// UseModels replaces the models. Answers under way finish with those that they began with. A default or fallback that
// names no profile is an error, and then the models stay as they were.
func (e *Engine) UseModels(m Models) error {
	if err := m.check(); err != nil {
		return err
	}
	e.models.Store(&m)
	return nil
}

// Models returns the models in use.
func (e *Engine) Models() Models { return *e.models.Load() }

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
	talk, err := e.newTalk(ctx, q)
	if err != nil {
		return Answer{}, err
	}

	defer talk.charge(ctx)
	talk.standAlone(ctx, e.prompts, &a)
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
	w, err := e.answer(ctx, talk, a, found, watched)
	if err != nil {
		return Answer{}, err
	}
	answer := check(a, w)
	answer.Usage = talk.usage
	talk.trace.Query, talk.trace.Evidence = a.query, found.all()
	answer.Trace = &talk.trace
	t.Total = milliseconds(start)
	answer.Timings = t
	return answer, nil
}

func milliseconds(since time.Time) float64 {
	return float64(time.Since(since).Microseconds()) / 1000
}

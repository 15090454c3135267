package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"articlebot/bot"
	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/rag"
)

// offered are the questions that the bot offers: those of the first article's headings, until better ones are written.
type offered struct {
	article *corpus.Article

	mu      sync.RWMutex
	written map[rag.Audience][]rag.Suggested
}

var _ bot.Questions = (*offered)(nil)

func newOffered(article *corpus.Article) *offered {
	return &offered{article: article, written: make(map[rag.Audience][]rag.Suggested)}
}

// For returns the questions for an audience.
func (o *offered) For(to rag.Audience) []rag.Suggested {
	o.mu.RLock()
	list := o.written[audience(to)]
	o.mu.RUnlock()
	if len(list) > 0 {
		return list
	}
	for _, question := range rag.Suggestions(o.article.Edition(to.Lang), to.Lang, to.Script, maxQuestions) {
		list = append(list, rag.Suggested{Question: question})
	}
	return list
}

func (o *offered) set(to rag.Audience, list []rag.Suggested) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.written[audience(to)] = list
}

// audience makes those the same that read the same.
func audience(to rag.Audience) rag.Audience {
	if to.Lang != corpus.Chinese || to.Script == rag.Simplified {
		to.Script = ""
	}
	return to
}

// author has the default model write the questions that the bot offers, once for an article, a model and a prompt: they are kept,
// also that there are none.
type author struct {
	engine interface {
		QuestionsKey(to rag.Audience) (string, error)
		QuestionsFor(ctx context.Context, to rag.Audience) ([]rag.Suggested, error)
	}
	memory interface {
		Memo(ctx context.Context, name, key string) (string, error)
		SetMemo(ctx context.Context, name, key, content string) error
	}
	// model names the model, as far as it changes what is written.
	model   string
	offered *offered
	log     *slog.Logger
}

// newAuthor returns nil where no model is to write questions.
func (p *program) newAuthor(engine *rag.Engine, memory *store.Store, o *offered) *author {
	if !p.config.Models.Questions || p.config.Models.Default == "" {
		return nil
	}
	profile, _ := p.config.Profile(p.config.Models.Default)
	return &author{
		engine: engine, memory: memory, model: profile.BaseURL + " " + profile.Model, offered: o, log: p.log.With("component", "questions"),
	}
}

// write replaces the questions for each audience. What fails leaves those that there are, and is logged.
func (a *author) write(ctx context.Context) {
	var failures error
	for _, to := range []rag.Audience{
		{Lang: corpus.Chinese}, {Lang: corpus.English}, {Lang: corpus.Chinese, Script: rag.Traditional},
	} {
		list, err := a.questions(ctx, to)
		if err == nil {
			a.offered.set(to, list)
			continue
		}
		failures = errors.Join(failures, fmt.Errorf("for %s%s: %w", to.Lang, to.Script, err))
		if !errors.Is(err, rag.ErrFewQuestions) {
			break // what fails for one audience fails for all
		}
	}
	if failures != nil && ctx.Err() == nil {
		a.log.Warn("no model wrote all the questions to offer; the others are made of headings", "err", failures)
	}
}

// questions returns the questions that were kept, or has them written.
func (a *author) questions(ctx context.Context, to rag.Audience) ([]rag.Suggested, error) {
	key, err := a.engine.QuestionsKey(to)
	if err != nil {
		return nil, err
	}
	key = fmt.Sprintf("%x", sha256.Sum256([]byte(a.model+"\n"+key)))
	name := fmt.Sprintf("questions %s%s", to.Lang, to.Script)
	var list []rag.Suggested
	kept, err := a.memory.Memo(ctx, name, key)
	if err == nil && kept != "" && json.Unmarshal([]byte(kept), &list) == nil {
		return list, nil
	}
	if err != nil {
		return nil, err
	}
	list, asking := a.engine.QuestionsFor(ctx, to)
	if asking != nil && !errors.Is(asking, rag.ErrFewQuestions) {
		return nil, asking
	}
	content, err := json.Marshal(list)
	if err == nil {
		err = a.memory.SetMemo(ctx, name, key, string(content))
	}
	return list, errors.Join(asking, err)
}

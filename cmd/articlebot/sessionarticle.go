package main

import (
	"context"
	"errors"
	"path"

	"articlebot/bot/playground/page"
	"articlebot/corpus"
)

var _ page.Subject = (*session)(nil)

// Article returns the article that is asked.
func (s *session) Article() page.Article { return *s.shown.Load() }

// Replace has the text of a file asked, which is kept in memory, or with a nil text the articles of the start again. When
// that fails, everything stays as it was.
func (s *session) Replace(ctx context.Context, name string, text []byte) error {
	articles := s.first.articles
	if text != nil {
		edition, err := corpus.Parse(path.Base(name), text)
		if err != nil {
			return articleProblem(err)
		}
		articles = []*corpus.Article{{ID: edition.ArticleID, Editions: []*corpus.Edition{edition}}}
	}
	done, err := s.change()
	if err != nil {
		return err
	}
	defer done()
	next := s.first.with(s.models.config.Load(), articles)
	engine, err := next.newEngine(ctx, "")
	if err != nil {
		return err
	}
	if err := s.serve(ctx, next, engine); err != nil {
		return err
	}
	s.show(articles, text != nil)
	return nil
}

// articleProblem gives a text that is no article the code by which the page says so.
func articleProblem(err error) error {
	for _, known := range []struct {
		of   error
		code page.Code
	}{
		{corpus.ErrEmpty, page.ArticleEmpty}, {corpus.ErrUndecodable, page.ArticleUndecodable}, {corpus.ErrFrontMatter, page.ArticleFrontMatter},
	} {
		if errors.Is(err, known.of) {
			return page.CodedError{Code: known.code, Err: err}
		}
	}
	return err
}

package main

import (
	"context"
	"fmt"

	"articlebot/config"
	"articlebot/corpus"
	"articlebot/corpus/library"
)

func runIndex(ctx context.Context, args []string, global globals, std stdio) error {
	if err := parseOnlyFlags(newFlags("index", &global), args); err != nil {
		return err
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	_, passages := p.passages()
	if p.config.Embeddings.Provider == config.Builtin {
		_, err = fmt.Fprintf(std.out, "%d passages; the built-in embedder indexes them at every start, so nothing is stored\n", len(passages))
		return err
	}
	if err := p.rebuild(ctx, passages); err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%d passages embedded by %s and stored\n", len(passages), p.embedder.Fingerprint())
	return err
}

// rebuild replaces the articles' vectors, and makes the next measurement embed its set anew too.
func (p *program) rebuild(ctx context.Context, passages []*corpus.Passage) error {
	db, err := p.openBeside(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	articles, err := library.New(ctx, db, library.Options{Collection: ofArticles, Log: p.log})
	if err != nil {
		return err
	}
	sets, err := library.New(ctx, db, library.Options{Collection: ofSets, Log: p.log})
	if err != nil {
		return err
	}
	if err := articles.Rebuild(ctx, p.embedder, passages); err != nil {
		return fmt.Errorf("%w; what came before is kept for a day, run articlebot index again to go on", err)
	}
	return sets.Clear(ctx)
}

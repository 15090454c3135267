package main

import (
	"context"
	"fmt"

	"articlebot/config"
	"articlebot/corpus"
)

func runIndex(ctx context.Context, args []string, global globals, std stdio) error {
	rest, err := parseFlags(newFlags("index", &global), args, true)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError("index takes no arguments")
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	var passages []*corpus.Passage
	for _, article := range p.articles {
		for _, edition := range article.Editions {
			passages = append(passages, corpus.Passages(edition)...)
		}
	}
	if p.config.Embeddings.Provider == config.Builtin {
		_, err = fmt.Fprintf(std.out, "%d passages; the built-in embedder indexes them at every start, so nothing is stored\n", len(passages))
		return err
	}
	store, err := p.vectorStore()
	if err != nil {
		return err
	}
	if err := store.Rebuild(ctx, p.embedder, passages); err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%d passages embedded by %s, stored in %s\n", len(passages), p.embedder.Fingerprint(), store.Path)
	return err
}

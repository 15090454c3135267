package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"articlebot/config"
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
	_, passages := p.passages()
	if p.config.Embeddings.Provider == config.Builtin {
		_, err = fmt.Fprintf(std.out, "%d passages; the built-in embedder indexes them at every start, so nothing is stored\n", len(passages))
		return err
	}
	store, err := p.vectorStore(articleVectors)
	if err != nil {
		return err
	}
	if err := p.dropSetVectors(); err != nil {
		return err
	}
	if err := store.Rebuild(ctx, p.embedder, passages); err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%d passages embedded by %s, stored in %s\n", len(passages), p.embedder.Fingerprint(), store.Path)
	return err
}

// dropSetVectors makes the next measurement embed its set anew too.
func (p *program) dropSetVectors() error {
	store, err := p.vectorStore(setVectors)
	if err != nil {
		return err
	}
	if err := os.Remove(store.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("dropping the vectors of sets: %w", err)
	}
	return nil
}

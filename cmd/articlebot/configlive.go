package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"articlebot/config"
)

// checkLive asks each model profile for a few tokens, in the order of their names, and prints a line on each: how long the
// answer took, and the model's name as the server reports it or why there is none. It returns errSilent when one failed.
func checkLive(ctx context.Context, cfg *config.Config, out io.Writer) error {
	names := slices.Sorted(maps.Keys(cfg.Models.Profiles))
	if len(names) == 0 {
		fmt.Fprintln(out, "there is no model profile to ask")
		return nil
	}
	width := 0
	for _, name := range names {
		width = max(width, utf8.RuneCountInString(name))
	}
	failed := false
	for _, name := range names {
		profile, _ := cfg.Profile(name)
		start := time.Now()
		model, err := probe(ctx, profile)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		state, says := "ok", model
		if err != nil {
			failed = true
			// The error begins with the name, as it does in logs.
			state, says = "failed", strings.TrimPrefix(err.Error(), name+": ")
		}
		fmt.Fprintf(out, "%-*s  %-6s  %8v  %s\n", width, name, state, time.Since(start).Round(time.Millisecond), says)
	}
	if failed {
		return errSilent
	}
	return nil
}

// probe returns the name of the model that answers for a profile.
func probe(ctx context.Context, c config.Profile) (string, error) {
	client, err := newClient(c, nil)
	if err != nil {
		return "", err
	}
	return client.Probe(ctx)
}

package main

import (
	"context"
	"errors"
	"fmt"

	"articlebot/config"
)

// runConfig checks the configuration: first the file, then the articles and prompts that it names, and only with --live, which connects
// to them, the model servers.
func runConfig(ctx context.Context, args []string, global globals, std stdio) error {
	flags := newFlags("config", &global)
	live := flags.Bool("live", false, "")
	rest, err := parseFlags(flags, args, true)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] != "check" {
		return usageError("config has one subcommand: articlebot config check [--live]")
	}
	cfg, err := loadConfig(global)
	var problems config.Errors
	if errors.As(err, &problems) {
		fmt.Fprintln(std.err, problems.Error())
		return errSilent
	}
	if err != nil {
		return err
	}
	if _, err := loadArticles(cfg.Articles); err != nil {
		return err
	}
	if _, err := loadPrompts(cfg.Prompts); err != nil {
		return err
	}
	for _, warning := range cfg.Warnings {
		fmt.Fprintln(std.err, "warning:", warning)
	}
	source := cfg.File
	if source == "" {
		source = "no file, the defaults and the environment"
	}
	fmt.Fprintf(std.out, "ok: %s\n", source)
	if *live {
		return checkLive(ctx, cfg, std.out)
	}
	return nil
}

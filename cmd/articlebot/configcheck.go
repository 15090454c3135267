package main

import (
	"context"
	"errors"
	"fmt"

	"articlebot/config"
)

// runConfig checks the configuration without connecting anywhere: first the file, then the articles that it names.
func runConfig(_ context.Context, args []string, global globals, std stdio) error {
	rest, err := parseFlags(newFlags("config", &global), args, true)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] != "check" {
		return usageError("config has one subcommand: articlebot config check")
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
	for _, warning := range cfg.Warnings {
		fmt.Fprintln(std.err, "warning:", warning)
	}
	source := cfg.File
	if source == "" {
		source = "no file, the defaults and the environment"
	}
	_, err = fmt.Fprintf(std.out, "ok: %s\n", source)
	return err
}

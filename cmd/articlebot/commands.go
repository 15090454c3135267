package main

import (
	"context"
	"fmt"
)

// command is one subcommand.
type command struct {
	name string
	// usages are the ways to call it, without the program's name.
	usages []string
	about  string
	// flags describes the command's own flags, a line each; it may be empty.
	flags string
	run   func(ctx context.Context, args []string, global globals, std stdio) error
}

// commands are the subcommands in the order in which the help lists them.
func commands() []command {
	return []command{
		{name: "serve", usages: []string{"serve"}, about: "serve the Telegram bot", run: runServe},
		{
			name: "playground", usages: []string{"playground [--listen HOST:PORT] [--open]"},
			about: "show a page to try the bot on, in memory only", flags: playgroundFlags, run: runPlayground,
		},
		{
			name: "ask", usages: []string{"ask [--json|--explain] [--profile NAME] [--lang auto|zh|en] QUESTION"},
			about: "answer a question (from standard input without QUESTION or with -)",
			flags: askFlags, run: runAsk,
		},
		{
			name: "search", usages: []string{"search [--json] [--lang auto|zh|en] [-k N] QUERY"},
			about: "list the passages that bear on a query, with the scores of each leg",
			flags: searchFlags, run: runSearch,
		},
		{
			name: "index", usages: []string{"index"},
			about: "embed all passages anew and store their vectors", run: runIndex,
		},
		{
			name: "eval", usages: []string{
				"eval answers --set FILE [--json]",
				"eval retrieval --beir DIR [--run FILE] [--json]",
				"eval refusals --beir DIR [--json]",
			},
			about: "measure answers, retrieval or refusals on a set of questions", flags: evalFlags, run: runEval,
		},
		{
			name: "config", usages: []string{"config check [--live]"},
			about: "check the configuration and say what is wrong", flags: configFlags, run: runConfig,
		},
		{
			name: "state", usages: []string{"state check", "state backup FILE", "state forget USER"},
			about: "check or copy what the bot keeps, or delete all of a user, also while it runs", run: runState,
		},
		{
			name: "parked", usages: []string{"parked list [--json]", "parked show ID", "parked retry ID", "parked drop ID"},
			about: "see to messages that could not be answered, also while the bot runs", flags: parkedFlags, run: runParked,
		},
		{
			name: "feedback", usages: []string{"feedback export"},
			about: "write the questions that people had feedback for as a set for eval answers", run: runFeedback,
		},
		{name: "version", usages: []string{"version"}, about: "print the version", run: runVersion},
		{
			name: "help", usages: []string{"help [COMMAND]"},
			about: "describe the program or a command", run: runHelp,
		},
	}
}

// findCommand returns the command of that name; it is a usageError when there is none.
func findCommand(name string) (command, error) {
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
	}
	return command{}, usageError(fmt.Sprintf("there is no command %q; articlebot --help lists them", name))
}

// Command articlebot answers questions about an article, only from the article: in the terminal and as a Telegram bot.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the next one ends the program at once.
	context.AfterFunc(ctx, stop)
	err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, errSilent) {
		fmt.Fprintln(os.Stderr, "articlebot: "+explain(err))
	}
	os.Exit(exitCode(err))
}

// exitCode is 0 for success, 2 for wrong usage, and 1 for anything else.
func exitCode(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		return 2
	}
	return 1
}

// stdio is what a command reads from and writes to.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// run does what the arguments, without the program's name, ask for.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	std := stdio{in: stdin, out: stdout, err: stderr}
	var global globals
	rest, err := parseFlags(newFlags("articlebot", &global), args, false)
	if errors.Is(err, errHelp) {
		return printHelp(stdout)
	}
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		return runDefault(ctx, global, std)
	}
	command, err := findCommand(rest[0])
	if err != nil {
		return err
	}
	err = command.run(ctx, rest[1:], global, std)
	if errors.Is(err, errHelp) {
		return printCommandHelp(stdout, command)
	}
	return err
}

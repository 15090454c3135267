package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

const globalFlags = `Global flags:
  --config FILE         configuration (else $ARTICLEBOT_CONFIG, ./articlebot.yaml, the defaults)
  --article PATH        ask this file or folder instead of the configured articles; may be repeated
  --data DIR            the program's own data
  --log-level LEVEL     debug, info, warn or error
  --log-format FORMAT   text or json
`

const playgroundFlags = `  --listen HOST:PORT    where the page is: 127.0.0.1:8417, or any free port when that is taken;
                        elsewhere than on this machine the address that is printed holds a token
  --open                show the page in the browser
`

const askFlags = `  --json                print one JSON object with the answer, its citations and times
  --profile NAME        ask this model of the configuration instead of the default one
  --lang LANG           language of the answer: auto (the question's), zh or en
  --explain             print how the answer came about: evidence, prompts, replies and checks
`

const searchFlags = `  --json                print a JSON list of the passages with all scores
  --lang LANG           search the edition in this language: auto (the query's), zh or en
  -k N                  how many passages to list at most, 5 by default
`

const evalFlags = `  --set FILE            questions as JSON lines, with what a right answer must hold
  --beir DIR            a retrieval set in BEIR layout: corpus.jsonl, queries.jsonl, qrels.tsv
  --run FILE            write the fused ranking to this file as a TREC run, 100 deep
  --json                print the results as JSON
`

const configFlags = `  --live                ask every model for a few tokens too, and say how each one answers
`

// runHelp describes the program, or the command that is named.
func runHelp(_ context.Context, args []string, global globals, std stdio) error {
	names, err := parseFlags(newFlags("help", &global), args, true)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return printHelp(std.out)
	}
	c, err := findCommand(names[0])
	if err != nil {
		return err
	}
	// The help of a command is that of all that it does: eval's is also that of eval answers.
	isUsed := func(usage string) bool { return strings.HasPrefix(usage+" ", strings.Join(names, " ")+" ") }
	if len(names) > 1 && !slices.ContainsFunc(c.usages, isUsed) {
		return usageError("help takes one command: articlebot help [COMMAND]")
	}
	return printCommandHelp(std.out, c)
}

// printHelp lists the commands.
func printHelp(w io.Writer) error {
	var text strings.Builder
	text.WriteString("articlebot answers questions about an article, only from the article.\n\n" +
		"Usage: articlebot [flags] COMMAND\n\nCommands:\n")
	for _, c := range commands() {
		fmt.Fprintf(&text, "  %-10s %s\n", c.name, c.about)
	}
	text.WriteString("\nWithout a command it serves the bot when a Telegram token is configured, else the playground.\n" +
		"Help on a command: articlebot help COMMAND\n\n" + globalFlags)
	_, err := io.WriteString(w, text.String())
	return err
}

// printCommandHelp describes one command.
func printCommandHelp(w io.Writer, c command) error {
	var text strings.Builder
	text.WriteString("Usage:\n")
	for _, usage := range c.usages {
		text.WriteString("  articlebot " + usage + "\n")
	}
	text.WriteString("\n" + strings.ToUpper(c.about[:1]) + c.about[1:] + ".\n\n")
	if c.flags != "" {
		text.WriteString("Flags:\n" + c.flags + "\n")
	}
	text.WriteString(globalFlags)
	_, err := io.WriteString(w, text.String())
	return err
}

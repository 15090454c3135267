package main

import (
	"fmt"
	"io"
	"strings"
)

const globalHelp = `Global flags:
  --config FILE         configuration (else $ARTICLEBOT_CONFIG, else ./articlebot.yaml, else the defaults)
  --article PATH        ask this file or folder instead of the configured articles; may be repeated
  --data DIR            the program's own data
  --log-level LEVEL     debug, info, warn or error
  --log-format FORMAT   text or json
`

// printHelp describes one command, or all of them for an empty name.
func printHelp(w io.Writer, name string) error {
	var text strings.Builder
	if name != "" {
		c := commands()[name]
		fmt.Fprintf(&text, "Usage: articlebot %s\n\n%s.\n\n", c.usage, strings.ToUpper(c.about[:1])+c.about[1:])
	} else {
		text.WriteString("articlebot answers questions about an article, only from the article.\n\n" +
			"Usage: articlebot [flags] COMMAND\n\nCommands:\n")
		for _, name := range commandOrder() {
			c := commands()[name]
			fmt.Fprintf(&text, "  %-8s %s\n", name, c.about)
		}
		text.WriteString("\nWithout a command it serves the bot when a Telegram token is configured.\n\n")
	}
	text.WriteString(globalHelp)
	_, err := io.WriteString(w, text.String())
	return err
}

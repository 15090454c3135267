package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// globals are the flags that every command takes, before or behind its name.
type globals struct {
	config    string
	articles  []string
	data      string
	logLevel  string
	logFormat string
}

// usageError is a mistake in the arguments.
type usageError string

func (e usageError) Error() string { return string(e) }

var (
	errHelp = errors.New("help was asked for")
	// errSilent ends the program with code 1 when all has been said already.
	errSilent = errors.New("said already")
)

// newFlags returns a flag set with the global flags, which fill in global.
func newFlags(name string, global *globals) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&global.config, "config", global.config, "")
	flags.Func("article", "", func(path string) error {
		global.articles = append(global.articles, path)
		return nil
	})
	flags.StringVar(&global.data, "data", global.data, "")
	flags.StringVar(&global.logLevel, "log-level", global.logLevel, "")
	flags.StringVar(&global.logFormat, "log-format", global.logFormat, "")
	return flags
}

// parseFlags returns the arguments that are no flags. With interleaved, flags may also stand behind such arguments, up
// to a lone "--".
func parseFlags(flags *flag.FlagSet, args []string, interleaved bool) ([]string, error) {
	var rest []string
	for {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, errHelp
			}
			return nil, usageError(fmt.Sprintf("%s; see articlebot --help", strings.TrimPrefix(err.Error(), "flag ")))
		}
		remaining := flags.Args()
		ended := len(args) > len(remaining) && args[len(args)-len(remaining)-1] == "--"
		if len(remaining) == 0 || ended || !interleaved {
			return append(rest, remaining...), nil
		}
		rest = append(rest, remaining[0])
		args = remaining[1:]
	}
}

// parseOnlyFlags refuses arguments that are no flags.
func parseOnlyFlags(flags *flag.FlagSet, args []string) error {
	rest, err := parseFlags(flags, args, true)
	if err == nil && len(rest) > 0 {
		err = usageError(flags.Name() + " takes no arguments")
	}
	return err
}

// choose sets target to a flag's value when the flag was given, which must be one of the allowed values.
func choose(target *string, flag, value string, allowed ...string) error {
	if value == "" {
		return nil
	}
	if !slices.Contains(allowed, value) {
		return usageError(fmt.Sprintf("--%s takes %s, not %q", flag, strings.Join(allowed, ", "), value))
	}
	*target = value
	return nil
}

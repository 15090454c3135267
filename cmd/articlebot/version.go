package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

// version is the release that the source stands for.
const version = "0.1.0"

func runVersion(_ context.Context, args []string, global globals, std stdio) error {
	rest, err := parseFlags(newFlags("version", &global), args, true)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError("version takes no arguments")
	}
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = " (" + setting.Value[:min(12, len(setting.Value))] + ")"
			}
		}
	}
	_, err = fmt.Fprintf(std.out, "articlebot %s%s\n", version, revision)
	return err
}

package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

// version is the release that the source stands for.
const version = "0.1.0"

func runVersion(_ context.Context, _ []string, _ globals, std stdio) error {
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = " (" + setting.Value[:min(12, len(setting.Value))] + ")"
			}
		}
	}
	_, err := fmt.Fprintf(std.out, "articlebot %s%s\n", version, revision)
	return err
}

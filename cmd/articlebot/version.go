package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

// version is the release that the source stands for.
const version = "0.1.0"

func runVersion(_ context.Context, args []string, global globals, std stdio) error {
	if err := parseOnlyFlags(newFlags("version", &global), args); err != nil {
		return err
	}
	_, err := fmt.Fprintf(std.out, "articlebot %s%s\n", version, revision())
	return err
}

// revision returns the commit that the program was built from as " (0123456789ab)"; empty where the build does not know it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return " (" + setting.Value[:min(12, len(setting.Value))] + ")"
		}
	}
	return ""
}

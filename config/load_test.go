package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/config"
)

// environ returns a Lookup of the given variables.
func environ(vars map[string]string) config.Lookup {
	return func(name string) (string, bool) {
		value, ok := vars[name]
		return value, ok
	}
}

// mustWrite writes a file below a folder and returns its path.
func mustWrite(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadChoosesFile(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	logs := func(level string) string { return "log: {level: " + level + "}\n" }
	flag := mustWrite(t, dir, "flag.yaml", logs("debug"))
	env := mustWrite(t, dir, "env.yaml", logs("warn"))
	byName := environ(map[string]string{"ARTICLEBOT_CONFIG": env})

	tests := []struct {
		name    string
		local   bool
		options config.Options
		level   string
		file    string
	}{
		{"Nothing", false, config.Options{}, "info", ""},
		{"Local", true, config.Options{}, "error", "articlebot.yaml"},
		{"Variable", true, config.Options{Env: byName}, "warn", env},
		{"EmptyVariable", true, config.Options{Env: environ(map[string]string{"ARTICLEBOT_CONFIG": " "})}, "error", "articlebot.yaml"},
		{"Flag", true, config.Options{File: flag, Env: byName}, "debug", flag},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.local {
				mustWrite(t, dir, config.DefaultFile, logs("error"))
			}
			c, err := config.Load(tt.options)
			if err != nil {
				t.Fatal(err)
			}
			if c.Log.Level != tt.level || c.File != tt.file {
				t.Errorf("level %q from %q, want %q from %q", c.Log.Level, c.File, tt.level, tt.file)
			}
		})
	}
}

func TestFaultM5LoadErrors(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	mustWrite(t, dir, "huge.yaml", strings.Repeat("#", 1<<20+1))
	mustWrite(t, dir, "wrong.yaml", "log: {level: loud}\n")

	tests := []struct {
		name    string
		options config.Options
		want    string
	}{
		{
			"MissingFlag", config.Options{File: "no.yaml"},
			"no.yaml: reading the configuration: no such file or directory",
		},
		{
			"MissingVariable", config.Options{Env: environ(map[string]string{"ARTICLEBOT_CONFIG": "no.yaml"})},
			"ARTICLEBOT_CONFIG: reading the configuration no.yaml: no such file or directory",
		},
		{"Folder", config.Options{File: dir}, dir + ": reading the configuration: is a directory"},
		{"Huge", config.Options{File: "huge.yaml"}, "huge.yaml: reading the configuration: larger than 1048576 bytes"},
		{
			"Wrong", config.Options{File: "wrong.yaml"},
			"wrong.yaml:1:14: log.level: unknown value; use debug, info, warn, error",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := config.Load(tt.options)
			if _, ok := errors.AsType[config.Errors](err); !ok {
				t.Fatalf("error %v is of type %T, want Errors", err, err)
			}
			if err.Error() != tt.want {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
		})
	}
}

func TestFaultM5LoadRefusesUnreadableLocalFile(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.Mkdir(config.DefaultFile, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := config.Load(config.Options{})
	want := "articlebot.yaml: reading the configuration: is a directory"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

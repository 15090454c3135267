package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files and the transcripts in the READMEs")

// transcript is a console block: a command line of one quoted argument behind "$ articlebot", then what it prints.
var transcript = regexp.MustCompile("(?s)```console\n\\$ articlebot ([^\n]*)\n(.*?)```")

func TestReadmeTranscripts(t *testing.T) {
	isolate(t)
	for _, path := range []string{"../../README.md", "../../README.zh.md"} {
		t.Run(path, func(t *testing.T) {
			old, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fresh := transcript.ReplaceAllStringFunc(string(old), func(block string) string {
				command := transcript.FindStringSubmatch(block)[1]
				return "```console\n$ articlebot " + command + "\n" + transcribe(t, command) + "```"
			})
			if n := strings.Count(fresh, "```console"); n < 3 {
				t.Fatalf("%d transcripts, want 3 or more", n)
			}
			if *update {
				if err := os.WriteFile(path, []byte(fresh), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if fresh != string(old) {
				t.Errorf("the transcripts differ from what the program prints; run go test ./cmd/articlebot -run Readme -update and read them")
			}
		})
	}
}

// transcribe runs a command line whose arguments are words or quoted strings.
func transcribe(t *testing.T, command string) string {
	t.Helper()
	var args []string
	for _, word := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(command, -1) {
		args = append(args, strings.Trim(word, `"`))
	}
	var out, errs bytes.Buffer
	if err := run(t.Context(), args, strings.NewReader(""), &out, &errs); err != nil {
		t.Fatalf("articlebot %s: %v", command, err)
	}
	return out.String()
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const output = `{"Action":"run","Package":"m/bot","Test":"TestFaultT1Waits"}
{"Action":"output","Package":"m/bot","Test":"TestFaultT1Waits","Output":"x"}
{"Action":"pass","Package":"m/bot","Test":"TestFaultT1Waits"}
{"Action":"pass","Package":"m/bot","Test":"TestEdits/T1TooMany/Case"}
{"Action":"pass","Package":"m/bot","Test":"TestEdits/T1TooMany"}
{"Action":"fail","Package":"m/bot","Test":"TestEdits/T14Gone"}
{"Action":"skip","Package":"m/bot/store","Test":"TestFaultM1Killed/PostgreSQL"}
{"Action":"pass","Package":"m/bot/store","Test":"TestFaultM1Killed"}
{"Action":"skip","Package":"m/x","Test":"TestFaultM7Jumps"}
{"Action":"pass","Package":"m/x","Test":"TestM8IsNoRow"}
{"Action":"pass","Package":"m/bot"}
`

func TestTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.md")
	if err := os.WriteFile(path, []byte("Before.\n"+begin+"old\n"+end+"After.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(strings.NewReader(output), path, true); err == nil {
		t.Error("an old table passes the check")
	}
	if err := run(strings.NewReader(output), path, false); err != nil {
		t.Fatal(err)
	}
	if err := run(strings.NewReader(output), path, true); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "Before.\n"+begin) || !strings.HasSuffix(string(text), end+"After.\n") {
		t.Errorf("around the table: %s", text)
	}
	for id, want := range map[string]string{
		"T1":  "| passes | `bot TestEdits/T1TooMany`<br>`bot TestFaultT1Waits` |",
		"T14": "| **fails** | `bot TestEdits/T14Gone` |",
		"M1":  "| passes | `bot/store TestFaultM1Killed` |",
		"M7":  "| not run | `x TestFaultM7Jumps` |",
		"M8":  "| no test |  |",
	} {
		if line := lineOf(string(text), id); !strings.HasSuffix(line, want) {
			t.Errorf("%s: %q, want %q at its end", id, line, want)
		}
	}
}

func lineOf(text, id string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "| "+id+" |") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

func TestMistakes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.md")
	if err := os.WriteFile(path, []byte("No table.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"Input":    run(strings.NewReader("FAIL\n"), path, false),
		"NoMarks":  run(strings.NewReader(""), path, false),
		"NoFile":   run(strings.NewReader(""), path+"x", false),
		"NoFileIn": run(strings.NewReader(""), "", true),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

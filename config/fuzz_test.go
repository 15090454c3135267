package config_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/config"
)

// FuzzParse holds that any bytes make either a configuration whose default profile exists, or problems that each say why
// and, when they are about the file, where.
func FuzzParse(f *testing.F) {
	for _, tt := range append(problemTests, modelTests...) {
		f.Add([]byte(tt.file))
	}
	f.Add([]byte(whole))
	example, err := os.ReadFile("example.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(example)

	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("f", data, environ(map[string]string{"A": "a: ${B}", "N": "1"}))
		if err == nil {
			checkConfig(t, c)
			return
		}
		problems, ok := errors.AsType[config.Errors](err)
		if !ok || len(problems) == 0 {
			t.Fatalf("an error without problems: %v", err)
		}
		for _, p := range problems {
			checkProblem(t, p, data)
		}
	})
}

// TestFaultM5HalfAFile cuts a file after every byte: what is left is a configuration or is refused with its place.
func TestFaultM5HalfAFile(t *testing.T) {
	refused := 0
	for at := range len(whole) {
		half := []byte(whole[:at])
		c, err := config.Parse("bot.yaml", half, nil)
		if err == nil {
			checkConfig(t, c)
			continue
		}
		refused++
		problems, ok := errors.AsType[config.Errors](err)
		if !ok || len(problems) == 0 {
			t.Fatalf("cut at %d: an error without problems: %v", at, err)
		}
		for _, p := range problems {
			checkProblem(t, p, half)
		}
	}
	if refused < len(whole)/4 {
		t.Errorf("%d of %d halves are refused", refused, len(whole))
	}
}

var lineBreaks = strings.NewReplacer("\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func checkConfig(t *testing.T, c *config.Config) {
	t.Helper()
	if len(c.Models.Profiles) == 0 {
		return
	}
	if len(c.Chain(c.Models.Default)) == 0 {
		t.Errorf("no profile %q", c.Models.Default)
	}
	for name := range c.Models.Profiles {
		if p, _ := c.Profile(name); p.BaseURL == "" || p.Model == "" || p.MaxTokens >= p.ContextTokens {
			t.Errorf("profile %q is not whole: %+v", name, p)
		} else if _, err := json.Marshal(p.Extra); err != nil {
			t.Errorf("profile %q has extra fields that are no JSON: %v", name, err)
		}
	}
}

func checkProblem(t *testing.T, p config.Problem, data []byte) {
	t.Helper()
	if p.Text == "" || !utf8.ValidString(p.String()) || strings.ContainsAny(p.String(), "\n\x00") {
		t.Errorf("a problem that is no line of text: %q", p)
	}
	// The end of the input, which may be a line of its own, counts; so do the line breaks of YAML 1.1 (4.2).
	lines := 2 + strings.Count(lineBreaks.Replace(string(data)), "\n")
	if p.Line < 1 || p.Line > lines {
		t.Errorf("line %d of %d: %s", p.Line, lines, p)
	}
	if p.Column < 1 {
		t.Errorf("column %d: %s", p.Column, p)
	}
}

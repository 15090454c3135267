package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// promptsDoc is the page that describes the prompts.
func promptsDoc(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/prompts.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// withPrompts writes a file of English prompts beside a configuration that names it, and returns the configuration.
func withPrompts(t *testing.T, prompts, more string) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "articlebot.yaml")
	for name, content := range map[string]string{"articlebot.yaml": "prompts: {en: own/en.tmpl}\n" + more, "own/en.tmpl": prompts} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// TestPromptsExample has the page's example checked and sent to a model.
func TestPromptsExample(t *testing.T) {
	isolate(t)
	_, example, _ := strings.Cut(promptsDoc(t), "## An example\n")
	example = regexp.MustCompile("(?s)```\n(.*?)```").FindStringSubmatch(example)[1]
	system := make(chan string, 9)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Messages []struct{ Role, Content string }
		}
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || len(body.Messages) < 2 {
			t.Errorf("the request is %+v: %v", body, err)
			return
		}
		system <- body.Messages[0].Content
		fmt.Fprint(w, `data: {"choices":[{"delta":{"content":"VERDICT: no - nothing"},"finish_reason":"stop"}]}`+"\n\n")
	}))
	defer server.Close()
	model := fmt.Sprintf("models: {profiles: {p: {base_url: %q, model: m}}}\n", server.URL)
	path := withPrompts(t, "\ufeff"+strings.ReplaceAll(example, "\n", "\r\n"), model)
	if r := articlebot(t, "--config", path, "config", "check"); r.code != 0 || r.err != "" {
		t.Fatalf("code %d, %s %s", r.code, r.said, r.err)
	}
	if r := articlebot(t, "--config", path, "ask", "What is the difference between OpenAI and Meta?"); r.code != 0 {
		t.Fatalf("code %d, %s", r.code, r.said)
	}
	if got := <-system; !strings.HasPrefix(got, "You answer visitors of a museum") || !strings.Contains(got, "Compare OpenAI and Meta, one") {
		t.Errorf("the model is told %q", got)
	}
}

// TestPromptsFields fills in every field that the page names, in every template that it names.
func TestPromptsFields(t *testing.T) {
	isolate(t)
	names := regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|").FindAllStringSubmatch(promptsDoc(t), -1)
	fields := regexp.MustCompile("(?m)^\\| `({{.*?}})` \\|").FindAllStringSubmatch(promptsDoc(t), -1)
	if len(names) != 5 || len(fields) != 7 {
		t.Fatalf("the page names %d templates and %d fields", len(names), len(fields))
	}
	body := "{{range .Faults}}{{.Claim}} {{.Kind}} {{.Detail}}{{end}}"
	for _, field := range fields {
		body += field[1]
	}
	var all strings.Builder
	for _, name := range names {
		fmt.Fprintf(&all, "{{define %q}}%s{{end}}\n", name[1], body)
	}
	if r := articlebot(t, "--config", withPrompts(t, all.String(), ""), "config", "check"); r.code != 0 {
		t.Errorf("code %d, %s", r.code, r.said)
	}
}

// TestWrongPrompts has one line that names the file, of the check and of what would ask a model.
func TestWrongPrompts(t *testing.T) {
	isolate(t)
	const file = "own/en.tmpl"
	for name, tt := range map[string]struct{ prompts, want string }{
		"Syntax":    {"{{define \"system\"}}\n{{if}}", file + `: reading the prompts for "en": template: prompts:2: missing value for if`},
		"Name":      {`{{define "sistem"}}x{{end}}`, `no template "sistem"`},
		"Field":     {`{{define "system"}}{{.Text}}{{end}}`, "can't evaluate field Text"},
		"NotUTF8":   {"{{define \"system\"}}\xff{{end}}", file + ": reading the prompts: not UTF-8"},
		"Huge":      {strings.Repeat(" ", maxPrompts+1), file + ": reading the prompts: larger than 1048576 bytes"},
		"Nothing":   {"", "none of the templates"},
		"Forgotten": {`{{define "user"}}{{.Question}}{{end}}`, "shows the model {{.Passages}}"},
	} {
		t.Run(name, func(t *testing.T) {
			path := withPrompts(t, tt.prompts, "")
			mustRefusePrompts(t, path, tt.want)
		})
	}
	t.Run("Missing", func(t *testing.T) {
		path := withPrompts(t, "", "")
		if err := os.Remove(filepath.Join(filepath.Dir(path), file)); err != nil {
			t.Fatal(err)
		}
		mustRefusePrompts(t, path, file+": reading the prompts: no such file or directory")
	})
	t.Run("Folder", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "articlebot.yaml")
		if err := os.WriteFile(path, []byte("prompts: {zh: .}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		mustRefusePrompts(t, path, filepath.Dir(path)+": reading the prompts: not a regular file")
	})
}

// mustRefusePrompts holds that a configuration with wrong prompts is refused in one line, where it is used.
func mustRefusePrompts(t *testing.T, path, want string) {
	t.Helper()
	for _, args := range [][]string{{"config", "check"}, {"ask", "Is GPT-3 open source?"}, {"eval", "answers", "--set", "testdata/answers.jsonl"}} {
		r := articlebot(t, append([]string{"--config", path}, args...)...)
		if r.code != 1 || r.out != "" || r.err != "" || !strings.Contains(r.said, want) || strings.Contains(r.said, "\n") {
			t.Errorf("%v: code %d, %q, %q; said %q, want %q", args, r.code, r.out, r.err, r.said, want)
		}
	}
}

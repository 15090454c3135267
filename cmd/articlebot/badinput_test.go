package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBadInput has one clear line, the right exit code and nothing on standard output for everything that cannot work.
func TestBadInput(t *testing.T) {
	isolate(t)
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	empty := file("empty.md", "\n\n")
	binary := file("binary.txt", "\x00\x01\x02")
	typo := file("typo.yaml", "models:\n  profiles:\n    a:\n      preset: ollama\n      modle: qwen3:8b\n")
	tests := []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no such command", []string{"answer"}, 2, `no command "answer"`},
		{"version with an argument", []string{"version", "extra"}, 2, "no arguments"},
		{"version with a flag", []string{"version", "extra", "--nonsense"}, 2, "-nonsense"},
		{"help on no command", []string{"help", "answer"}, 2, `no command "answer"`},
		{"help on two commands", []string{"help", "ask", "search"}, 2, "one command"},
		{"help on no part of a command", []string{"help", "eval", "search"}, 2, "one command"},
		{"no such flag", []string{"ask", "--loud", "q"}, 2, "--help"},
		{"bad language", []string{"ask", "--lang", "fr", "q"}, 2, "auto, zh or en"},
		{"bad level", []string{"--log-level", "loud", "ask", "q"}, 2, "debug, info, warn, error"},
		{"bad k", []string{"search", "-k", "0", "q"}, 2, "from 1 up"},
		{"empty question", []string{"ask", ""}, 1, "question is empty"},
		{"only punctuation", []string{"ask", "？！"}, 1, "question is empty"},
		{"long question", []string{"ask", strings.Repeat("很长的问题", 20000)}, 1, "too long"},
		{"invalid UTF-8", []string{"ask", "who \xff\xfe"}, 1, "UTF-8"},
		{"missing article", []string{"--article", filepath.Join(dir, "none.md"), "ask", "q"}, 1, "none.md"},
		{"empty article", []string{"--article", empty, "ask", "q"}, 1, "empty.md"},
		{"binary article", []string{"--article", binary, "ask", "q"}, 1, "binary.txt"},
		{"wrong kind of file", []string{"--article", file("a.pdf", "%PDF"), "ask", "q"}, 1, "a.pdf"},
		{"folder without articles", []string{"--article", t.TempDir(), "ask", "q"}, 1, "no "},
		{"unknown key", []string{"--config", typo, "ask", "q"}, 1, `typo.yaml:5:7: models.profiles.a.modle: unknown key; did you mean "model"?`},
		{"missing configuration", []string{"--config", filepath.Join(dir, "none.yaml"), "ask", "q"}, 1, "none.yaml"},
		{"unknown profile", []string{"ask", "--profile", "gpt9", "q about AI"}, 1, "gpt9"},
		{"serve without token", []string{"serve"}, 2, "TELEGRAM_TOKEN"},
		{"eval without set", []string{"eval", "answers"}, 2, "--set"},
		{"eval without folder", []string{"eval", "retrieval"}, 2, "--beir"},
		{"eval of nothing", []string{"eval", "--beir", dir}, 2, "retrieval"},
		{"eval with a missing folder", []string{"eval", "retrieval", "--beir", filepath.Join(dir, "none")}, 1, "none"},
		{"eval with an empty folder", []string{"eval", "refusals", "--beir", dir}, 1, "qrels.tsv"},
		{"eval with a missing set", []string{"eval", "answers", "--set", filepath.Join(dir, "none.jsonl")}, 1, "none.jsonl"},
		{"eval with a bad set", []string{"eval", "answers", "--set", file("set.jsonl", "{\"q\":\"a\",\"refuse\":true}\n{")}, 1, "line 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := articlebot(t, test.args...)
			if r.code != test.code || !strings.Contains(r.said, test.want) {
				t.Errorf("code %d, want %d; said %q, want %q in it", r.code, test.code, r.said, test.want)
			}
			if r.out != "" || strings.Contains(r.said, "\n") || len(r.said) > 400 {
				t.Errorf("more than one clear line: %q and %q", r.out, r.said)
			}
		})
	}
}

func TestConfigCheck(t *testing.T) {
	isolate(t)
	if r := articlebot(t, "config", "check"); r.code != 0 || !strings.HasPrefix(r.out, "ok: ") {
		t.Errorf("defaults: code %d, %q, %q", r.code, r.out, r.err)
	}
	if r := articlebot(t, "--config", "../../config/example.yaml", "config", "check"); r.code != 0 {
		t.Errorf("example: code %d, %q", r.code, r.err)
	}
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(bad, []byte("log: {level: loud}\ntelgram: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := articlebot(t, "--config", bad, "config", "check")
	if r.code != 1 || strings.Count(r.err, "\n") != 2 || !strings.Contains(r.err, `did you mean "telegram"?`) {
		t.Errorf("code %d, %q", r.code, r.err)
	}
}

func TestWebPageInsteadOfModel(t *testing.T) {
	isolate(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>welcome</body></html>"))
	}))
	defer server.Close()
	t.Setenv("LLM_BASE_URL", server.URL)
	t.Setenv("LLM_API_KEY", "canary-key")
	t.Setenv("LLM_MODEL", "m")
	r := articlebot(t, "ask", "Is GPT-3 open source?")
	if r.code != 0 || !strings.Contains(r.out, "No model gave an answer") || !strings.Contains(r.out, "[1]") {
		t.Errorf("code %d, %q", r.code, r.out)
	}
	if strings.Count(r.err, "\n") != 1 || !strings.Contains(r.err, "HTML page") || strings.Contains(r.err, "canary-key") {
		t.Errorf("logged %q", r.err)
	}
}

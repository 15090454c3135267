package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dubious is a configuration with a warning about the embeddings, which concerns every command, and two about Telegram.
func dubious(t *testing.T, apiURL string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dubious.yaml")
	content := fmt.Sprintf("telegram: {token: '1:canary-token', token_file: '${NO_SUCH_FILE}', api_url: %q}\n"+
		"embeddings: {provider: builtin, base_url: 'http://127.0.0.1:1/v1'}\n", apiURL)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// checkWarnings holds that the log has each of the warnings once, and none about the other keys.
func checkWarnings(t *testing.T, log string, keys ...string) {
	t.Helper()
	if got := strings.Count(log, "level=WARN"); got != len(keys) {
		t.Errorf("%d warnings, want %d", got, len(keys))
	}
	for _, key := range keys {
		if strings.Count(log, ": "+key+": ") != 1 {
			t.Errorf("no warning, or more than one, about %s", key)
		}
	}
	if t.Failed() {
		t.Logf("logged %s", log)
	}
}

func TestWarningsOfCommands(t *testing.T) {
	isolate(t)
	path := dubious(t, "http://127.0.0.1:1")
	for _, args := range [][]string{
		{"ask", "Is GPT-3 open source?"},
		{"search", "GPT-3"},
		{"index"},
		{"eval", "answers", "--set", "testdata/answers.jsonl"},
		{"eval", "retrieval", "--beir", "testdata/beir"},
		{"eval", "refusals", "--beir", "testdata/beir"},
	} {
		t.Run(strings.Join(args[:min(2, len(args))], " "), func(t *testing.T) {
			r := articlebot(t, append([]string{"--config", path}, args...)...)
			if r.code != 0 || strings.Contains(r.out, "WARN") {
				t.Errorf("code %d, %q, %s", r.code, r.out, r.said)
			}
			checkWarnings(t, r.err, "embeddings.base_url")
		})
	}
	if r := articlebot(t, "--config", path, "--log-level", "error", "ask", "GPT-3?"); r.err != "" {
		t.Errorf("logged %q below the level", r.err)
	}
}

// TestWarningsOfServe holds that the bot starts with all warnings, whichever way it is started.
func TestWarningsOfServe(t *testing.T) {
	isolate(t)
	for _, args := range [][]string{{"serve"}, nil} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			server := quietTelegram(t, stop)
			var out, errs bytes.Buffer
			err := run(ctx, append([]string{"--config", dubious(t, server.URL)}, args...), strings.NewReader(""), &out, &errs)
			if err != nil {
				t.Errorf("the bot stopped with %v", err)
			}
			checkWarnings(t, errs.String(), "embeddings.base_url", "telegram.token_file", "access.mode")
		})
	}
}

// TestWarningsWithoutToken says why there is no bot: the token's variable is not set.
func TestWarningsWithoutToken(t *testing.T) {
	isolate(t)
	path := filepath.Join(t.TempDir(), "articlebot.yaml")
	if err := os.WriteFile(path, []byte("telegram: {token: '${NO_SUCH_TOKEN}'}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := openPage(t, "--config", path)
	w.stop()
	if !strings.Contains(w.out, "articlebot serve") {
		t.Errorf("it printed %q", w.out)
	}
	checkWarnings(t, w.log.String(), "telegram.token")
	r := articlebot(t, "--config", path, "serve")
	if r.code != 2 {
		t.Errorf("code %d, %s", r.code, r.said)
	}
	checkWarnings(t, r.err, "telegram.token")
}

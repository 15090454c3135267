package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/rag"
)

// priced is a configuration with a model that costs 2 a million tokens in and 8 out; 0.0019 for an answer of the server.
func priced(t *testing.T, modelURL, more string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "articlebot.yaml")
	content := fmt.Sprintf("models: {profiles: {p: {base_url: %q, api_key: key-of-the-test, model: m, price: {prompt: 2, completion: 8}}}}\n%s",
		modelURL+"/v1", more)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAskPrintsCost(t *testing.T) {
	isolate(t)
	server := modelServer(t, "4:1", "AlphaGo beat Lee Sedol 4:1 [%s].")
	path := priced(t, server.URL, "limits: {daily: {user_tokens: 1, total_tokens: 1}}\n")
	const question = "By how much did AlphaGo win?"
	// The terminal has no budget.
	for range 2 {
		r := articlebot(t, "--config", path, "ask", question)
		if r.code != 0 || !strings.HasSuffix(r.out, "\n\nTokens: 900 in, 12 out; cost: 0.0019\n") || strings.Contains(r.out, "budget") {
			t.Errorf("code %d, %q, %s", r.code, r.out, r.said)
		}
	}
	r := articlebot(t, "--config", path, "ask", "--json", question)
	var answer rag.Answer
	if err := json.Unmarshal([]byte(r.out), &answer); err != nil || answer.Usage.Cost < 0.0018959 || answer.Usage.Cost > 0.0018961 {
		t.Errorf("the usage is %+v, %v", answer.Usage, err)
	}
	zh := modelServer(t, "4:1", "AlphaGo以4:1战胜李世石 [%s]。")
	if r := articlebot(t, "--config", priced(t, zh.URL, ""), "ask", "AlphaGo以几比几取胜?"); !strings.HasSuffix(r.out, "\n\ntoken：输入 900，输出 12；费用：0.0019\n") {
		t.Errorf("got %q", r.out)
	}
	if r := articlebot(t, "ask", question); strings.Contains(r.out, "Tokens:") {
		t.Errorf("without a model: %q", r.out)
	}
}

// TestServeKeepsBudget asks twice of what is enough for one answer, once more after a restart, and then what it was used for.
func TestServeKeepsBudget(t *testing.T) {
	isolate(t)
	chat := newTelegramChat(t)
	server := modelServer(t, "4:1", "AlphaGo beat Lee Sedol 4:1 [%s].")
	t.Setenv("TELEGRAM_TOKEN", "1:canary-token")
	t.Setenv("TELEGRAM_API_URL", chat.URL)
	path := priced(t, server.URL, "access: {admins: [5]}\nlimits: {daily: {user_cost: 0.001}}\n")
	const question = "By how much did AlphaGo win?"
	mustBeOver := func() {
		chat.questions <- question
		if text := chat.waitFor("Sources"); !strings.Contains(text, "budget for the model is used up") {
			t.Errorf("the answer is %q", text)
		}
	}
	whileServing(t, path, func() {
		chat.questions <- question
		chat.waitFor("AlphaGo beat Lee Sedol 4:1 [1].\n\n")
		mustBeOver()
	})
	whileServing(t, path, func() {
		mustBeOver()
		chat.questions <- "/usage"
		if text := chat.waitFor("Used today"); !strings.Contains(text, "<code>5</code> answers: 1, tokens: 912 (in 900, out 12), cost: 0.0019") {
			t.Errorf("the admin reads %q", text)
		}
	})
}

// whileServing runs the bot while do runs, and returns what it logged.
func whileServing(t *testing.T, path string, do func()) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	var log bytes.Buffer
	go func() {
		ended <- run(ctx, []string{"--config", path, "serve"}, strings.NewReader(""), io.Discard, &log)
	}()
	do()
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the bot stopped with %v", err)
	}
	return log.String()
}

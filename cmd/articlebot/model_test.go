package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"articlebot/rag"
)

// modelServer streams an answer that cites the passage of the prompt in which needle stands.
func modelServer(t *testing.T, needle, answer string) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer key-of-the-test" {
			t.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
		}
		var request struct{ Messages []struct{ Content string } }
		if err := json.Unmarshal(body, &request); err != nil {
			t.Error(err)
		}
		prompt := request.Messages[min(1, len(request.Messages)-1)].Content // the rules are before it, if there are any
		number := regexp.MustCompile(`\[(\d+)\] [^\n]*` + regexp.QuoteMeta(needle)).FindStringSubmatch(prompt)
		if number == nil {
			t.Errorf("the prompt has no passage with %q", needle)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		for _, piece := range strings.SplitAfter(fmt.Sprintf(answer, number[1]), " ") {
			text, _ := json.Marshal(piece)
			fmt.Fprintf(w, "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", text)
		}
		fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
			"data: {\"choices\":[],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":12}}\n\n", "data: [DONE]\n\n")
	}))
	t.Cleanup(server.Close)
	return server
}

func TestAskModelFromEnvironment(t *testing.T) {
	isolate(t)
	server := modelServer(t, "4:1", "AlphaGo beat Lee Sedol 4:1 [%s].")
	t.Setenv("LLM_BASE_URL", server.URL+"/v1")
	t.Setenv("LLM_API_KEY", "key-of-the-test")
	t.Setenv("LLM_MODEL", "m")
	r := articlebot(t, "ask", "By how much did AlphaGo win?")
	if r.code != 0 || !strings.HasPrefix(r.out, "AlphaGo beat Lee Sedol 4:1 [1].\n\nSources\n[1] ") {
		t.Errorf("code %d, %q, %s %s", r.code, r.out, r.said, r.err)
	}
}

func TestAskModelFromProfile(t *testing.T) {
	isolate(t)
	server := modelServer(t, "2014", "DeepMind was bought by Google [%[1]s]. Google bought it in 2015 [%[1]s].")
	path := filepath.Join(t.TempDir(), "articlebot.yaml")
	content := fmt.Sprintf("models:\n  profiles:\n    mine: {base_url: %q, api_key: key-of-the-test, model: m}\n", server.URL+"/v1")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	r := articlebot(t, "--config", path, "ask", "--json", "--profile", "mine", "Who bought DeepMind, and when?")
	var answer rag.Answer
	if err := json.Unmarshal([]byte(r.out), &answer); err != nil {
		t.Fatalf("%v: %q %s", err, r.out, r.said)
	}
	// The invented year has the model asked once more.
	if answer.Answerer != rag.Model || answer.Model != "m-1" || answer.Usage.PromptTokens != 1800 {
		t.Errorf("got %+v", answer)
	}
	if len(answer.Citations) != 1 || answer.Citations[0].Verified {
		t.Errorf("the invented year is verified: %+v", answer.Citations)
	}
}

// TestAskExplain holds that the prompt, the reply and the check of every sentence can be read, and the key cannot.
func TestAskExplain(t *testing.T) {
	isolate(t)
	server := modelServer(t, "4:1", "VERDICT: yes\nAlphaGo beat Lee Sedol 4:1 [%[1]s]. AlphaGo beat Lee Sedol 9:1 [%[1]s].")
	t.Setenv("LLM_BASE_URL", server.URL+"/v1")
	t.Setenv("LLM_API_KEY", "key-of-the-test")
	t.Setenv("LLM_MODEL", "m")
	r := articlebot(t, "ask", "--explain", "By how much did AlphaGo win?")
	for _, part := range []string{
		"(unverified)", "=== Evidence", "=== Call 1: answer, profile env", "--- system", "--- user", "Question: By how much did AlphaGo win?",
		"--- reply of m-1, 900 + 12 tokens\nVERDICT: yes", "=== Call 2: repair", "=== Checks\nok: AlphaGo beat Lee Sedol 4:1", "figure 9:1: AlphaGo",
	} {
		if r.code != 0 || !strings.Contains(r.out, part) {
			t.Errorf("code %d, %q is missing: %s", r.code, part, r.out)
		}
	}
	if strings.Contains(r.out, "key-of-the-test") {
		t.Error("the key is printed")
	}
	if r = articlebot(t, "ask", "--explain", "--json", "Who?"); r.code != 2 {
		t.Errorf("with --json: code %d: %s", r.code, r.out)
	}
}

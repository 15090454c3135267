package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// probed is a server that answers, only thinks, or refuses, as the model's name says; it counts the requests.
func probed(t *testing.T, requests *atomic.Int32) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body["max_tokens"] != 16.0 || body["top_k"] != 1.0 {
			t.Errorf("the request is %v: %v", body, err)
		}
		switch body["model"] {
		case "answers":
			fmt.Fprint(w, `data: {"model":"m-2026","choices":[{"delta":{"content":"Hi"},"finish_reason":"length"}]}`+"\n\n")
		case "thinks":
			fmt.Fprint(w, `data: {"model":"t-2026","choices":[{"delta":{"reasoning":"hm"},"finish_reason":"length"}]}`+"\n\n")
		default:
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprintf(w, `{"error":{"message":"wrong key: %s"}}`, r.Header.Get("Authorization"))
		}
	}))
	t.Cleanup(server.Close)
	return server
}

func TestConfigCheckLive(t *testing.T) {
	isolate(t)
	var requests atomic.Int32
	server := probed(t, &requests)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	profile := func(name, url, model string) string {
		return fmt.Sprintf("    %s: {base_url: %q, api_key: canary-key, model: %s, extra: {top_k: 1}}\n", name, url+"/v1", model)
	}
	good := profile("b", server.URL, "answers") + profile("a-long-name", server.URL, "thinks")
	file := func(profiles string) string {
		path := filepath.Join(t.TempDir(), "articlebot.yaml")
		if err := os.WriteFile(path, []byte("models:\n  default: b\n  profiles:\n"+profiles), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name     string
		args     []string
		code     int
		lines    []string
		requests int32
	}{
		{"offline", []string{"--config", file(good), "config", "check"}, 0, []string{`ok: .*`}, 0},
		{"all answer", []string{"--config", file(good), "config", "check", "--live"}, 0, []string{
			`ok: .*`, `a-long-name  ok +\d+m?s  t-2026`, `b            ok +\d+m?s  m-2026`,
		}, 2},
		{
			"some fail", []string{"config", "--live", "check", "--config", file(good + profile("c", server.URL, "none") + profile("d", gone.URL, "none"))},
			1, []string{
				`ok: .*`, `a-long-name  ok +\d+m?s  t-2026`, `b            ok +\d+m?s  m-2026`,
				`c            failed +\d+m?s  the server refused the API key; check .* \(HTTP 401: wrong key: .*\)`,
				`d            failed +\d+m?s  the server cannot be reached; check the base URL .*`,
			}, 3,
		},
		{"no models", []string{"config", "check", "--live"}, 0, []string{`ok: .*`, `there is no model profile to ask`}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			requests.Store(0)
			r := articlebot(t, tt.args...)
			if r.code != tt.code || r.err != "" || requests.Load() != tt.requests {
				t.Errorf("code %d after %d requests, %q", r.code, requests.Load(), r.err)
			}
			if strings.Contains(r.out+r.said, "canary") {
				t.Errorf("the key shows in %q", r.out)
			}
			want := regexp.MustCompile(`^` + strings.Join(tt.lines, "\n") + `\n$`)
			if !want.MatchString(r.out) {
				t.Errorf("got\n%s\nwant\n%s", r.out, want)
			}
		})
	}
}

func TestConfigCheckLiveStops(t *testing.T) {
	isolate(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		// A server notices that the client left only when it has read the request.
		_, _ = io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	}))
	defer server.Close()
	t.Setenv("LLM_BASE_URL", server.URL)
	t.Setenv("LLM_MODEL", "m")
	var out strings.Builder
	err := run(ctx, []string{"config", "check", "--live"}, strings.NewReader(""), &out, &out)
	if exitCode(err) != 1 || explain(err) != "stopped" || strings.Contains(out.String(), "failed") {
		t.Errorf("error %v, %q", err, out.String())
	}
}

// TestProfileIsWired asks through a profile that sets everything, and finds it in the request and in the costs.
func TestProfileIsWired(t *testing.T) {
	isolate(t)
	bodies := make(chan map[string]any, 9)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		_ = json.NewDecoder(r.Body).Decode(&body)
		bodies <- body
		number := regexp.MustCompile(`\[(\d+)\] [^\n]*January 2014`).FindStringSubmatch(fmt.Sprint(body["messages"]))
		answer := fmt.Sprintf("Google bought DeepMind in January 2014 [%s].", append(number, "", "")[1])
		fmt.Fprintf(w, `data: {"choices":[{"delta":{"content":%q},"finish_reason":"stop"}]}`+"\n\n", answer)
		fmt.Fprint(w, `data: {"choices":[],"usage":{"prompt_tokens":1000000,"completion_tokens":500000}}`+"\n\n")
	}))
	defer server.Close()
	path := filepath.Join(t.TempDir(), "articlebot.yaml")
	content := fmt.Sprintf(`models: {profiles: {p: {base_url: %q, model: o3mini-local, temperature: 0, max_tokens: 900,
  token_field: max_tokens, extra: {enable_thinking: false}, price: {prompt: 2, completion: 8}}}}`, server.URL+"/v1")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	r := articlebot(t, "--config", path, "ask", "--json", "Who bought DeepMind, and when?")
	if r.code != 0 {
		t.Fatalf("code %d, %s %s", r.code, r.said, r.err)
	}
	body := <-bodies
	for field, want := range map[string]any{"temperature": 0.0, "max_tokens": 900.0, "enable_thinking": false} {
		if body[field] != want {
			t.Errorf("%s = %v, want %v", field, body[field], want)
		}
	}
	var answer struct{ Usage struct{ Cost float64 } }
	if err := json.Unmarshal([]byte(r.out), &answer); err != nil || answer.Usage.Cost == 0 || math.Mod(answer.Usage.Cost, 6) != 0 {
		t.Errorf("the cost is %v, want 6 for each call: %s", answer.Usage.Cost, r.out)
	}
}

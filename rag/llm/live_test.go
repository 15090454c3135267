//go:build live

package llm_test

import (
	"cmp"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"articlebot/rag/llm"
)

// TestLive holds the server at OLLAMA_HOST, Ollama's or llama.cpp's or any other that speaks the chat API, to the contract
// with the first of its models that chats.
func TestLive(t *testing.T) {
	host := os.Getenv("OLLAMA_HOST")
	if host == "" {
		t.Skip("skipped: OLLAMA_HOST is not set; set it to the address of a running server, such as http://127.0.0.1:11434")
	}
	base := liveAddress(host)
	models, err := liveModels(t.Context(), base)
	if err != nil {
		t.Skipf("skipped: there is no server to be reached at OLLAMA_HOST=%s: %v", host, err)
	}
	for _, model := range models {
		// A local server may have to load the model first, and a model may think for long.
		o := llm.Options{BaseURL: base + "/v1", Model: model, MaxTokens: 2000, FirstToken: 5 * time.Minute, Idle: 2 * time.Minute}
		client, err := llm.New(o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Probe(t.Context()); err != nil {
			t.Logf("%s does not chat: %v", model, err)
			continue
		}
		t.Logf("asking %s at %s", model, base)
		checkContract(t, o)
		return
	}
	t.Skipf("skipped: of the %d models at OLLAMA_HOST=%s none chats", len(models), host)
}

// liveAddress completes a host as Ollama does: with http and port 11434, and 0.0.0.0 for the address to listen on.
func liveAddress(host string) string {
	if !strings.Contains(host, "://") {
		host = "http://" + host
	}
	u, err := url.Parse(strings.TrimSuffix(strings.TrimRight(host, "/"), "/v1"))
	if err != nil {
		return host
	}
	name, port := cmp.Or(u.Hostname(), "127.0.0.1"), u.Port()
	if name == "0.0.0.0" {
		name = "127.0.0.1"
	}
	if port == "" && u.Scheme == "http" {
		port = "11434"
	}
	if port != "" {
		u.Host = net.JoinHostPort(name, port)
	}
	return u.String()
}

// liveModels lists the models of a server, by OpenAI's list.
func liveModels(ctx context.Context, base string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/v1/models", http.NoBody)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var list struct{ Data []struct{ ID string } }
	if err := json.NewDecoder(resp.Body).Decode(&list); err != nil {
		return nil, err
	}
	var names []string
	for _, m := range list.Data {
		names = append(names, m.ID)
	}
	return names, nil
}

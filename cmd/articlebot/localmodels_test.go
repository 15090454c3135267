package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

func TestLocalModels(t *testing.T) {
	for name, tt := range map[string]struct {
		status int
		body   string
		want   []string
	}{
		"two":      {200, `{"data":[{"id":"qwen3:8b"},{"id":"nomic-embed-text"},{"id":"llama4"}]}`, []string{"qwen3:8b", "llama4"}},
		"none":     {200, `{"data":null}`, nil},
		"no list":  {200, `<html>`, nil},
		"no route": {404, `{"data":[{"id":"m"}]}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tt.status)
				fmt.Fprint(w, tt.body)
			}))
			defer server.Close()
			if got := localModels(t.Context(), server.URL); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if got := localModels(t.Context(), "http://127.0.0.1:1"); got != nil {
		t.Errorf("nobody has the models %q", got)
	}
}

// TestLocalModelsDoNotWait has a server that never answers.
func TestLocalModelsDoNotWait(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer server.Close()
	if got := localModels(t.Context(), server.URL); got != nil {
		t.Errorf("got %q", got)
	}
}

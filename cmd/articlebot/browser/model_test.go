//go:build browser

package browser_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// canary is the model's key, which must stand nowhere but in the requests to the model.
const canary = "CANARY-browser-7d1c"

// slowModel is a model server that writes an answer word by word, for so long that it can be stopped.
func slowModel(t *testing.T) (url string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+canary || !strings.HasSuffix(r.URL.Path, "/chat/completions") {
			http.Error(w, `{"error":{"message":"who is that"}}`, http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		for i := range 300 {
			fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word%d \"}}]}\n\n", i)
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// A local Ollama is found where it listens unless it is told otherwise, and its models are there to choose.
func TestLocalModelsAreOffered(t *testing.T) {
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:11434")
	if err != nil {
		t.Fatalf("%v: this test stands in for Ollama; stop the real one", err)
	}
	list := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/models" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, `{"object":"list","data":[{"id":"qwen3:8b","object":"model"},{"id":"nomic-embed-text","object":"model"}]}`)
	})}
	go func() { _ = list.Serve(listener) }()
	defer func() { _ = list.Close() }()
	b := open(t, start(t).url, look{})
	b.press(named("model-open"), "")
	b.press("#local-models button", "qwen3:8b")
	if n := eval[int](b, "document.querySelectorAll('#local-models button').length"); n != 1 {
		t.Errorf("%d models are offered", n)
	}
	b.shoot("local-models")
	b.enter()
	b.await("document.querySelector('" + named("model-line") + "').innerText.includes('qwen3:8b')")
}

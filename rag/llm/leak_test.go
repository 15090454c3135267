package llm_test

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"articlebot/rag/llm"
)

// TestNoRequestOutlivesCall plays the faults over sockets and then closes the server, which waits for its requests to end: one
// that the client left open would keep it waiting.
func TestNoRequestOutlivesCall(t *testing.T) {
	tests := map[string]reply{
		"hung before the answer": {end: hung},
		"hung in the answer":     {parts: []part{{text: data(token("Meta"))}}, end: hung},
		"hung after the answer":  {parts: []part{{text: data(token("Meta"), finish("stop"))}}, end: hung},
		"hung in a refusal":      {status: 503, parts: []part{{text: "{"}}, end: hung},
		"error, then hung":       {parts: []part{{text: data(`{"error":"boom"}`)}}, end: hung},
		"page, then hung":        {parts: []part{{text: "<html>"}}, end: hung},
		"broken":                 {parts: []part{{text: data(token("Meta"))}}, end: broken},
		"redirect":               refuses(302, "", "Location", "http://other.test/"),
	}
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			f := &fake{replies: []reply{r}}
			server := httptest.NewServer(f)
			client, err := llm.New(llm.Options{
				BaseURL: server.URL, APIKey: canary, Model: "qwen",
				FirstToken: 50 * time.Millisecond, Idle: 50 * time.Millisecond,
			})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			_, _, _ = chat(ctx, client)
			closed := make(chan struct{})
			go func() {
				server.Close()
				close(closed)
			}()
			select {
			case <-closed:
			case <-time.After(4 * time.Second):
				server.CloseClientConnections()
				t.Error("a request outlives its call")
			}
		})
	}
}

package llm_test

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"articlebot/rag/llm"
)

// recordedText is what the recorded stream says.
const recordedText = "Meta开源了Llama。[1]"

// recording returns a stream and how long it is up to where nothing but the usage is missing.
func recording() (stream string, end int) {
	stream = ": processing\n\n" + data(
		`{"id":"c1","model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}`,
		`{"id":"c1","choices":[{"index":0,"delta":{"reasoning_content":"想一想"},"finish_reason":null}]}`,
		token("<think>嗯</think>Meta"), token("开源了"), token("Llama。[1]")) + data(finish("stop"))
	end = len(stream) - len("\n\n")
	return stream + data(`{"choices":[],"usage":{"prompt_tokens":70,"completion_tokens":9}}`, "[DONE]"), end
}

func TestFaultL8BrokenAnywhere(t *testing.T) { checkCuts(t, broken) }

func TestFaultL9EndsAnywhere(t *testing.T) { checkCuts(t, inOrder) }

// checkCuts ends a recorded stream after every byte: only with the finish_reason in hand is the answer complete. Without it,
// it is asked for again; an attempt that is answered replaces what was shown, and after one that is cut off too there is
// what came.
func checkCuts(t *testing.T, how ending) {
	t.Helper()
	stream, end := recording()
	for at := range len(stream) + 1 {
		synctest.Test(t, func(t *testing.T) {
			cut := reply{parts: []part{{text: stream[:at]}}, end: how}
			f := &fake{replies: []reply{cut}}
			got, drafts, err := chat(t.Context(), newClient(t, f))
			if got.Complete != (at >= end) || got.Complete != (err == nil) {
				t.Fatalf("cut at %d of %d: %+v, %v", at, end, got, err)
			}
			if !strings.HasPrefix(recordedText, got.Text) || len(drafts) > 0 && drafts[len(drafts)-1] != got.Text {
				t.Fatalf("cut at %d: text %q, drafts %q", at, got.Text, drafts)
			}
			want := 3
			switch {
			case got.Complete, at == 0 && how == inOrder:
				// An empty body is no stream that was cut.
				want = 1
			case got.Text != "":
				want = 2
			}
			if asked := len(f.requests); asked != want {
				t.Fatalf("cut at %d: asked %d times, want %d", at, asked, want)
			}
			f = &fake{replies: []reply{cut, good("Yes.")}}
			if got, _, err := chat(t.Context(), newClient(t, f)); want > 1 && (err != nil || got.Text != "Yes." || !got.Complete) {
				t.Fatalf("cut at %d, then whole: %+v, %v", at, got, err)
			}
		})
	}
}

// TestFaultL8ResetAnywhere has a real connection reset after every byte. What was on its way may be lost with it.
func TestFaultL8ResetAnywhere(t *testing.T) {
	stream, end := recording()
	at := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n" + stream[:at]))
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}))
	defer server.Close()
	client, err := llm.New(llm.Options{BaseURL: server.URL, APIKey: canary, Model: "qwen"})
	if err != nil {
		t.Fatal(err)
	}
	for ; at <= len(stream); at++ {
		reply, err := client.ChatOnce(t.Context(), question, nil)
		var failed *llm.Error
		switch {
		case reply.Complete != (err == nil), reply.Complete && at < end, !strings.HasPrefix(recordedText, reply.Text):
			t.Fatalf("reset at %d of %d: %+v, %v", at, end, reply, err)
		case err != nil && (!errors.As(err, &failed) || !failed.Transient()):
			t.Fatalf("reset at %d of %d: %v is nothing to try again after", at, end, err)
		}
	}
}

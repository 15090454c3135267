package llm_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"articlebot/rag"
	"articlebot/rag/llm"
)

// checkContract holds a server that speaks the chat API to what the program needs of one: o names the server and a model.
// The fake is held to it here, a real server by TestLive.
func checkContract(t *testing.T, o llm.Options) {
	t.Helper()
	client, err := llm.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("Streams", func(t *testing.T) {
		reply, drafts, err := chat(t.Context(), client)
		if err != nil {
			t.Fatal(err)
		}
		if reply.Text == "" || reply.Model == "" || !reply.Complete && reply.Usage.CompletionTokens < o.MaxTokens/2 {
			t.Errorf("reply = %+v", reply)
		}
		if len(drafts) == 0 || drafts[len(drafts)-1] != reply.Text {
			t.Errorf("%d drafts, want the text last", len(drafts))
		}
		if strings.Contains(reply.Text, "think>") {
			t.Errorf("thinking shows in %q", reply.Text)
		}
		if reply.Usage.PromptTokens == 0 || reply.Usage.CompletionTokens == 0 {
			t.Errorf("no usage: %+v", reply.Usage)
		}
	})
	t.Run("Probe", func(t *testing.T) {
		if model, err := client.Probe(t.Context()); err != nil || model == "" {
			t.Errorf("model %q, %v", model, err)
		}
	})
	t.Run("Cancel", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var at time.Time
		_, err := client.Chat(ctx, []rag.Message{{Role: "user", Content: "Count to five hundred."}}, func(string) {
			if at.IsZero() {
				at = time.Now()
				cancel()
			}
		})
		// A short answer may have ended before.
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v", err)
		}
		if took := time.Since(at); took > 5*time.Second {
			t.Errorf("ended %v after it was given up", took)
		}
	})
	t.Run("Unknown model", func(t *testing.T) {
		unknown := o
		unknown.Model = "no-such-model-of-the-test"
		client, err := llm.New(unknown)
		if err != nil {
			t.Fatal(err)
		}
		// A server of a single model, such as llama.cpp's, answers whatever the name.
		if _, _, err = chat(t.Context(), client); err != nil {
			wantError(t, err, llm.KindModel)
		}
	})
}

func TestContract(t *testing.T) {
	usage := `{"choices":[],"usage":{"prompt_tokens":70,"completion_tokens":9}}`
	answer := says(data(token("<think>hm</think>Be"), token("cause."), finish("stop"), usage, "[DONE]"))
	endless := reply{parts: []part{{text: data(token("1"))}}, end: hung}
	missing := refuses(404, `{"error":{"message":"model \"x\" not found, try pulling it first"}}`)
	f := &fake{replies: []reply{answer, answer, endless, missing}}
	checkContract(t, llm.Options{BaseURL: serve(t, f), APIKey: canary, Model: "qwen", MaxTokens: 100})
}

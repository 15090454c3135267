package llm_test

import (
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag/llm"
)

// TestProbe asks for a few tokens once, whatever comes of it.
func TestProbe(t *testing.T) {
	tests := map[string]struct {
		reply reply
		kind  llm.Kind
		model string
	}{
		"answer":          {good("Hello"), "", "m-1"},
		"length":          {says(data(token("Hel"), finish("length"))), "", "m-1"},
		"only thinking":   {says(data(`{"model":"m-2","choices":[{"delta":{"reasoning":"hm"}}]}`, finish("length"))), "", "m-1"},
		"no model's name": {says(data(`{"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}`)), "", "qwen"},
		"limit as 400":    {refuses(400, `{"error":{"message":"max_tokens or model output limit was reached"}}`), "", "qwen"},
		"wrong key":       {refuses(401, `{"error":{"message":"no `+canary+`"}}`), llm.KindAuth, ""},
		"down":            {refuses(503, ""), llm.KindOverloaded, ""},
		"cut":             {says(data(token("Hel"))), llm.KindCut, ""},
		"hung":            {reply{end: hung}, llm.KindTimeout, ""},
		"slow to accept":  {reply{delay: time.Hour}, llm.KindTimeout, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{tt.reply}}
				client := newClient(t, f, func(o *llm.Options) { o.TokenField = llm.FieldMaxCompletionTokens; o.MaxTokens = 900 })
				model, err := client.Probe(t.Context())
				if tt.kind != "" {
					wantError(t, err, tt.kind)
				} else if err != nil {
					t.Error(err)
				}
				if model != tt.model || len(f.requests) != 1 || f.requests[0].body["max_completion_tokens"] != 16.0 {
					t.Errorf("model %q after %d requests, the first %s", model, len(f.requests), f.requests[0].raw)
				}
			})
		})
	}
}

// TestProbeIgnoresBreaker probes a server that Chat leaves alone.
func TestProbeIgnoresBreaker(t *testing.T) {
	f := &fake{replies: []reply{refuses(401, ""), good("Hello")}}
	client := newClient(t, f)
	_, _, err := chat(t.Context(), client)
	wantError(t, err, llm.KindAuth)
	if model, err := client.Probe(t.Context()); err != nil || model != "m-1" {
		t.Errorf("model %q, %v", model, err)
	}
}

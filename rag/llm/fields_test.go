package llm_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"testing"
	"testing/synctest"

	"articlebot/rag/llm"
)

// TestRequestFitsModel shows which fields a request has beyond model and messages. go-openai refuses most of them for names
// such as o3mini-local before it sends anything.
func TestRequestFitsModel(t *testing.T) {
	half, zero := float32(0.5), float32(0)
	type sent = map[string]any
	tests := map[string]struct {
		options llm.Options
		want    sent
	}{
		"plain":           {llm.Options{Model: "qwen", Temperature: &half}, sent{"max_tokens": 900.0, "temperature": 0.5}},
		"zero":            {llm.Options{Model: "qwen", Temperature: &zero}, sent{"max_tokens": 900.0, "temperature": 0.0}},
		"no temperature":  {llm.Options{Model: "qwen"}, sent{"max_tokens": 900.0}},
		"OpenRouter":      {llm.Options{Model: "openai/gpt-5", Temperature: &half}, sent{"max_tokens": 900.0, "temperature": 0.5}},
		"o1":              {llm.Options{Model: "o1", Temperature: &half}, sent{"max_completion_tokens": 900.0}},
		"o4":              {llm.Options{Model: "o4-mini", Temperature: &half}, sent{"max_completion_tokens": 900.0}},
		"gpt-5":           {llm.Options{Model: "gpt-5-mini", Temperature: &zero}, sent{"max_completion_tokens": 900.0}},
		"gpt-6":           {llm.Options{Model: "gpt-6-luna", Temperature: &half}, sent{"max_completion_tokens": 900.0}},
		"Kimi":            {llm.Options{Model: "kimi-k2.6", Temperature: &half}, sent{"max_completion_tokens": 900.0}},
		"unknown, like o": {llm.Options{Model: "o3mini-local", Temperature: &half}, sent{"max_completion_tokens": 900.0}},
		"local, like o": {
			llm.Options{Model: "o3mini-local", Temperature: &half, TokenField: llm.FieldMaxTokens},
			sent{"max_tokens": 900.0, "temperature": 0.5},
		},
		"local, like gpt-6": {
			llm.Options{Model: "gpt-6-luna", Temperature: &half, TokenField: llm.FieldMaxTokens},
			sent{"max_tokens": 900.0, "temperature": 0.5},
		},
		"Moonshot": {
			llm.Options{Model: "moonshot-v1-8k", Temperature: &half, TokenField: llm.FieldMaxCompletionTokens},
			sent{"max_completion_tokens": 900.0, "temperature": 0.5},
		},
		"extra": {
			llm.Options{Model: "qwen", Extra: sent{
				"enable_thinking": false, "thinking": sent{"type": "disabled"}, "stop": []any{"<|end|>", "结束"}, "seed": nil,
			}},
			sent{
				"max_tokens": 900.0, "enable_thinking": false, "thinking": sent{"type": "disabled"},
				"stop": []any{"<|end|>", "结束"}, "seed": nil,
			},
		},
		"extra stands above temperature": {
			llm.Options{Model: "o1", Temperature: &half, Extra: sent{"temperature": 1, "reasoning_effort": "low"}},
			sent{"max_completion_tokens": 900.0, "temperature": 1.0, "reasoning_effort": "low"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := &fake{replies: []reply{good("Yes.")}}
			client := newClient(t, f, func(o *llm.Options) {
				base, key := o.BaseURL, o.APIKey
				*o = tt.options
				o.BaseURL, o.APIKey, o.Transport, o.MaxTokens = base, key, f, 900
			})
			if _, _, err := chat(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			got := f.requests[0]
			for _, own := range []string{"model", "messages", "stream", "stream_options"} {
				if got.body[own] == nil {
					t.Errorf("no %s in %s", own, got.raw)
				}
				delete(got.body, own)
			}
			if !reflect.DeepEqual(got.body, tt.want) {
				t.Errorf("sent %v, want %v", got.body, tt.want)
			}
			if got.length != int64(len(got.raw)) || got.again != got.raw {
				t.Errorf("a length of %d and %q to send again for %q", got.length, got.again, got.raw)
			}
		})
	}
}

// TestFieldsArriveWhole sends further fields through a socket, where a wrong length would break the request.
func TestFieldsArriveWhole(t *testing.T) {
	f := &fake{replies: []reply{good("Yes.")}}
	client, err := llm.New(llm.Options{
		BaseURL: serve(t, f), APIKey: canary, Model: "qwen", MaxTokens: 9, Extra: map[string]any{"note": "长<文>"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := chat(t.Context(), client); err != nil {
		t.Fatal(err)
	}
	if got := f.requests[0]; !json.Valid([]byte(got.raw)) || got.body["note"] != "长<文>" || got.length != int64(len(got.raw)) {
		t.Errorf("got %d bytes of %q", got.length, got.raw)
	}
}

// TestFaultL14EmptyAnswer has models end without text: they are asked once more, without thinking where the server has a switch.
func TestFaultL14EmptyAnswer(t *testing.T) {
	usage := `{"choices":[],"usage":{"prompt_tokens":70,"completion_tokens":9}}`
	thought := says(data(`{"choices":[{"delta":{"reasoning_content":"hm"}}]}`, finish("length"), usage))
	always := map[string]any{"enable_thinking": true, "top_p": 0.5}
	tests := map[string]struct {
		replies  []reply
		off      map[string]any
		kind     llm.Kind
		text     string
		asked    int
		tokens   int
		thinking any
	}{
		"answers without thinking": {
			[]reply{thought, says(data(token("Yes."), finish("stop"), usage))},
			map[string]any{"enable_thinking": false}, "", "Yes.", 2, 18, false,
		},
		"answers, no switch":       {[]reply{thought, good("Yes.")}, nil, "", "Yes.", 2, 9, true},
		"stops empty, then not":    {[]reply{says(data(finish("stop"))), good("Yes.")}, nil, "", "Yes.", 2, 0, true},
		"empty again":              {[]reply{thought}, map[string]any{"enable_thinking": false}, llm.KindEmpty, "", 2, 18, false},
		"empty after a failure":    {[]reply{refuses(503, ""), thought, good("Yes.")}, nil, "", "Yes.", 3, 9, true},
		"failing after empty":      {[]reply{thought, refuses(503, ""), good("Yes.")}, nil, "", "Yes.", 3, 9, true},
		"empty, failing, empty":    {[]reply{thought, refuses(503, ""), thought}, nil, llm.KindEmpty, "", 3, 18, true},
		"the switch is not known":  {[]reply{thought, refuses(400, `{"error":"unknown field"}`)}, nil, llm.KindOther, "", 2, 9, true},
		"shown, then all thinking": {[]reply{says(data(token("hm"), token("</think>"), finish("stop"))), good("Yes.")}, nil, "", "Yes.", 2, 0, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: tt.replies}
				client := newClient(t, f, func(o *llm.Options) { o.Extra, o.NoThinking, o.MaxTokens = maps.Clone(always), tt.off, 900 })
				reply, _, err := chat(t.Context(), client)
				if tt.kind != "" {
					wantError(t, err, tt.kind)
				} else if err != nil || !reply.Complete {
					t.Errorf("reply = %+v, %v", reply, err)
				}
				if reply.Text != tt.text || reply.Usage.CompletionTokens != tt.tokens || len(f.requests) != tt.asked {
					t.Errorf("reply = %+v after %d requests", reply, len(f.requests))
				}
				first, last := f.requests[0].body, f.requests[len(f.requests)-1].body
				if first["enable_thinking"] != true || last["enable_thinking"] != tt.thinking {
					t.Errorf("thinking was %v, then %v", first["enable_thinking"], last["enable_thinking"])
				}
				if last["top_p"] != 0.5 || last["max_tokens"] != 900.0 {
					t.Errorf("the last request lost fields: %v", last)
				}
			})
		})
	}
}

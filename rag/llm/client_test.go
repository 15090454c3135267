package llm_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"articlebot/rag"
	"articlebot/rag/llm"
)

func TestChatStreams(t *testing.T) {
	f := &fake{replies: []reply{says(": hello\n\n" + data(
		`{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}`,
		token("Meta"), token(" opened"), token(" Llama [1]."), finish("stop"),
		`{"choices":[],"usage":{"prompt_tokens":70,"completion_tokens":9,"total_tokens":79}}`, "[DONE]"))}}
	client, err := llm.New(llm.Options{BaseURL: serve(t, f) + "/", APIKey: canary + "\n", Model: "qwen"})
	if err != nil {
		t.Fatal(err)
	}
	reply, drafts, err := chat(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	want := rag.Reply{
		Text: "Meta opened Llama [1].", Model: "m-1", Complete: true,
		Usage: rag.Usage{PromptTokens: 70, CompletionTokens: 9},
	}
	if reply != want {
		t.Errorf("reply = %+v, want %+v", reply, want)
	}
	if want := []string{"Meta", "Meta opened", "Meta opened Llama [1]."}; !reflect.DeepEqual(drafts, want) {
		t.Errorf("drafts = %q, want %q", drafts, want)
	}
	got := f.requests[0]
	if got.path != "/v1/chat/completions" || got.header.Get("Authorization") != "Bearer "+canary {
		t.Errorf("request to %s with %q", got.path, got.header.Get("Authorization"))
	}
	wantBody := map[string]any{
		"model": "qwen", "stream": true, "stream_options": map[string]any{"include_usage": true},
		"messages": []any{
			map[string]any{"role": "system", "content": "Answer."}, map[string]any{"role": "user", "content": "Why?"},
		},
	}
	if !reflect.DeepEqual(got.body, wantBody) {
		t.Errorf("body = %v, want %v", got.body, wantBody)
	}
}

func TestNewRefuses(t *testing.T) {
	good := llm.Options{Name: "local", BaseURL: "https://model.test/v1", Model: "qwen"}
	tests := map[string]struct {
		edit func(*llm.Options)
		want string
	}{
		"no base URL":    {func(o *llm.Options) { o.BaseURL = "" }, "web address"},
		"no scheme":      {func(o *llm.Options) { o.BaseURL = "localhost:11434/v1" }, "web address"},
		"other scheme":   {func(o *llm.Options) { o.BaseURL = "ftp://model.test" }, "web address"},
		"unparsable":     {func(o *llm.Options) { o.BaseURL = "http://[::1" }, "web address"},
		"query":          {func(o *llm.Options) { o.BaseURL += "?key=" + canary }, "query"},
		"whole path":     {func(o *llm.Options) { o.BaseURL += "/chat/completions/" }, "must end before"},
		"no model":       {func(o *llm.Options) { o.Model = " " }, "no model"},
		"key with break": {func(o *llm.Options) { o.APIKey = canary + "\nmore" }, "API key"},
		"own field":      {func(o *llm.Options) { o.Extra = map[string]any{"stream": canary} }, "field stream is not free"},
		"own field, off": {func(o *llm.Options) { o.NoThinking = map[string]any{"max_tokens": 1} }, "max_tokens is not free"},
		"no JSON":        {func(o *llm.Options) { o.Extra = map[string]any{"stop": make(chan int)} }, "field stop is not"},
		"token field":    {func(o *llm.Options) { o.TokenField = "max_new_tokens" }, "must be max_tokens or"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := good
			tt.edit(&o)
			_, err := llm.New(o)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "local") {
				t.Fatalf("error = %v, want one about %q of local", err, tt.want)
			}
			if strings.Contains(err.Error(), canary) {
				t.Errorf("the error holds the key: %v", err)
			}
		})
	}
	if _, err := llm.New(good); err != nil {
		t.Errorf("good options: %v", err)
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	elsewhere := &fake{replies: []reply{good("Stolen.")}}
	target := serve(t, elsewhere)
	f := &fake{replies: []reply{refuses(http.StatusTemporaryRedirect, "", "Location", target+"/chat/completions?key="+canary)}}
	client, err := llm.New(llm.Options{BaseURL: serve(t, f), APIKey: canary, Model: "qwen"})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = chat(t.Context(), client)
	failed := wantError(t, err, llm.KindProtocol)
	if failed.Status != http.StatusTemporaryRedirect || !strings.Contains(failed.Message, target) {
		t.Errorf("error = %d %v, want the target named", failed.Status, err)
	}
	if len(elsewhere.requests) != 0 {
		t.Error("the request went to another server")
	}
}

// TestRealConnections shows what only sockets do: a connection that is refused, and one that breaks.
func TestRealConnections(t *testing.T) {
	t.Run("L4 refused", func(t *testing.T) {
		server := httptest.NewServer(http.NotFoundHandler())
		server.Close()
		client, err := llm.New(llm.Options{BaseURL: server.URL, APIKey: canary, Model: "qwen"})
		if err != nil {
			t.Fatal(err)
		}
		// The deadline leaves no time for a second attempt.
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		_, _, err = chat(ctx, client)
		if failed := wantError(t, err, llm.KindNetwork); !strings.Contains(failed.Message, "running") {
			t.Errorf("message says not what to do: %v", err)
		}
	})
	t.Run("L8 broken after text", func(t *testing.T) {
		f := &fake{replies: []reply{{parts: []part{{text: data(token("Meta"))}}, end: broken}}}
		client, err := llm.New(llm.Options{BaseURL: serve(t, f), APIKey: canary, Model: "qwen"})
		if err != nil {
			t.Fatal(err)
		}
		reply, _, err := chat(t.Context(), client)
		wantError(t, err, llm.KindCut)
		if reply.Text != "Meta" || reply.Complete || len(f.requests) != 2 {
			t.Errorf("reply = %+v after %d requests, want the text, asked for twice", reply, len(f.requests))
		}
	})
}

// TestFaultL1KeyStaysSecret lets a server echo the key wherever it can, over all attempts, and looks for it in all that comes
// out.
func TestFaultL1KeyStaysSecret(t *testing.T) {
	echo := "you sent Bearer " + canary + ", that is\x1b[31m " + canary + " of u:passcanary"
	quoted := strings.ReplaceAll(echo, "\x1b", `\u001b`)
	replies := map[string]reply{
		"refusal":      refuses(401, `{"error":{"message":"`+quoted+`","code":"`+canary+`"}}`),
		"text":         refuses(400, echo),
		"long text":    refuses(400, strings.Repeat(" ", 64<<10-8)+canary),
		"redirect":     refuses(302, "", "Location", "http://other.test/"+canary+"?token=othersecret"),
		"stream":       says(data(`{"error":{"message":"` + quoted + `"}}`)),
		"odd finish":   says(data(finish(canary))),
		"validation":   refuses(422, `{"detail":[{"msg":"bad","input":"`+canary+`"}]}`),
		"another key":  refuses(401, `{"error":"not sk-abcdefghijklmnop"}`),
		"user in link": refuses(400, "see http://user:secretword@proxy.test/"),
	}
	for name, r := range replies {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			f := &fake{replies: []reply{r}}
			client := newClient(t, f, func(o *llm.Options) {
				o.BaseURL, o.Logger = "http://u:passcanary@model.test/v1", logTo(&log)
			})
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			reply, _, err := chat(ctx, client)
			if err == nil {
				t.Fatal("no error")
			}
			_, _, again := chat(ctx, client)
			all := fmt.Sprintf("%v %+v %#v %v %s %+v %v", err, err, err, again, log.String(), reply, client)
			for _, secret := range []string{"canary-7", "sk-abcdef", "secretword", "passcanary", "othersecret"} {
				if strings.Contains(all, secret) {
					t.Errorf("%s is in %s", secret, all)
				}
			}
		})
	}
}

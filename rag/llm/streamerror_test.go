package llm_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"articlebot/rag/llm"
)

// shapes are the ways in which servers report an error in the middle of a stream, that is, with status 200: OpenAI's, the
// same with a space, OpenRouter's among the fields of a chunk, vLLM's of old, and what others make of it.
var shapes = map[string]string{
	"object":     `{"error":{"message":"boom","type":"server_error","code":503}}`,
	"space":      `{ "error" : {"message":"boom","code":"503"}}`,
	"OpenRouter": `{"id":"x","model":"m-1","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":{"code":503,"message":"boom","metadata":{}}}`,
	"vLLM":       `{"object":"error","message":"boom","type":"InternalServerError","param":null,"code":503}`,
	"flat":       `{"code":503,"message":"boom","data":null}`,
	"array":      `[{"error":{"code":503,"message":"boom","status":"UNAVAILABLE"}}]`,
	"empty list": `{"id":"x","choices":[],"error":{"code":503,"message":"boom"}}`,
}

// TestFaultL12ErrorsInTheStream has each shape come first and after text, after each kind of line that servers put in
// between: it is known for an error of a server that fails for a moment, and tried again.
func TestFaultL12ErrorsInTheStream(t *testing.T) {
	lines := map[string]string{
		"": "", " after comment": ": keep-alive\n\n", " after comment without a blank line": ": OPENROUTER PROCESSING\n",
		" as event": "event: error\n", " with id": "id: 7\nretry: 10\n", " after empty data": "data:\n\n",
	}
	for shape, event := range shapes {
		for between, line := range lines {
			for _, end := range []string{"", data("[DONE]"), data(token(" more"), finish("stop"), "[DONE]")} {
				failing := says(data(token("Meta")) + line + data(event) + end)
				sooner := says(": wait\n\n" + line + data(event) + end)
				t.Run(shape+between, func(t *testing.T) {
					checkStreamError(t, failing, "Meta", 2)
					checkStreamError(t, sooner, "", 3)
				})
			}
		}
	}
}

// checkStreamError has the client asked over and over, and then have a second attempt answered.
func checkStreamError(t *testing.T, failing reply, text string, asked int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := &fake{replies: []reply{failing}}
		got, drafts, err := chat(t.Context(), newClient(t, f))
		failed := wantError(t, err, llm.KindOverloaded)
		if failed.Status != 503 || !strings.Contains(failed.Message, "boom") {
			t.Errorf("error %d %q", failed.Status, failed.Message)
		}
		if got.Text != text || got.Complete || len(f.requests) != asked || strings.Contains(strings.Join(drafts, ""), "boom") {
			t.Errorf("reply %+v after %d requests, drafts %q", got, len(f.requests), drafts)
		}
		f = &fake{replies: []reply{failing, good("Yes.")}}
		if got, _, err := chat(t.Context(), newClient(t, f)); err != nil || got.Text != "Yes." || !got.Complete {
			t.Errorf("then %+v, %v", got, err)
		}
	})
}

// TestFaultL12ErrorsWithoutACode have nothing that says whether to try again, or only a word.
func TestFaultL12ErrorsWithoutACode(t *testing.T) {
	first := data(token("Meta"))
	checkBadAnswers(t, map[string]badAnswer{
		"object":     {first + data(`{"error":{"message":"boom"}}`), llm.KindOther, "boom", "Meta", 1},
		"string":     {first + data(`{"error":"boom"}`), llm.KindOther, "boom", "Meta", 1},
		"no message": {first + data(`{"object":"error","code":503,"choices":[]}`), llm.KindOverloaded, "HTTP 503)", "Meta", 2},
		"bad":        {first + data(`{"object":"error","message":"boom","code":400}`), llm.KindOther, "boom", "Meta", 1},
		"rate":       {first + data(`{"id":"x","choices":[],"error":{"code":"429","message":"boom"}}`), llm.KindRate, "boom", "Meta", 2},
		"a word":     {data(`{"error":{"message":"overloaded"}}`), llm.KindOverloaded, "overloaded", "", 3},
	})
}

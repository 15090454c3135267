package llm_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"articlebot/rag"
	"articlebot/rag/llm"
)

// badAnswer is an answer with status 200 that is none: what kind of failure it is, what the message says, what text there
// is in the end, and how often it is asked for.
type badAnswer struct {
	body  string
	kind  llm.Kind
	says  string
	text  string
	asked int
}

func checkBadAnswers(t *testing.T, tests map[string]badAnswer) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{says(tt.body)}}
				reply, _, err := chat(t.Context(), newClient(t, f))
				if failed := wantError(t, err, tt.kind); !strings.Contains(failed.Message, tt.says) {
					t.Errorf("message %q, want %q in it", failed.Message, tt.says)
				}
				if reply.Text != tt.text || reply.Complete || len(f.requests) != tt.asked {
					t.Errorf("reply %+v after %d requests, want %q after %d", reply, len(f.requests), tt.text, tt.asked)
				}
			})
		})
	}
}

func TestFaultL9EndsWithoutFinishReason(t *testing.T) {
	first := data(token("Meta"))
	checkBadAnswers(t, map[string]badAnswer{
		"no finish_reason":   {first, llm.KindCut, "finish_reason", "Meta", 2},
		"[DONE] alone":       {data("[DONE]"), llm.KindCut, "finish_reason", "", 3},
		"[DONE] too early":   {first + data("[DONE]"), llm.KindCut, "finish_reason", "Meta", 2},
		"finish_reason null": {first + data(finish("null"), "[DONE]"), llm.KindCut, "finish_reason", "Meta", 2},
		"usage alone":        {first + data(`{"choices":[],"usage":{"prompt_tokens":7}}`), llm.KindCut, "finish_reason", "Meta", 2},
		"half an event":      {first + `data: {"choices":[{"del`, llm.KindCut, "broke", "Meta", 2},
		"only comments":      {": wait\n\n: wait\n\n", llm.KindCut, "broke", "", 3},
		"only empty data":    {"data:\n\ndata: \n\n", llm.KindCut, "broke", "", 3},
		"only thinking":      {data(`{"choices":[{"delta":{"reasoning_content":"hm"}}]}`), llm.KindCut, "finish_reason", "", 3},
	})
}

func TestFaultL11OddAnswers(t *testing.T) {
	checkBadAnswers(t, map[string]badAnswer{
		"HTML":                {"<!doctype html><html>", llm.KindProtocol, "HTML page", "", 1},
		"HTML after mark":     {"\ufeff\r\n<html>", llm.KindProtocol, "HTML page", "", 1},
		"nothing":             {"", llm.KindProtocol, "nothing", "", 1},
		"blank":               {"\n\n\r\n", llm.KindProtocol, "nothing", "", 1},
		"garbage":             {"welcome to nginx", llm.KindProtocol, "no stream", "", 1},
		"data is no JSON":     {data("hello"), llm.KindProtocol, "no chunk", "", 1},
		"data is a number":    {data("7"), llm.KindProtocol, "no chunk", "", 1},
		"odd lines of data":   {"data: {\ndata: }}\n\n", llm.KindProtocol, "no chunk", "", 1},
		"garbage after text":  {data(token("Meta"), "hello"), llm.KindProtocol, "no chunk", "Meta", 1},
		"empty object":        {"{}", llm.KindProtocol, "no choices", "", 1},
		"JSON without choice": {`{"choices":null}`, llm.KindProtocol, "no choices", "", 1},
		"JSON of an array":    {`[]`, llm.KindProtocol, "no chunk", "", 1},
		"odd finish_reason":   {data(token("Meta"), `{"choices":[{"finish_reason":"a\"b"}]}`), llm.KindProtocol, "finish_reason", "Meta", 1},
		"long line":           {"data: " + strings.Repeat("x", llm.MaxEvent), llm.KindProtocol, "line is longer", "", 1},
		"long line of CRs":    {": " + strings.Repeat("x", llm.MaxEvent) + "\r\r", llm.KindProtocol, "line is longer", "", 1},
		"long event":          {strings.Repeat("data: "+strings.Repeat("x", 1000)+"\n", 1100), llm.KindProtocol, "event is longer", "", 1},
		"long JSON":           {"{" + strings.Repeat(" ", llm.MaxEvent) + "}", llm.KindProtocol, "answer is longer", "", 1},
	})
}

// TestFaultL16StoppedAnswers has a filter stop what was begun: nothing of it is left.
func TestFaultL16StoppedAnswers(t *testing.T) {
	first := token("Meta")
	checkBadAnswers(t, map[string]badAnswer{
		"content_filter": {data(first, finish("content_filter")), llm.KindContent, "filter", "", 1},
		"at once":        {data(finish("content_filter")), llm.KindContent, "filter", "", 1},
		"sensitive":      {data(first, finish("sensitive")), llm.KindContent, "filter", "", 1},
		"Qwen, event":    {data(first, `{"error":{"code":"data_inspection_failed","message":"no"}}`), llm.KindContent, "filter", "", 1},
		"plain JSON":     {`{"choices":[{"message":{"content":"Meta"},"finish_reason":"content_filter"}]}`, llm.KindContent, "filter", "", 1},
	})
}

// TestFaultL16StoppedAtTheSecondAttempt has the text of the first attempt not outlive the filter's refusal.
func TestFaultL16StoppedAtTheSecondAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{replies: []reply{says(data(token("Meta"))), says(data(finish("content_filter")))}}
		reply, _, err := chat(t.Context(), newClient(t, f))
		if wantError(t, err, llm.KindContent); reply.Text != "" || len(f.requests) != 2 {
			t.Errorf("reply %+v after %d requests", reply, len(f.requests))
		}
	})
}

func TestFaultL19UnknownFinishReasons(t *testing.T) {
	tests := make(map[string]badAnswer)
	for _, reason := range []string{"insufficient_system_resource", "network_error", "error", "tool_calls", "something new"} {
		tests[reason] = badAnswer{data(finish(reason)), llm.KindOverloaded, reason, "", 3}
		tests[reason+" after text"] = badAnswer{data(token("Meta"), finish(reason), "[DONE]"), llm.KindOverloaded, reason, "Meta", 2}
	}
	checkBadAnswers(t, tests)
}

// checkGoodAnswers goes through bodies that all say the same.
func checkGoodAnswers(t *testing.T, tests map[string]string) {
	t.Helper()
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			f := &fake{replies: []reply{says(body)}}
			reply, drafts, err := chat(t.Context(), newClient(t, f))
			if err != nil {
				t.Fatal(err)
			}
			if reply.Text != "Meta opened." || !reply.Complete || len(f.requests) != 1 {
				t.Errorf("reply = %+v after %d requests", reply, len(f.requests))
			}
			if len(drafts) == 0 || drafts[len(drafts)-1] != reply.Text {
				t.Errorf("drafts = %q, want the text last", drafts)
			}
		})
	}
}

func TestFaultL10NoLastLine(t *testing.T) {
	checkGoodAnswers(t, map[string]string{
		"no [DONE]":        data(token("Meta opened."), finish("stop")),
		"no last line end": "data: " + token("Meta opened.") + "\n\ndata: " + finish("stop"),
		"usage last":       data(token("Meta opened."), finish("stop"), `{"choices":[],"usage":{"prompt_tokens":7}}`),
		"broken after end": data(token("Meta opened."), finish("stop")) + "data: {\n\n",
	})
}

func TestFaultL11OddLines(t *testing.T) {
	whole := data(token("Meta"), token(" opened."), finish("stop"), "[DONE]")
	checkGoodAnswers(t, map[string]string{
		"byte order mark":  "\ufeff" + whole,
		"CR":               strings.ReplaceAll(whole, "\n", "\r"),
		"CRLF":             strings.ReplaceAll(whole, "\n", "\r\n"),
		"single line ends": strings.ReplaceAll(whole, "\n\n", "\n"),
		"no spaces":        strings.ReplaceAll(whole, "data: ", "data:"),
		"other fields":     "event: message\nid: 7\nretry: 10\n" + whole,
		"empty data":       data("", "") + "data:\n\n" + whole,
		"many comments":    strings.Repeat(": keep-alive\n\n", 5000) + whole,
		"data in lines":    "data: {\"choices\":[\ndata: {\"delta\":\ndata: {\"content\":\"Meta opened.\"}}]}\n\n" + data(finish("stop")),
		"content in parts": data(`{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"Meta opened."}]}}]}`, finish("stop")),
	})
}

func TestFaultL21PlainJSON(t *testing.T) {
	checkGoodAnswers(t, map[string]string{
		"one line":    `{"model":"m-1","choices":[{"message":{"role":"assistant","content":"Meta opened.","reasoning_content":"hm"},"finish_reason":"stop"}]}`,
		"blank lines": "\n\n\n" + ` {"choices":[{"message":{"content":"<think>hm</think>Meta opened."},"finish_reason":"stop"}]}` + "\n",
		"indented":    "{\n  \"choices\": [\n    {\n      \"message\": {\"content\": \"Meta opened.\"},\n\n      \"finish_reason\": \"stop\"\n    }\n  ]\n}\n",
		"mark":        "\ufeff" + `{"error":null,"choices":[{"message":{"content":"Meta opened."},"finish_reason":"stop"}]}`,
	})
	checkBadAnswers(t, map[string]badAnswer{
		"error":      {`{"error":{"message":"no such model: not found","code":404}}`, llm.KindModel, "HTTP 404", "", 1},
		"flat error": {`{"code":20012,"message":"Model does not exist.","data":null}`, llm.KindModel, "does not exist", "", 1},
		"half":       {`{"choices":[{"message":{"content":"Meta op`, llm.KindProtocol, "no chunk", "", 1},
		"no reason":  {`{"choices":[{"message":{"content":"Meta"}}]}`, llm.KindCut, "finish_reason", "Meta", 2},
	})
}

// TestFaultL21PlainJSONOverHTTP has a server that does not know of streams, and says so.
func TestFaultL21PlainJSONOverHTTP(t *testing.T) {
	answer := refuses(200, `{"model":"m-1","choices":[{"message":{"content":"Yes."},"finish_reason":"length"}],`+
		`"usage":{"prompt_tokens":70,"completion_tokens":9}}`, "Content-Type", "application/json")
	f := &fake{replies: []reply{answer}}
	client, err := llm.New(llm.Options{BaseURL: serve(t, f), APIKey: canary, Model: "qwen"})
	if err != nil {
		t.Fatal(err)
	}
	want := rag.Reply{Text: "Yes.", Model: "m-1", Usage: rag.Usage{PromptTokens: 70, CompletionTokens: 9}}
	if reply, _, err := chat(t.Context(), client); err != nil || reply != want {
		t.Errorf("reply = %+v, %v, want %+v", reply, err, want)
	}
}

func TestGoodAnswers(t *testing.T) {
	checkGoodAnswers(t, map[string]string{
		"plain":              data(token("Meta"), token(" opened."), finish("stop"), "[DONE]"),
		"error null":         data(`{"error":null,"choices":[{"delta":{"content":"Meta opened."},"finish_reason":"stop"}]}`),
		"message at the end": data(token("Meta opened."), `{"choices":[{"message":{"content":"Meta opened."},"finish_reason":"stop"}]}`),
		"message of success": data(`{"code":0,"msg":"ok","choices":[{"delta":{"content":"Meta opened."},"finish_reason":"stop"}]}`),
	})
}

// TestFaultL13ChunksWithoutChoices has them before, between and after the text, with the usage in one of them.
func TestFaultL13ChunksWithoutChoices(t *testing.T) {
	for name, empty := range map[string]string{
		"empty":   `{"model":"m-1","choices":[]%}`,
		"null":    `{"model":"m-1","choices":null%}`,
		"missing": `{"model":"m-1"%}`,
		"Azure":   `{"model":"","choices":[],"prompt_filter_results":[{"prompt_index":0}]%}`,
	} {
		t.Run(name, func(t *testing.T) {
			bare := strings.Replace(empty, "%", "", 1)
			odd := strings.Replace(empty, "%", `,"usage":"none yet"`, 1)
			counted := strings.Replace(empty, "%", `,"usage":{"prompt_tokens":70,"completion_tokens":9}`, 1)
			f := &fake{replies: []reply{says(data(bare, token("Meta"), bare, odd, token(" opened."), bare, finish("stop"), counted, bare, "[DONE]"))}}
			reply, _, err := chat(t.Context(), newClient(t, f))
			want := rag.Reply{Text: "Meta opened.", Model: "m-1", Complete: true, Usage: rag.Usage{PromptTokens: 70, CompletionTokens: 9}}
			if err != nil || reply != want {
				t.Errorf("reply = %+v, %v, want %+v", reply, err, want)
			}
		})
	}
}

func TestFaultL15TextUpToTheLimitIsKept(t *testing.T) {
	for _, reason := range []string{"length", "model_context_window_exceeded"} {
		f := &fake{replies: []reply{says(data(token("Meta ope"), finish(reason), "[DONE]"))}}
		reply, _, err := chat(t.Context(), newClient(t, f))
		if err != nil || reply.Text != "Meta ope" || reply.Complete || len(f.requests) != 1 {
			t.Errorf("%s: reply = %+v, %v after %d requests, want the text, not complete", reason, reply, err, len(f.requests))
		}
	}
}

func TestHintNamesMissingV1(t *testing.T) {
	f := &fake{replies: []reply{says("<html>Open WebUI</html>")}}
	_, _, err := chat(t.Context(), newClient(t, f, func(o *llm.Options) { o.BaseURL = "http://model.test" }))
	if failed := wantError(t, err, llm.KindProtocol); !strings.Contains(failed.Message, "probably lacks /v1") {
		t.Errorf("message = %q", failed.Message)
	}
}

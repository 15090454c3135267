package llm_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"articlebot/rag"
	"articlebot/rag/llm"
)

// TestRefusals goes through the ways in which servers refuse: what kind each one is, what the message says, and how
// often it is asked.
func TestRefusals(t *testing.T) {
	tests := map[string]struct {
		reply reply
		kind  llm.Kind
		says  string
		asked int
	}{
		"wrong key":             {refuses(401, `{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}`), llm.KindAuth, "check the key", 1},
		"forbidden":             {refuses(403, `{"code":30011,"message":"real-name check needed","data":null}`), llm.KindAuth, "real-name", 1},
		"balance":               {refuses(402, `{"error":{"message":"Insufficient Balance"}}`), llm.KindQuota, "top it up", 1},
		"arrears as 429":        {refuses(429, `{"error":{"code":"1113","message":"您的账户已欠费"}}`), llm.KindQuota, "credit", 1},
		"quota as 429":          {refuses(429, `{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}`), llm.KindQuota, "quota", 1},
		"quota as 403":          {refuses(403, `{"error":{"type":"exceeded_current_quota_error","message":"top up"}}`), llm.KindQuota, "quota", 1},
		"no model, Ollama":      {refuses(404, `{"error":{"message":"model \"qwen\" not found, try pulling it first"}}`), llm.KindModel, `"qwen"`, 1},
		"no model, DeepSeek":    {refuses(400, `{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}`), llm.KindModel, "check its name", 1},
		"no model, Zhipu":       {refuses(400, `{"error":{"code":"1211","message":"模型不存在"}}`), llm.KindModel, "模型不存在", 1},
		"no such path":          {refuses(404, "404 page not found"), llm.KindProtocol, "check the base URL", 1},
		"FastAPI path":          {refuses(404, `{"detail":"Not Found"}`), llm.KindProtocol, "Not Found", 1},
		"rate":                  {refuses(429, `{"error":{"message":"Rate limit reached"}}`), llm.KindRate, "later", 3},
		"Bedrock rate":          {refuses(400, `{"message":"Too many tokens, please wait before trying again."}`), llm.KindRate, "later", 3},
		"overloaded as 429":     {refuses(429, `{"error":{"message":"The engine is currently overloaded"}}`), llm.KindOverloaded, "later", 3},
		"503":                   {refuses(503, ""), llm.KindOverloaded, "HTTP 503)", 3},
		"502 page":              {refuses(502, "<html><h1>Bad Gateway</h1></html>"), llm.KindOverloaded, "HTML page", 3},
		"overflow, OpenAI":      {refuses(400, `{"error":{"message":"This model's maximum context length is 8192 tokens."}}`), llm.KindContext, "too long", 1},
		"overflow, Zhipu":       {refuses(400, `{"error":{"code":"1261","message":"Prompt exceeds max length"}}`), llm.KindContext, "too long", 1},
		"overflow, vLLM":        {refuses(400, `{"object":"error","message":"Please reduce the length of the messages","code":400}`), llm.KindContext, "too long", 1},
		"overflow, Qwen":        {refuses(400, `{"error":{"message":"Range of input length should be [1, 30720]"}}`), llm.KindContext, "too long", 1},
		"overflow, Moonshot":    {refuses(400, `{"error":{"message":"Your request exceeded model token limit: 8192"}}`), llm.KindContext, "too long", 1},
		"overflow, SiliconFlow": {refuses(400, `{"code":20015,"message":"length of prompt_tokens (57535) must be less than max_seq_len (32768)"}`), llm.KindContext, "too long", 1},
		"overflow, llama.cpp":   {refuses(400, `{"error":{"code":400,"message":"the request exceeds the available context size"}}`), llm.KindContext, "too long", 1},
		"overflow, Ollama":      {refuses(400, `{"error":"prompt too long; exceeded max context length by 12 tokens"}`), llm.KindContext, "too long", 1},
		"overflow, LM Studio":   {refuses(400, `{"error":"The number of tokens to keep is greater than the context length"}`), llm.KindContext, "too long", 1},
		"overflow, MiniMax":     {refuses(400, `{"error":{"message":"invalid params, context window exceeds limit"}}`), llm.KindContext, "too long", 1},
		"overflow, Mistral":     {refuses(400, `{"message":"Prompt contains 9000 tokens, too large for model with 8192 maximum context length"}`), llm.KindContext, "too long", 1},
		"overflow, code":        {refuses(400, `{"error":{"code":"context_length_exceeded","message":"no"}}`), llm.KindContext, "too long", 1},
		"overflow, GPT-5":       {refuses(400, `{"error":{"message":"Your input exceeds the context window of this model."}}`), llm.KindContext, "too long", 1},
		"overflow, Anthropic":   {refuses(400, `{"error":{"message":"prompt is too long: 9000 tokens > 8192 maximum"}}`), llm.KindContext, "too long", 1},
		"thinking took it all":  {refuses(400, `{"error":{"message":"Could not finish the message because max_tokens or model output limit was reached."}}`), llm.KindEmpty, "thinking off", 2},
		"overflow, other":       {refuses(400, `{"error":{"message":"Input length 9000 exceeds 8192"}}`), llm.KindContext, "too long", 1},
		"overflow, 413":         {refuses(413, "<html>Request Entity Too Large</html>"), llm.KindContext, "too long", 1},
		"filter, Qwen":          {refuses(400, `{"error":{"code":"data_inspection_failed","message":"inappropriate content"}}`), llm.KindContent, "filter", 1},
		"filter, Zhipu":         {refuses(400, `{"error":{"code":"1301","message":"敏感内容"}}`), llm.KindContent, "filter", 1},
		"filter, OpenRouter":    {refuses(403, `{"error":{"code":403,"message":"requires moderation, input was flagged"}}`), llm.KindContent, "filter", 1},
		"Gemini's array":        {refuses(400, `[{"error":{"code":400,"message":"API version wrong"}}]`), llm.KindOther, "API version wrong", 1},
		"validation":            {refuses(422, `{"detail":[{"loc":["body"],"msg":"extra fields","input":"secret question"}]}`), llm.KindOther, "extra fields", 1},
		"error as string":       {refuses(400, `{"error":"bad temperature"}`), llm.KindOther, "bad temperature", 1},
		"several lines":         {refuses(400, "bad\r\n\x1b[31mtemperature"), llm.KindOther, "bad [31mtemperature", 1},
		"no content":            {refuses(204, ""), llm.KindOther, "HTTP 204", 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{tt.reply}}
				reply, drafts, err := chat(t.Context(), newClient(t, f))
				failed := wantError(t, err, tt.kind)
				if failed.Status != tt.reply.status || !strings.Contains(failed.Message, tt.says) {
					t.Errorf("error %d %q, want %d with %q", failed.Status, failed.Message, tt.reply.status, tt.says)
				}
				if errors.Is(err, rag.ErrPromptTooLong) != (tt.kind == llm.KindContext) {
					t.Errorf("is the prompt too long? %v", err)
				}
				if strings.Contains(failed.Message, "secret question") {
					t.Errorf("the message quotes the request: %q", failed.Message)
				}
				if len(f.requests) != tt.asked || reply.Text != "" || reply.Complete || len(drafts) != 0 {
					t.Errorf("%d requests, want %d; reply %+v, drafts %q", len(f.requests), tt.asked, reply, drafts)
				}
			})
		})
	}
}

// TestBadAnswers goes through answers with status 200 that are none.
func TestBadAnswers(t *testing.T) {
	first := token("Meta")
	tests := map[string]struct {
		body  string
		kind  llm.Kind
		says  string
		text  string
		asked int
	}{
		"HTML":                {"<!doctype html><html>", llm.KindProtocol, "HTML page", "", 1},
		"nothing":             {"", llm.KindProtocol, "nothing", "", 1},
		"blank":               {"\n\n\r\n", llm.KindProtocol, "nothing", "", 1},
		"garbage":             {"welcome to nginx", llm.KindProtocol, "no stream", "", 1},
		"only comments":       {": wait\n\n: wait\n\n", llm.KindProtocol, "no stream", "", 1},
		"data is no JSON":     {data("hello"), llm.KindProtocol, "no chunk", "", 1},
		"data is a number":    {data("7"), llm.KindProtocol, "no chunk", "", 1},
		"empty object":        {"{}", llm.KindProtocol, "no choices", "", 1},
		"JSON without choice": {`{"choices":null}`, llm.KindProtocol, "no choices", "", 1},
		"odd finish_reason":   {data(first, `{"choices":[{"finish_reason":"a\"b"}]}`), llm.KindProtocol, "finish_reason", "Meta", 1},
		"JSON error":          {`{"error":{"message":"no such model: not found","code":404}}`, llm.KindModel, "HTTP 404", "", 1},
		"flat JSON error":     {`{"code":20012,"message":"Model does not exist.","data":null}`, llm.KindModel, "does not exist", "", 1},
		"error event":         {data(first, `{"error":{"message":"boom","code":503}}`), llm.KindOverloaded, "boom", "Meta", 2},
		"error with space":    {data(first, `{ "error": {"message":"boom"}}`), llm.KindOther, "boom", "Meta", 1},
		"error among fields":  {data(first, `{"id":"x","choices":[],"error":{"code":"429","message":"boom"}}`), llm.KindRate, "boom", "Meta", 2},
		"old vLLM error":      {data(first, `{"object":"error","message":"boom","code":400}`), llm.KindOther, "boom", "Meta", 1},
		"error, no message":   {data(first, `{"object":"error","code":503,"choices":[]}`), llm.KindOverloaded, "HTTP 503)", "Meta", 2},
		"error as string":     {data(first, `{"error":"boom"}`), llm.KindOther, "boom", "Meta", 1},
		"error after comment": {data(first) + ": keep-alive\n\nevent: error\n" + data(`{"error":{"message":"boom"}}`), llm.KindOther, "boom", "Meta", 1},
		"error before text":   {data(`{"error":{"message":"overloaded"}}`), llm.KindOverloaded, "overloaded", "", 3},
		"no finish_reason":    {data(first), llm.KindCut, "finish_reason", "Meta", 2},
		"[DONE] alone":        {data("[DONE]"), llm.KindCut, "finish_reason", "", 3},
		"[DONE] too early":    {data(first, "[DONE]"), llm.KindCut, "finish_reason", "Meta", 2},
		"finish_reason null":  {data(first, finish("null"), "[DONE]"), llm.KindCut, "finish_reason", "Meta", 2},
		"half an event":       {data(first) + `data: {"choices":[{"del`, llm.KindCut, "broke", "Meta", 2},
		"empty answer":        {data(token(""), finish("stop")), llm.KindEmpty, "no text", "", 2},
		"only thinking":       {data(token("<think>hm"), finish("length")), llm.KindEmpty, "thinking off", "", 2},
		"only reasoning":      {data(`{"choices":[{"delta":{"reasoning_content":"hm"}}]}`, finish("length")), llm.KindEmpty, "length", "", 2},
		"content filter":      {data(first, finish("content_filter")), llm.KindContent, "filter", "Meta", 1},
		"sensitive":           {data(finish("sensitive")), llm.KindContent, "filter", "", 1},
		"resources":           {data(finish("insufficient_system_resource")), llm.KindOverloaded, "insufficient", "", 3},
		"network_error":       {data(first, finish("network_error")), llm.KindOverloaded, "network_error", "Meta", 2},
		"long line":           {"data: " + strings.Repeat("x", llm.MaxEvent), llm.KindProtocol, "line is longer", "", 1},
		"long event":          {strings.Repeat("data: "+strings.Repeat("x", 1000)+"\n", 1100), llm.KindProtocol, "event is longer", "", 1},
		"long JSON":           {"{" + strings.Repeat(" ", llm.MaxEvent) + "}", llm.KindProtocol, "answer is longer", "", 1},
	}
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

// TestGoodAnswers goes through the dialects that are answers all the same.
func TestGoodAnswers(t *testing.T) {
	whole := data(token("Meta"), token(" opened."), finish("stop"), "[DONE]")
	tests := map[string]string{
		"plain":              whole,
		"no [DONE]":          data(token("Meta opened."), finish("stop")),
		"no last line end":   "data: " + token("Meta opened.") + "\n\ndata: " + finish("stop"),
		"byte order mark":    "\ufeff" + whole,
		"CR":                 strings.ReplaceAll(whole, "\n", "\r"),
		"CRLF":               strings.ReplaceAll(whole, "\n", "\r\n"),
		"single line ends":   strings.ReplaceAll(whole, "\n\n", "\n"),
		"no spaces":          strings.ReplaceAll(whole, "data: ", "data:"),
		"other fields":       "event: message\nid: 7\nretry: 10\n" + whole,
		"empty data":         data("", "") + "data:\n\n" + whole,
		"many comments":      strings.Repeat(": keep-alive\n\n", 5000) + whole,
		"data in lines":      "data: {\"choices\":[\ndata: {\"delta\":\ndata: {\"content\":\"Meta opened.\"}}]}\n\n" + data(finish("stop")),
		"null choices":       data(`{"choices":null}`, `{"usage":{"prompt_tokens":"many"}}`, token("Meta opened."), finish("stop")),
		"error null":         data(`{"error":null,"choices":[{"delta":{"content":"Meta opened."},"finish_reason":"stop"}]}`),
		"broken after end":   data(token("Meta opened."), finish("stop")) + "data: {\n\n",
		"reasoning":          data(`{"choices":[{"delta":{"reasoning":"hm"}}]}`, `{"choices":[{"delta":{"reasoning_content":"hm"}}]}`, token("Meta opened."), finish("stop")),
		"think":              data(token("<thi"), token("nk>hm</th"), token("ink>\n\nMeta"), token(" opened."), finish("stop")),
		"think without open": data(token("hm, well</thi"), token("nk>Meta opened."), finish("stop")),
		"content in parts":   data(`{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"Meta opened."}]}}]}`, finish("stop")),
		"message at the end": data(token("Meta opened."), `{"choices":[{"message":{"content":"Meta opened."},"finish_reason":"stop"}]}`),
		"message of success": data(`{"code":0,"msg":"ok","choices":[{"delta":{"content":"Meta opened."},"finish_reason":"stop"}]}`),
		"plain JSON":         `{"model":"m-1","choices":[{"message":{"role":"assistant","content":"Meta opened.","reasoning_content":"hm"},"finish_reason":"stop"}]}`,
		"plain JSON, blank":  "\n\n\n" + ` {"choices":[{"message":{"content":"<think>hm</think>Meta opened."},"finish_reason":"stop"}]}` + "\n",
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			f := &fake{replies: []reply{says(body)}}
			reply, drafts, err := chat(t.Context(), newClient(t, f))
			if err != nil {
				t.Fatal(err)
			}
			if reply.Text != "Meta opened." || !reply.Complete {
				t.Errorf("reply = %+v", reply)
			}
			if len(drafts) == 0 || drafts[len(drafts)-1] != reply.Text {
				t.Errorf("drafts = %q, want the text last", drafts)
			}
		})
	}
}

func TestLengthKeepsText(t *testing.T) {
	f := &fake{replies: []reply{says(data(token("Meta ope"), finish("length"), "[DONE]"))}}
	reply, _, err := chat(t.Context(), newClient(t, f))
	if err != nil || reply.Text != "Meta ope" || reply.Complete {
		t.Errorf("reply = %+v, %v, want the text, not complete", reply, err)
	}
}

func TestTextLikeATagIsKept(t *testing.T) {
	f := &fake{replies: []reply{good("1 <")}}
	reply, drafts, err := chat(t.Context(), newClient(t, f))
	if err != nil || reply.Text != "1 <" || len(drafts) != 2 || drafts[1] != "1 <" {
		t.Errorf("reply = %+v, %v, drafts %q", reply, err, drafts)
	}
}

func TestHintNamesMissingV1(t *testing.T) {
	f := &fake{replies: []reply{says("<html>Open WebUI</html>")}}
	_, _, err := chat(t.Context(), newClient(t, f, func(o *llm.Options) { o.BaseURL = "http://model.test" }))
	if failed := wantError(t, err, llm.KindProtocol); !strings.Contains(failed.Message, "probably lacks /v1") {
		t.Errorf("message = %q", failed.Message)
	}
}

// TestCutAnywhere cuts a recorded stream after every byte, in order and by a broken connection: only with the
// finish_reason in hand is the answer complete.
func TestCutAnywhere(t *testing.T) {
	recorded := ": processing\n\n" + data(
		`{"id":"c1","model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}`,
		`{"id":"c1","choices":[{"index":0,"delta":{"reasoning_content":"想一想"},"finish_reason":null}]}`,
		token("<think>嗯</think>Meta"), token("开源了"), token("Llama。[1]")) + data(finish("stop"))
	end := len(recorded) - len("\n\n")
	recorded += data(`{"choices":[],"usage":{"prompt_tokens":70,"completion_tokens":9}}`, "[DONE]")
	const answer = "Meta开源了Llama。[1]"
	for _, how := range []ending{inOrder, broken} {
		for at := range len(recorded) + 1 {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{{parts: []part{{text: recorded[:at]}}, end: how}}}
				reply, _, err := chat(t.Context(), newClient(t, f))
				if reply.Complete != (at >= end) || reply.Complete != (err == nil) {
					t.Fatalf("cut at %d of %d: %+v, %v", at, end, reply, err)
				}
				if !strings.HasPrefix(answer, reply.Text) {
					t.Fatalf("cut at %d: text %q", at, reply.Text)
				}
				if asked := len(f.requests); reply.Text != "" && !reply.Complete && asked != 2 {
					t.Fatalf("cut at %d: asked %d times, want the text replaced once", at, asked)
				}
			})
		}
	}
}

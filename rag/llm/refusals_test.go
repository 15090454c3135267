package llm_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"articlebot/rag"
	"articlebot/rag/llm"
)

// refusal is a way in which a server refuses: what kind it is, what the message says, and how often it is asked.
type refusal struct {
	reply reply
	kind  llm.Kind
	says  string
	asked int
}

// checkRefusals plays refusals. What waiting does not mend must keep the next call from the server.
func checkRefusals(t *testing.T, tests map[string]refusal) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{tt.reply}}
				client := newClient(t, f)
				reply, drafts, err := chat(t.Context(), client)
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
				if isLasting := tt.kind == llm.KindAuth || tt.kind == llm.KindQuota || tt.kind == llm.KindModel; isLasting {
					_, _, err := chat(t.Context(), client)
					wantError(t, err, llm.KindOpen)
				}
			})
		})
	}
}

// TestFaultL1RefusedAccounts has servers that echo the key, as many do.
func TestFaultL1RefusedAccounts(t *testing.T) {
	echo := func(status int, format string) reply { return refuses(status, fmt.Sprintf(format, "Bearer "+canary)) }
	checkRefusals(t, map[string]refusal{
		"wrong key":          {echo(401, `{"error":{"message":"Incorrect API key: %s","code":"invalid_api_key"}}`), llm.KindAuth, "check the key", 1},
		"wrong key, flat":    {echo(401, `{"code":"InvalidApiKey","message":"Invalid API-key %s"}`), llm.KindAuth, "check the key", 1},
		"wrong key, text":    {echo(401, "no: %s"), llm.KindAuth, "check the key", 1},
		"forbidden":          {echo(403, `{"code":30011,"message":"real-name check of %s needed","data":null}`), llm.KindAuth, "real-name", 1},
		"balance":            {echo(402, `{"error":{"message":"Insufficient Balance of %s"}}`), llm.KindQuota, "top it up", 1},
		"arrears as 429":     {echo(429, `{"error":{"code":"1113","message":"%s 您的账户已欠费"}}`), llm.KindQuota, "credit", 1},
		"arrears, 429 later": {refuses(429, `{"error":{"code":"1113"}}`, "Retry-After", "5"), llm.KindQuota, "credit", 1},
		"quota until a time": {echo(429, `{"error":{"code":"1308","message":"%s"}}`), llm.KindQuota, "quota", 1},
		"quota as 429":       {echo(429, `{"error":{"code":"insufficient_quota","message":"%s exceeded the quota"}}`), llm.KindQuota, "quota", 1},
		"quota as 403":       {echo(403, `{"error":{"type":"exceeded_current_quota_error","message":"top %s up"}}`), llm.KindQuota, "quota", 1},
	})
}

func TestFaultL2MissingModels(t *testing.T) {
	checkRefusals(t, map[string]refusal{
		"Ollama":      {refuses(404, `{"error":{"message":"model \"qwen\" not found, try pulling it first"}}`), llm.KindModel, `"qwen"`, 1},
		"OpenAI":      {refuses(404, `{"error":{"code":"model_not_found","message":"The model does not exist"}}`), llm.KindModel, "check its name", 1},
		"DeepSeek":    {refuses(400, `{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}`), llm.KindModel, "check its name", 1},
		"Zhipu":       {refuses(400, `{"error":{"code":"1211","message":"模型不存在"}}`), llm.KindModel, "模型不存在", 1},
		"SiliconFlow": {refuses(400, `{"code":20012,"message":"Model does not exist.","data":null}`), llm.KindModel, "does not exist", 1},
	})
}

func TestFaultL4FailingServers(t *testing.T) {
	checkRefusals(t, map[string]refusal{
		"500":             {refuses(500, `{"error":{"message":"boom"}}`), llm.KindOverloaded, "boom", 3},
		"502 page":        {refuses(502, "<html><h1>Bad Gateway</h1></html>"), llm.KindOverloaded, "HTML page", 3},
		"503":             {refuses(503, ""), llm.KindOverloaded, "HTTP 503)", 3},
		"504":             {refuses(504, "upstream"), llm.KindOverloaded, "upstream", 3},
		"408":             {refuses(408, ""), llm.KindOverloaded, "later", 3},
		"overload as 429": {refuses(429, `{"error":{"message":"The engine is currently overloaded"}}`), llm.KindOverloaded, "later", 3},
		"Zhipu":           {refuses(429, `{"error":{"code":"1305","message":"busy"}}`), llm.KindOverloaded, "later", 3},
	})
}

// TestFaultL4UnreachableServers has no server take the connection.
func TestFaultL4UnreachableServers(t *testing.T) {
	for name, failure := range map[string]error{
		"refused":      &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED},
		"no such host": &net.DNSError{Err: "no such host", Name: "model.test", IsNotFound: true},
		"reset":        &net.OpError{Op: "dial", Err: syscall.ECONNRESET},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				dials := 0
				wire := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
					dials++
					return nil, failure
				}}
				_, _, err := chat(t.Context(), newClient(t, nil, func(o *llm.Options) { o.Transport = wire }))
				if failed := wantError(t, err, llm.KindNetwork); !strings.Contains(failed.Message, "running") || !strings.Contains(failed.Message, failure.Error()) || dials != 3 {
					t.Errorf("%d attempts: %v", dials, err)
				}
			})
		})
	}
}

func TestFaultL16RefusedContent(t *testing.T) {
	checkRefusals(t, map[string]refusal{
		"Qwen":       {refuses(400, `{"error":{"code":"data_inspection_failed","message":"inappropriate content"}}`), llm.KindContent, "filter", 1},
		"DashScope":  {refuses(400, `{"code":"DataInspectionFailed","message":"inappropriate content"}`), llm.KindContent, "filter", 1},
		"Zhipu":      {refuses(400, `{"error":{"code":"1301","message":"敏感内容"}}`), llm.KindContent, "filter", 1},
		"OpenRouter": {refuses(403, `{"error":{"code":403,"message":"requires moderation, input was flagged"}}`), llm.KindContent, "filter", 1},
		"Azure":      {refuses(400, `{"error":{"code":"content_filter","message":"the response was filtered"}}`), llm.KindContent, "filter", 1},
	})
}

// TestRefusals goes through what is refused for other reasons.
func TestRefusals(t *testing.T) {
	checkRefusals(t, map[string]refusal{
		"no such path":         {refuses(404, "404 page not found"), llm.KindProtocol, "check the base URL", 1},
		"FastAPI path":         {refuses(404, `{"detail":"Not Found"}`), llm.KindProtocol, "Not Found", 1},
		"rate":                 {refuses(429, `{"error":{"message":"Rate limit reached"}}`), llm.KindRate, "later", 3},
		"thinking took it all": {refuses(400, `{"error":{"message":"Could not finish the message because max_tokens or model output limit was reached."}}`), llm.KindEmpty, "thinking off", 2},
		"Gemini's array":       {refuses(400, `[{"error":{"code":400,"message":"API version wrong"}}]`), llm.KindOther, "API version wrong", 1},
		"validation":           {refuses(422, `{"detail":[{"loc":["body"],"msg":"extra fields","input":"secret question"}]}`), llm.KindOther, "extra fields", 1},
		"error as string":      {refuses(400, `{"error":"bad temperature"}`), llm.KindOther, "bad temperature", 1},
		"several lines":        {refuses(400, "bad\r\n\x1b[31mtemperature"), llm.KindOther, "bad [31mtemperature", 1},
		"no content":           {refuses(204, ""), llm.KindOther, "HTTP 204", 1},
	})
}

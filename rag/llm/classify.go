package llm

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// failure is an error as a server words it.
type failure struct {
	code    string
	kind    string
	message string
}

// findFailure looks for an error in a JSON body or event. It knows the shapes in use: {"error":{…}}, {"error":"…"}, the
// same in an array (Gemini) or among a chunk's fields (OpenRouter), {"object":"error",…} (older vLLM), a bare
// {"code":…,"message":…} (SiliconFlow, DashScope) and {"detail":…} (FastAPI).
func findFailure(data []byte) (failure, bool) {
	var list []json.RawMessage
	if bytes.HasPrefix(data, []byte("[")) && json.Unmarshal(data, &list) == nil && len(list) > 0 {
		data = list[0]
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(data, &fields) != nil {
		return failure{}, false
	}
	switch inner := fields["error"]; string(inner) {
	case "", "null", "false", `""`, "{}":
	default:
		return readFailure(inner), true
	}
	isError := text(fields["object"]) == "error"
	if !isError && fields["choices"] != nil {
		return failure{}, false
	}
	flat := readFailure(data)
	return flat, isError || flat.message != ""
}

// readFailure reads the fields of an error object, or takes a bare string as the message.
func readFailure(data []byte) failure {
	var fields map[string]json.RawMessage
	if json.Unmarshal(data, &fields) != nil {
		return failure{message: text(data)}
	}
	f := failure{code: text(fields["code"]), kind: text(fields["type"])}
	for _, name := range []string{"message", "msg", "detail", "error"} {
		if f.message = text(fields[name]); f.message != "" {
			break
		}
	}
	return f
}

// text makes a string of a JSON string or number, of an array of those, or of an array of objects with a msg. Anything
// else yields nothing: validation errors quote the request, and that belongs in no message.
func text(data []byte) string {
	var s string
	if json.Unmarshal(data, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(data, &n) == nil {
		return n.String()
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		return ""
	}
	var parts []string
	for _, item := range list {
		var object struct{ Msg string }
		if json.Unmarshal(item, &object) == nil && object.Msg != "" {
			parts = append(parts, object.Msg)
		} else if json.Unmarshal(item, &s) == nil {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// refusal makes the error of a failure that came with status, or in a stream, where the code may stand for the status.
func refusal(status int, f failure) *Error {
	if code, err := strconv.Atoi(f.code); status == 0 && err == nil && code >= 400 && code < 600 {
		status = code
	}
	return &Error{Kind: classify(status, f), Status: status, Message: f.message}
}

// classify sorts a failure by the servers' codes and wordings, then by status. The order matters: arrears come as 429,
// and "too many tokens, please wait" is no overflow. The codes of four digits are Zhipu's.
func classify(status int, f failure) Kind {
	all := strings.ToLower(f.code + " " + f.kind + " " + f.message)
	says := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(all, w) })
	}
	coded := func(codes ...string) bool { return slices.Contains(codes, f.code) }
	switch {
	case status == 402, coded("1113", "1304", "1308", "1310"),
		says("insufficient_quota", "exceeded_current_quota", "insufficient balance", "arrearage", "余额不足", "欠费"):
		return KindQuota
	case status == 401, says("invalid_api_key", "invalidapikey"):
		return KindAuth
	case coded("1301"), says("data_inspection_failed", "datainspectionfailed", "content_filter", "content_policy", "moderation"):
		return KindContent
	case coded("1305"), says("overloaded"):
		return KindOverloaded
	case status == 429, coded("1302"), says("rate limit", "rate_limit", "too many requests", "throttl", "please wait"):
		return KindRate
	case status == 413, coded("1261"), says(overflowWords()...), says("input length") && says("exceeds"):
		return KindContext
	case says("model output limit was reached"):
		// How OpenAI says, with status 400, that thinking took all the tokens.
		return KindEmpty
	case coded("1211"), says("model_not_found", "not a valid model"),
		says("model") && says("not found", "not exist", "unknown model"):
		return KindModel
	}
	return classifyStatus(status)
}

func classifyStatus(status int) Kind {
	switch {
	case status == 403:
		return KindAuth
	case status == 408, status >= 500:
		return KindOverloaded
	case status == 404, status == 405, status >= 300 && status < 400:
		return KindProtocol
	default:
		return KindOther
	}
}

// overflowWords are how servers say that a request is longer than the model's context.
func overflowWords() []string {
	return []string{
		"context_length_exceeded", "maximum context length", "exceeds the context window", "prompt is too long",
		"prompt too long", "range of input length should be", "reduce the length", "exceeded model token limit",
		"prompt exceeds max length", "must be less than max_seq_len", "exceeds the available context size",
		"greater than the context length", "context window exceeds limit", "too large for model with",
	}
}

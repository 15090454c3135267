package llm_test

import (
	"encoding/json"
	"strings"
	"testing"

	"articlebot/rag/llm"
)

// overflows are the servers' words for a prompt that is too long.
var overflows = map[string]string{
	"OpenAI":            "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
	"OpenAI, code":      "context_length_exceeded",
	"OpenAI, responses": "Your input exceeds the context window of this model.",
	"Anthropic":         "prompt is too long: 9000 tokens > 8192 maximum",
	"Ollama":            "prompt too long; exceeded max context length by 12 tokens",
	"Qwen":              "Range of input length should be [1, 30720]",
	"Qwen, other":       "Input length 9000 exceeds the maximum length 8192",
	"vLLM":              "Please reduce the length of the messages or completion.",
	"Moonshot":          "Invalid request: Your request exceeded model token limit: 8192",
	"Zhipu":             "Prompt exceeds max length",
	"SiliconFlow":       "length of prompt_tokens (57535) must be less than max_seq_len (32768).",
	"llama.cpp":         "the request exceeds the available context size, try increasing it",
	"LM Studio":         "The number of tokens to keep from the initial prompt is greater than the context length.",
	"MiniMax":           "invalid params, context window exceeds limit",
	"Mistral":           "Prompt contains 9000 tokens, too large for model with 8192 maximum context length",
}

// TestFaultL17OverlongPrompts has every wording come in every shape, and in the middle of a stream, and be asked for once:
// only a shorter prompt helps.
func TestFaultL17OverlongPrompts(t *testing.T) {
	tests := map[string]refusal{
		"413":         {refuses(413, "<html>Request Entity Too Large</html>"), llm.KindContext, "too long", 1},
		"Zhipu, code": {refuses(400, `{"error":{"code":"1261","message":"no"}}`), llm.KindContext, "too long", 1},
		"code":        {refuses(400, `{"error":{"code":"context_length_exceeded","message":"no"}}`), llm.KindContext, "too long", 1},
	}
	for name, words := range overflows {
		for shape, body := range map[string]string{
			"object": `{"error":{"message":%}}`, "string": `{"error":%}`, "flat": `{"code":20015,"message":%,"data":null}`,
			"vLLM": `{"object":"error","message":%}`, "detail": `{"detail":%}`,
		} {
			for tongue, said := range map[string]string{"": words, ", loud": strings.ToUpper(words)} {
				quoted, _ := json.Marshal(said)
				body := strings.Replace(body, "%", string(quoted), 1)
				tests[name+" "+shape+tongue] = refusal{refuses(400, body), llm.KindContext, "too long", 1}
				tests[name+" "+shape+tongue+", stream"] = refusal{says(data(body)), llm.KindContext, "too long", 1}
			}
		}
	}
	checkRefusals(t, tests)
}

// TestFaultL17LimitsAreNoOverflow has rate limits speak of too many tokens: waiting helps, and a shorter prompt does not.
func TestFaultL17LimitsAreNoOverflow(t *testing.T) {
	tests := map[string]refusal{
		"Bedrock":  {refuses(400, `{"message":"Too many tokens, please wait before trying again."}`), llm.KindRate, "later", 3},
		"throttle": {refuses(400, `{"code":"Throttling.AllocationQuota","message":"reduce the length or slow down"}`), llm.KindRate, "later", 3},
	}
	for name, words := range overflows {
		quoted, _ := json.Marshal("Rate limit: " + words)
		tests[name] = refusal{refuses(429, `{"error":{"message":`+string(quoted)+`}}`), llm.KindRate, "later", 3}
	}
	checkRefusals(t, tests)
}

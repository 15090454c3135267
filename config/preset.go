package config

import (
	"slices"
	"strings"
)

// preset is what is known of a well-known server.
type preset struct {
	name    string
	baseURL string
	// abroad is the address of the same server for accounts of other countries, which take the same requests.
	abroad string
	// model is empty where the server has no model that every user of it can ask for.
	model string
	// keyless is true for servers that ask for no key unless they are told to.
	keyless bool
	// maxTokens and contextTokens are 0 where the general defaults will do.
	maxTokens, contextTokens int
	// tokenField is the request field that bounds an answer.
	tokenField string
	// thinking is how the server is told not to think.
	thinking thinking
}

// thinking is a server's way to be told not to think.
type thinking int

const (
	// Zero: none is known, or every model has its own.
	_ thinking = iota
	// effort: reasoning_effort, for models that always think; others refuse the field.
	effort
	// flag: enable_thinking.
	flag
	// object: thinking, with a type.
	object
)

// noThinking returns the request fields that make a model think less or not at all; nil where there are none.
func (s preset) noThinking(model string) map[string]any {
	least := map[string]any{"reasoning_effort": "low"}
	switch {
	case s.thinking == flag:
		return map[string]any{"enable_thinking": false}
	case s.thinking == effort && hasPrefix(model, "o1", "o3", "o4", "gpt-5", "gpt-6"), s.thinking == object && hasPrefix(model, "kimi-k3"):
		return least
	case s.thinking == object && !hasPrefix(model, "kimi-k2.7-code"):
		return map[string]any{"thinking": map[string]any{"type": "disabled"}}
	}
	return nil
}

func hasPrefix(model string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(model, p) })
}

// The defaults of a profile whose preset has none of its own.
const (
	// defaultMaxTokens leaves room for models that think first, which may use some 2,000 tokens before the first word.
	defaultMaxTokens = 4096
	// defaultContextTokens is what every hosted model offers by far; a whole article of 20,000 Chinese characters fits.
	defaultContextTokens = 32768
)

// presets returns the servers that Profile.Preset can name. Addresses are those of the vendors' documentation; a model is
// the vendor's cheap general one in November 2026.
func presets() []preset {
	// Ollama and LM Studio load a model with 4,096 tokens of context unless told otherwise, and Ollama drops the beginning
	// of a longer prompt without saying so.
	const localContext, localAnswer = 4096, 1024
	const classic, newer = "max_tokens", "max_completion_tokens"
	return []preset{
		{name: "openai", baseURL: openAI, model: "gpt-6-luna", tokenField: newer, thinking: effort},
		{name: "deepseek", baseURL: "https://api.deepseek.com", model: "deepseek-flash", tokenField: classic},
		{
			name: "dashscope", baseURL: "https://dashscope.aliyuncs.com/compatible-mode/v1", model: "qwen3.6-plus",
			abroad: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", tokenField: classic, thinking: flag,
		},
		{
			name: "moonshot", baseURL: "https://api.moonshot.cn/v1", model: "kimi-k2.6",
			abroad: "https://api.moonshot.ai/v1", tokenField: newer, thinking: object,
		},
		{
			name: "zhipu", baseURL: "https://open.bigmodel.cn/api/paas/v4", model: "glm-5.3-flash",
			abroad: "https://api.z.ai/api/paas/v4", tokenField: classic, thinking: object,
		},
		{
			name: "siliconflow", baseURL: "https://api.siliconflow.cn/v1",
			abroad: "https://api.siliconflow.com/v1", tokenField: classic, thinking: flag,
		},
		{name: "openrouter", baseURL: "https://openrouter.ai/api/v1", model: "openrouter/auto", tokenField: classic},
		{
			name: "ollama", baseURL: "http://127.0.0.1:11434/v1", keyless: true, tokenField: classic,
			maxTokens: localAnswer, contextTokens: localContext,
		},
		{name: "llamacpp", baseURL: "http://127.0.0.1:8080/v1", keyless: true, tokenField: classic},
		{name: "vllm", baseURL: "http://127.0.0.1:8000/v1", keyless: true, tokenField: classic},
		{
			name: "lmstudio", baseURL: "http://127.0.0.1:1234/v1", keyless: true, tokenField: classic,
			maxTokens: localAnswer, contextTokens: localContext,
		},
	}
}

// openAI is the address of OpenAI's own server, which a model from the environment means when no other is given.
const openAI = "https://api.openai.com/v1"

// preset returns the server that the profile names or whose address it has; it is the zero preset for any other.
func (p Profile) preset() preset {
	address := strings.Replace(strings.TrimRight(p.BaseURL, "/"), "://localhost:", "://127.0.0.1:", 1)
	for _, s := range presets() {
		if s.name == p.Preset || p.Preset == "" && address != "" && (s.baseURL == address || s.abroad == address) {
			return s
		}
	}
	return preset{}
}

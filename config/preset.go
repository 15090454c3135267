package config

import "strings"

// preset is what is known of a well-known server.
type preset struct {
	name    string
	baseURL string
	// model is empty where the server has no model that every user of it can ask for.
	model string
	// keyless is true for servers that ask for no key unless they are told to.
	keyless bool
	// maxTokens and contextTokens are 0 where the general defaults will do.
	maxTokens, contextTokens int
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
	return []preset{
		{name: "openai", baseURL: openAI, model: "gpt-6-luna"},
		{name: "deepseek", baseURL: "https://api.deepseek.com", model: "deepseek-flash"},
		{name: "dashscope", baseURL: "https://dashscope.aliyuncs.com/compatible-mode/v1", model: "qwen3.6-plus"},
		{name: "moonshot", baseURL: "https://api.moonshot.cn/v1", model: "kimi-k2.6"},
		{name: "zhipu", baseURL: "https://open.bigmodel.cn/api/paas/v4", model: "glm-5.3-flash"},
		{name: "siliconflow", baseURL: "https://api.siliconflow.cn/v1"},
		{name: "openrouter", baseURL: "https://openrouter.ai/api/v1", model: "openrouter/auto"},
		{
			name: "ollama", baseURL: "http://127.0.0.1:11434/v1", keyless: true,
			maxTokens: localAnswer, contextTokens: localContext,
		},
		{name: "vllm", baseURL: "http://127.0.0.1:8000/v1", keyless: true},
		{
			name: "lmstudio", baseURL: "http://127.0.0.1:1234/v1", keyless: true,
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
		if s.name == p.Preset || p.Preset == "" && s.baseURL == address {
			return s
		}
	}
	return preset{}
}

package config_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"articlebot/config"
)

// presetNames returns the presets that the schema allows.
func presetNames(t *testing.T) []string {
	t.Helper()
	field, ok := reflect.TypeFor[config.Profile]().FieldByName("Preset")
	if !ok {
		t.Fatal("a profile has no preset")
	}
	return strings.Split(field.Tag.Get("oneof"), "|")
}

// Each preset that the schema allows makes a whole profile of three lines.
func TestPresets(t *testing.T) {
	for _, name := range presetNames(t) {
		t.Run(name, func(t *testing.T) {
			c := mustParse(t, "models: {profiles: {p: {preset: "+name+", api_key: k, model: m}}}", nil)
			p, ok := c.Profile("p")
			if !ok || p.Name != "p" || p.Model != "m" || p.APIKey.Reveal() != "k" {
				t.Errorf("got %+v", p)
			}
			if !strings.HasPrefix(p.BaseURL, "http") || p.MaxTokens >= p.ContextTokens || p.Timeout != time.Minute {
				t.Errorf("the preset leaves a gap: %+v", p)
			}
		})
	}
}

// TestTokenField has each preset's request field, the profile's own above it, and none for an unknown server, of which only
// the model's name tells.
func TestTokenField(t *testing.T) {
	tests := map[string]string{
		"preset: openai":                                     "max_completion_tokens",
		"preset: moonshot":                                   "max_completion_tokens",
		"preset: deepseek":                                   "max_tokens",
		"preset: ollama, model: o3mini-local":                "max_tokens",
		"preset: openai, token_field: max_tokens":            "max_tokens",
		"base_url: 'https://api.moonshot.ai/v1/', model: m":  "max_completion_tokens",
		"base_url: 'https://api.z.ai/api/paas/v4', model: m": "max_tokens",
		"base_url: 'https://host/v1', model: m":              "",
	}
	for profile, want := range tests {
		p, _ := mustParse(t, "models: {profiles: {p: {"+profile+", api_key: k}}}", nil).Profile("p")
		if p.TokenField != want || p.IdleTimeout != 30*time.Second {
			t.Errorf("%s: %q, want %q; silence up to %v", profile, p.TokenField, want, p.IdleTimeout)
		}
	}
}

func TestNoThinking(t *testing.T) {
	type fields = map[string]any
	disabled := fields{"thinking": fields{"type": "disabled"}}
	tests := map[string]fields{
		"preset: openai":                              {"reasoning_effort": "low"},
		"preset: openai, model: gpt-4o":               nil,
		"preset: deepseek":                            nil,
		"preset: dashscope":                           {"enable_thinking": false},
		"preset: siliconflow, model: Qwen/Qwen3-8B":   {"enable_thinking": false},
		"preset: moonshot":                            disabled,
		"preset: moonshot, model: kimi-k3":            {"reasoning_effort": "low"},
		"preset: moonshot, model: kimi-k2.7-code":     nil,
		"preset: zhipu":                               disabled,
		"preset: ollama, model: qwen3":                nil,
		"base_url: 'http://10.0.0.1/v1', model: qwen": nil,
	}
	for profile, want := range tests {
		p, _ := mustParse(t, "models: {profiles: {p: {"+profile+", api_key: k}}}", nil).Profile("p")
		if !reflect.DeepEqual(p.NoThinking, want) {
			t.Errorf("%s: %v, want %v", profile, p.NoThinking, want)
		}
	}
}

// TestExtraExpandsVariables has variables in texts, however deep; whatever their value looks like, it stays a text.
func TestExtraExpandsVariables(t *testing.T) {
	c := mustParse(t, "models: {profiles: {p: {preset: vllm, model: m, extra: {user: 'u-${N}', a: [{b: '${N}', c: 2024-01-29}]}}}}",
		map[string]string{"N": "7"})
	want := map[string]any{"user": "u-7", "a": []any{map[string]any{"b": "7", "c": "2024-01-29"}}}
	if p, _ := c.Profile("p"); !reflect.DeepEqual(p.Extra, want) {
		t.Errorf("got %v, want %v", p.Extra, want)
	}
}

func TestProfileOverridesPreset(t *testing.T) {
	c := mustParse(t, "models: {profiles: {p: {preset: openai, base_url: 'https://proxy.example/v1/', "+
		"max_tokens: 10, context_tokens: 100, timeout: 5s}}}", nil)
	p, _ := c.Profile("p")
	if p.BaseURL != "https://proxy.example/v1" || p.Model == "" || p.MaxTokens != 10 || p.ContextTokens != 100 ||
		p.Timeout != 5*time.Second {
		t.Errorf("got %+v", p)
	}
}

// A server that is known by its address has the limits of its preset: Ollama silently drops what exceeds them.
func TestProfileKnowsServerByAddress(t *testing.T) {
	for _, address := range []string{"http://127.0.0.1:11434/v1", "http://localhost:11434/v1/"} {
		c := mustParse(t, "", map[string]string{"LLM_BASE_URL": address, "LLM_MODEL": "m"})
		if p, _ := c.Profile("env"); p.ContextTokens != 4096 || p.MaxTokens != 1024 {
			t.Errorf("%s: %d tokens of %d", address, p.MaxTokens, p.ContextTokens)
		}
	}
	c := mustParse(t, "", map[string]string{"LLM_BASE_URL": "http://10.0.0.9/v1", "LLM_MODEL": "m"})
	if p, _ := c.Profile("env"); p.ContextTokens != 32768 || p.MaxTokens != 4096 {
		t.Errorf("an unknown server has %d tokens of %d", p.MaxTokens, p.ContextTokens)
	}
}

func TestUnknownProfile(t *testing.T) {
	c := mustParse(t, "", nil)
	if _, ok := c.Profile("p"); ok {
		t.Error("there is a profile")
	}
	if chain := c.Chain("p"); chain != nil {
		t.Errorf("there is a chain: %v", chain)
	}
}

func TestChain(t *testing.T) {
	c := mustParse(t, `
models:
  default: a
  profiles:
    a: {preset: openai, api_key: k, fallback: [b, c]}
    b: {preset: deepseek, api_key: k, fallback: [d, c]}
    c: {preset: zhipu, api_key: k}
    d: {preset: ollama, model: m}
`, nil)
	var names []string
	for _, p := range c.Chain("a") {
		names = append(names, p.Name)
		if p.BaseURL == "" {
			t.Errorf("%s is not filled in", p.Name)
		}
	}
	if got := strings.Join(names, " "); got != "a b d c" {
		t.Errorf("got %s, want a b d c", got)
	}
}

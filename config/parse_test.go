package config_test

import (
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"articlebot/config"
)

func mustParse(t *testing.T, file string, vars map[string]string) *config.Config {
	t.Helper()
	c, err := config.Parse("articlebot.yaml", []byte(file), environ(vars))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// whole sets every key to something that is not its default.
const whole = `
telegram:
  token: "123:abc"
  api_url: "http://127.0.0.1:8081/"
  mode: webhook
  webhook: {listen: ":80", url: "https://bot.example:88/hook", secret: s-1_A}
access: {mode: open, users: [11, 12], chats: [-14], admins: [13]}
models:
  default: 大模型
  switching: everyone
  questions: false
  profiles:
    大模型:
      preset: deepseek
      base_url: https://gateway.example/v1/
      api_key: sk-1
      model: m-1
      fallback: [local]
      temperature: 0.3
      max_tokens: 2000
      token_field: max_completion_tokens
      context_tokens: 64000
      extra: {enable_thinking: false, thinking: {type: disabled, budget: 64}, stop: ["<|end|>"], seed: ~, top_p: 0.9}
      price: {prompt: 2, completion: 8.5}
      timeout: 1m30s
      idle_timeout: 45s
    local: {base_url: "http://10.0.0.2:8000/v1", model: "qwen3:8b"}
embeddings: {base_url: "https://embed.example/v1/", api_key: sk-2, model: bge-m3, dimensions: 512, batch: 64, weight: 0.5}
articles: [texts/a.md, /srv/b.txt]
state: {dir: data, url: "postgres://bot:pw@db/bot", lease: 10s}
prompts: {zh: texts/zh.tmpl, en: /srv/en.tmpl}
limits: {max_question: 300, waiting: 5, max_age: 0s, attempts: 9, daily: {user_tokens: 1000, user_cost: 0.5, total_tokens: 20000, total_cost: 9}}
log: {level: debug, format: json}
`

func TestParseWhole(t *testing.T) {
	c, err := config.Parse(filepath.Join("etc", "bot.yaml"), []byte(whole), nil)
	if err != nil {
		t.Fatal(err)
	}
	temperature := 0.3
	want := &config.Config{
		Telegram: config.Telegram{
			Token: config.NewSecret("123:abc"), APIURL: "http://127.0.0.1:8081", Mode: config.ByWebhook,
			Webhook: config.Webhook{Listen: ":80", URL: "https://bot.example:88/hook", Secret: config.NewSecret("s-1_A")},
		},
		Access: config.Access{Mode: config.Open, Users: []int64{11, 12}, Chats: []int64{-14}, Admins: []int64{13}},
		Models: config.Models{Default: "大模型", Switching: config.Everyone, Profiles: map[string]config.Profile{
			"大模型": {
				Preset: "deepseek", BaseURL: "https://gateway.example/v1/", APIKey: config.NewSecret("sk-1"), Model: "m-1",
				Fallback: []string{"local"}, Temperature: &temperature, MaxTokens: 2000, ContextTokens: 64000,
				TokenField: "max_completion_tokens", Price: config.Price{Prompt: 2, Completion: 8.5},
				Extra: map[string]any{
					"enable_thinking": false, "thinking": map[string]any{"type": "disabled", "budget": 64},
					"stop": []any{"<|end|>"}, "seed": nil, "top_p": 0.9,
				},
				Timeout: 90 * time.Second, IdleTimeout: 45 * time.Second,
			},
			"local": {BaseURL: "http://10.0.0.2:8000/v1", Model: "qwen3:8b"},
		}},
		Embeddings: config.Embeddings{
			Provider: config.Endpoint, BaseURL: "https://embed.example/v1", APIKey: config.NewSecret("sk-2"),
			Model: "bge-m3", Dimensions: 512, Batch: 64, Weight: 0.5,
		},
		Articles: []string{filepath.Join("etc", "texts", "a.md"), "/srv/b.txt"},
		State:    config.State{Dir: filepath.Join("etc", "data"), URL: config.NewSecret("postgres://bot:pw@db/bot"), Lease: 10 * time.Second},
		Prompts:  config.Prompts{Chinese: filepath.Join("etc", "texts", "zh.tmpl"), English: "/srv/en.tmpl"},
		Limits: config.Limits{
			MaxQuestion: 300, Waiting: 5, Attempts: 9,
			Daily: config.Daily{UserTokens: 1000, UserCost: 0.5, TotalTokens: 20000, TotalCost: 9},
		},
		Log:  config.Log{Level: "debug", Format: "json"},
		File: filepath.Join("etc", "bot.yaml"),
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

func TestParseDefaults(t *testing.T) {
	tests := map[string]string{
		"Empty":     "",
		"Comment":   "# nothing yet\n",
		"Marker":    "---\n",
		"EmptyMap":  "{}\n",
		"ByteOrder": "\ufefflog:\n",
		"CRLF":      "log:\r\n  level: info\r\n",
		"Null":      "telegram:\nmodels:\n  profiles:\nembeddings: {provider: , batch: ~}\narticles:\nlog: null\n",
		"EmptyText": `{telegram: {api_url: ""}, access: {users: [""]}, log: {level: ""}, limits: {max_question: ""}}`,
	}
	want := config.Default()
	want.File = "articlebot.yaml"
	for name, file := range tests {
		t.Run(name, func(t *testing.T) {
			if c := mustParse(t, file, nil); !reflect.DeepEqual(c, want) {
				t.Errorf("got  %+v\nwant %+v", c, want)
			}
		})
	}
}

func TestParseTakesOnlyProfileAsDefault(t *testing.T) {
	c := mustParse(t, "models: {profiles: {mine: {preset: ollama, model: qwen3}}}", nil)
	if c.Models.Default != "mine" {
		t.Errorf("default profile %q, want mine", c.Models.Default)
	}
}

func TestParseKeepsStatedEmbedder(t *testing.T) {
	c := mustParse(t, "embeddings: {provider: builtin, base_url: http://localhost/v1, model: m}", nil)
	if c.Embeddings.Provider != config.Builtin {
		t.Errorf("provider %q, want builtin", c.Embeddings.Provider)
	}
	want := "articlebot.yaml:1:43: embeddings.base_url: not used, because the provider is builtin"
	if len(c.Warnings) != 1 || c.Warnings[0].String() != want {
		t.Errorf("got  %v\nwant [%s]", c.Warnings, want)
	}
}

func TestExpansion(t *testing.T) {
	vars := map[string]string{"A": "one", "B_2": "${A}", "N": "77", "EMPTY": ""}
	tests := map[string]string{
		"plain":           "plain",
		"${A}":            "one",
		"x${A}y${A}z":     "xoneyonez",
		"${B_2}":          "${A}",
		"$${A}":           "${A}",
		"$$$${A}":         "$${A}",
		"$A, 5$":          "$A, 5$",
		"$$":              "$",
		"no ${UNSET}":     "no",
		"<${EMPTY}>":      "<>",
		"a: ${A}${A} # b": "a: oneone # b",
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			c := mustParse(t, "models: {profiles: {p: {preset: vllm, model: '"+text+"'}}}", vars)
			if got := c.Models.Profiles["p"].Model; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	t.Run("Number", func(t *testing.T) {
		c := mustParse(t, `{access: {users: ["${N}", "${UNSET}"]}, limits: {max_question: "${UNSET}"}}`, vars)
		if want := []int64{77}; !reflect.DeepEqual(c.Access.Users, want) || c.Limits.MaxQuestion != 4000 {
			t.Errorf("users %v and at most %d characters, want %v and the default", c.Access.Users, c.Limits.MaxQuestion, want)
		}
	})
	t.Run("NotInKeys", func(t *testing.T) {
		_, err := config.Parse("f", []byte("${A}: 1"), environ(vars))
		if err == nil {
			t.Error("a variable in a key was accepted")
		}
	})
}

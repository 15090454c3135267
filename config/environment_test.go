package config_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"articlebot/config"
)

func TestEnvironmentStandsAboveFile(t *testing.T) {
	c := mustParse(t, whole, map[string]string{
		"TELEGRAM_TOKEN":       " 456:def\n",
		"TELEGRAM_API_URL":     "http://localhost:1/",
		"ARTICLEBOT_DATA":      "here/data",
		"ARTICLEBOT_ACCESS":    "closed",
		"ARTICLEBOT_STATE_URL": "postgresql:///bot?host=/run/postgresql",
		"LLM_BASE_URL":         "https://llm.example/v1",
		"LLM_API_KEY":          "sk-3",
		"LLM_MODEL":            "m-3",
		"EMBED_BASE_URL":       "https://vectors.example/v1",
		"EMBED_API_KEY":        "sk-4",
		"EMBED_MODEL":          "m-4",
	})
	if got := c.Telegram.Token.Reveal(); got != "456:def" {
		t.Errorf("token %q", got)
	}
	if c.Telegram.APIURL != "http://localhost:1" || c.State.Dir != "here/data" || c.Access.Mode != config.Closed {
		t.Errorf("got %q, %q, %q", c.Telegram.APIURL, c.State.Dir, c.Access.Mode)
	}
	if got := c.State.URL.Reveal(); got != "postgresql:///bot?host=/run/postgresql" {
		t.Errorf("database %q", got)
	}
	if want := []int64{11, 12}; !slices.Equal(c.Access.Users, want) {
		t.Errorf("users %v, want those of the file", c.Access.Users)
	}
	p, ok := c.Profile(c.Models.Default)
	if !ok || p.Name != "env" || p.BaseURL != "https://llm.example/v1" || p.Model != "m-3" || p.APIKey.Reveal() != "sk-3" {
		t.Errorf("default profile %+v", p)
	}
	if len(c.Models.Profiles) != 3 {
		t.Errorf("%d profiles, want those of the file too", len(c.Models.Profiles))
	}
	want := config.Embeddings{
		Provider: config.Endpoint, BaseURL: "https://vectors.example/v1", APIKey: config.NewSecret("sk-4"), Model: "m-4",
		Batch: 64, Weight: 0.5,
	}
	if !reflect.DeepEqual(c.Embeddings, want) {
		t.Errorf("embeddings %+v, want %+v", c.Embeddings, want)
	}
}

func TestEnvironmentReplacesSecretFiles(t *testing.T) {
	c := mustParse(t, "telegram: {token_file: /no/such/file}\nstate: {url_file: /no/such/file}", map[string]string{
		"TELEGRAM_TOKEN": "1:a", "ARTICLEBOT_STATE_URL": "postgres://h/d",
	})
	if token, url := c.Telegram.Token.Reveal(), c.State.URL.Reveal(); token != "1:a" || url != "postgres://h/d" {
		t.Errorf("token %q, database %q", token, url)
	}
}

func TestAccessFromEnvironment(t *testing.T) {
	tests := []struct {
		value string
		mode  string
		users []int64
	}{
		{"open", config.Open, []int64{5}},
		{"closed", config.Closed, []int64{5}},
		{"", config.Closed, []int64{5}},
		{"7", config.Closed, []int64{7}},
		{" 7, 8 ", config.Closed, []int64{7, 8}},
	}
	for _, tt := range tests {
		t.Run(tt.value, func(t *testing.T) {
			c := mustParse(t, "access: {users: [5]}", map[string]string{"ARTICLEBOT_ACCESS": tt.value})
			if c.Access.Mode != tt.mode || !slices.Equal(c.Access.Users, tt.users) {
				t.Errorf("%s for %v, want %s for %v", c.Access.Mode, c.Access.Users, tt.mode, tt.users)
			}
		})
	}
}

func TestModelFromEnvironment(t *testing.T) {
	tests := []struct {
		name    string
		vars    map[string]string
		baseURL string
		key     string
	}{
		{"NoKey", map[string]string{"LLM_BASE_URL": "http://h/v1/", "LLM_MODEL": "m"}, "http://h/v1", ""},
		{"EmptyKey", map[string]string{"LLM_BASE_URL": "http://h/v1", "LLM_MODEL": "m", "LLM_API_KEY": ""}, "http://h/v1", ""},
		{"NoAddress", map[string]string{"LLM_API_KEY": "k", "LLM_MODEL": "m"}, "https://api.openai.com/v1", "k"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := mustParse(t, "", tt.vars)
			p, ok := c.Profile(c.Models.Default)
			if !ok || p.Model != "m" || p.BaseURL != tt.baseURL || p.APIKey.Reveal() != tt.key {
				t.Errorf("got %+v", p)
			}
			if len(c.Warnings) > 0 {
				t.Errorf("warnings %v", c.Warnings)
			}
		})
	}
}

func TestEnvironmentProblems(t *testing.T) {
	const llm = ": not enough alone; set LLM_MODEL and LLM_BASE_URL (which may be left out for OpenAI), " +
		"and LLM_API_KEY where the server asks for a key"
	tests := []struct {
		name string
		vars map[string]string
		want string
	}{
		{"KeyAlone", map[string]string{"LLM_API_KEY": "k"}, "LLM_API_KEY" + llm},
		{"ModelAlone", map[string]string{"LLM_MODEL": "m"}, "LLM_MODEL" + llm},
		{"AddressAlone", map[string]string{"LLM_BASE_URL": "http://h"}, "LLM_BASE_URL" + llm},
		{"NoModel", map[string]string{"LLM_BASE_URL": "http://h", "LLM_API_KEY": "k"}, "LLM_BASE_URL" + llm},
		{
			"EmbedKeyAlone", map[string]string{"EMBED_API_KEY": "k"},
			"EMBED_API_KEY: not enough alone; set EMBED_MODEL and EMBED_BASE_URL (which may be left out for OpenAI), " +
				"and EMBED_API_KEY where the server asks for a key",
		},
		{
			"BadAddress", map[string]string{"LLM_BASE_URL": "localhost:11434/v1", "LLM_MODEL": "m"},
			"LLM_BASE_URL: needs an address that begins with http:// or https:// and a host",
		},
		{
			"BadKey", map[string]string{"LLM_API_KEY": "sk-密", "LLM_MODEL": "m"},
			"LLM_API_KEY: holds a space or a character outside ASCII, which no key does",
		},
		{
			"BadTelegram", map[string]string{"TELEGRAM_API_URL": "x", "TELEGRAM_TOKEN": "a b"},
			"TELEGRAM_API_URL: needs an address that begins with http:// or https:// and a host\n" +
				"TELEGRAM_TOKEN: holds a space or a character outside ASCII, which no key does",
		},
		{
			"BadAccess", map[string]string{"ARTICLEBOT_ACCESS": "7,@me"},
			"ARTICLEBOT_ACCESS: needs open, closed, or the ids of users with commas between them",
		},
		{
			"ChatInAccess", map[string]string{"ARTICLEBOT_ACCESS": "-100"},
			"ARTICLEBOT_ACCESS: needs open, closed, or the ids of users with commas between them",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := config.Parse("", nil, environ(tt.vars))
			if err == nil {
				t.Fatal("no error")
			}
			if err.Error() != tt.want {
				t.Errorf("got\n%s\nwant\n%s", err, tt.want)
			}
		})
	}
}

func TestFileProblemsComeBeforeEnvironment(t *testing.T) {
	_, err := config.Parse("bot.yaml", []byte("foo: [\n"), environ(map[string]string{"LLM_MODEL": "m", "ARTICLEBOT_ACCESS": "x"}))
	problems, ok := errors.AsType[config.Errors](err)
	if !ok || len(problems) != 3 {
		t.Fatalf("got %v, want three problems", err)
	}
	got := []string{problems[0].File, problems[1].Variable, problems[2].Variable}
	if want := []string{"bot.yaml", "ARTICLEBOT_ACCESS", "LLM_MODEL"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFileMayUseKeyOfEnvironment(t *testing.T) {
	vars := map[string]string{"LLM_API_KEY": "k"}
	c := mustParse(t, "models: {profiles: {p: {preset: deepseek, api_key: '${LLM_API_KEY}'}}}", vars)
	if p, _ := c.Profile(c.Models.Default); p.Name != "p" || p.APIKey.Reveal() != "k" {
		t.Errorf("got %+v", p)
	}
}

func TestWarnings(t *testing.T) {
	tests := []struct {
		name string
		file string
		vars map[string]string
		want []string
	}{
		{"UnsetKey", "models:\n  profiles:\n    p:\n      preset: deepseek\n      api_key: ${NO_KEY}\n", nil, []string{
			"f:5:16: models.profiles.p.api_key: the environment variable NO_KEY is not set and counts as empty",
		}},
		{"NoKey", "models: {profiles: {p: {preset: openai}}}\n", nil, []string{
			"f:1:24: models.profiles.p.api_key: missing; the server of openai asks for one",
		}},
		{"NoKeyNeeded", "models: {profiles: {p: {preset: ollama, model: m}}}\n", nil, nil},
		{"Nobody", "access: {mode: closed}\n", map[string]string{"TELEGRAM_TOKEN": "1:a"}, []string{
			"f:1:16: access.mode: closed, and nobody is listed: the bot answers only who was paired with the code that serve shows; " +
				"list users, admins or chats, or set ARTICLEBOT_ACCESS",
		}},
		{"FreeOfCost", "models: {profiles: {p: {preset: ollama, model: m}}}\nlimits: {daily: {user_cost: 1, user_tokens: 5}}\n", nil, []string{
			"f:2:29: limits.daily.user_cost: never reached, because no profile has a price",
		}},
		{
			"Priced", "models: {profiles: {p: {preset: ollama, model: m, price: {prompt: 1}}}}\nlimits: {daily: {total_cost: 1}}\n",
			nil, nil,
		},
		{"WebhookWhilePolling", "telegram: {webhook: {url: 'https://h/'}}\n", nil, []string{
			"f:1:27: telegram.webhook.url: not used, because the mode is polling",
		}},
		{"WebhookPort", "telegram: {mode: webhook, webhook: {url: 'https://h:444/'}}\n", nil, []string{
			"f:1:42: telegram.webhook.url: Telegram itself calls only the ports 443, 80, 88 and 8443; " +
				"a Bot API server of your own calls any",
		}},
		{"Somebody", "access: {admins: [1]}\n", map[string]string{"TELEGRAM_TOKEN": "1:a"}, nil},
		{"AGroup", "access: {chats: [-1]}\n", map[string]string{"TELEGRAM_TOKEN": "1:a"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := config.Parse("f", []byte(tt.file), environ(tt.vars))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, w := range c.Warnings {
				got = append(got, w.String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

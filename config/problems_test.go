package config_test

import (
	"strings"
	"testing"

	"articlebot/config"
)

// problemTests are broken files with every line that is reported, the file's name left out.
var problemTests = []struct {
	name string
	file string
	want []string
}{
	{"UnknownNear", "models:\n  profiles:\n    deepseek:\n      preset: deepseek\n      modl: x\n", []string{
		`:5:7: models.profiles.deepseek.modl: unknown key; did you mean "model"?`,
	}},
	{"UnknownStyle", "telegram: {apiUrl: x}\n", []string{
		`:1:12: telegram.apiUrl: unknown key; did you mean "api_url"?`,
	}},
	{"UnknownPart", "embeddings: {url: x}\n", []string{
		`:1:14: embeddings.url: unknown key; did you mean "base_url"?`,
	}},
	{"UnknownElsewhere", "token: x\n", []string{
		`:1:1: token: unknown key; did you mean "telegram.token"?`,
	}},
	{"UnknownInProfile", "api_key_file: x\n", []string{
		`:1:1: api_key_file: unknown key; did you mean "models.profiles.NAME.api_key_file"?`,
	}},
	{"UnknownFar", "log: {colour: red}\n", []string{
		`:1:7: log.colour: unknown key; the keys here are format, level`,
	}},
	{"Columns", "models: {profiles: {大模型: {preset: vllm, model: m, foo: 1}}}\n", []string{
		`:1:51: models.profiles.大模型.foo: unknown key; the keys here are api_key, api_key_file, base_url, context_tokens, ` +
			`extra, fallback, idle_timeout, max_tokens, model, preset, price, temperature, timeout, token_field`,
	}},
	{"UnknownWebhook", "telegram: {webhook: {port: x}}\n", []string{
		`:1:22: telegram.webhook.port: unknown key; the keys here are listen, secret, secret_file, url`,
	}},
	{"WebhookWithoutURL", "telegram: {mode: webhook}\n", []string{
		":1:11: telegram.webhook.url: missing; the mode webhook needs the https address at which Telegram reaches the bot",
	}},
	{"Webhook", "telegram: {mode: pull, webhook: {url: 'http://h/', listen: 8443, secret: a.b}}\n", []string{
		":1:18: telegram.mode: unknown value; use polling, webhook",
		":1:39: telegram.webhook.url: needs an address that begins with https:// and a host",
		":1:60: telegram.webhook.listen: needs a host and a port, or a port alone, such as 127.0.0.1:8443 or :8443",
		":1:74: telegram.webhook.secret: needs 1 to 256 letters, digits, _ and -, and nothing else",
	}},
	{"WebhookParts", "telegram: {mode: webhook, webhook: {url: 'https://u:p@h/x', listen: 'h:65536'}}\n", []string{
		":1:42: telegram.webhook.url: must not hold a user name or a password",
		":1:69: telegram.webhook.listen: needs a host and a port, or a port alone, such as 127.0.0.1:8443 or :8443",
	}},
	{"LeaseTooShort", "state: {lease: 999ms}\n", []string{":1:16: state.lease: must be 1s or more"}},
	{"OtherDatabase", "state: {url: 'mysql://bot:pw@h/bot'}\n", []string{
		":1:14: state.url: needs an address such as postgres://user:password@host:5432/name, with %XX for signs in the password",
	}},
	{"Limits", "limits: {waiting: 0, max_age: -1s, attempts: 101}\n", []string{
		":1:19: limits.waiting: must be 1 or more",
		":1:31: limits.max_age: must not be negative",
		":1:46: limits.attempts: must be from 1 to 100",
	}},
	{"All", "log: {level: loud}\naccess: {mode: shut}\nlimits: {max_question: -1}\nfoo: 1\n", []string{
		`:1:14: log.level: unknown value; use debug, info, warn, error`,
		`:2:16: access.mode: unknown value; use open, closed`,
		`:3:24: limits.max_question: must be from 1 to 4000`,
		`:4:1: foo: unknown key; the keys here are access, articles, embeddings, limits, log, models, prompts, state, telegram`,
	}},
	{"NearValue", "access: {mode: opne}\nlog: {format: jsno}\n", []string{
		`:1:16: access.mode: unknown value; use open, closed; did you mean "open"?`,
		`:2:15: log.format: unknown value; use text, json; did you mean "json"?`,
	}},
	{"UnknownGroups", "access: {groups: [-1]}\n", []string{
		`:1:10: access.groups: unknown key; the keys here are admins, chats, mode, users`,
	}},

	{"MappingForValue", "telegram: {token: {a: b}}\n", []string{":1:19: telegram.token: needs a single value, but is a mapping"}},
	{"ListForValue", "log: {level: [info]}\n", []string{":1:14: log.level: needs a single value, but is a list"}},
	{"ValueForList", "articles: a.md\n", []string{":1:11: articles: needs a list, such as [a, b], but is a single value"}},
	{"ValueForMapping", "telegram: polling\n", []string{
		`:1:11: telegram: needs keys ("key: value") below it, but is a single value`,
	}},
	{"ListForMapping", "models:\n  profiles:\n  - a\n", []string{
		`:3:3: models.profiles: needs keys ("key: value") below it, but is a list`,
	}},
	{"ListForFile", "- a\n", []string{`:1:1: needs keys ("key: value") below it, but is a list`}},
	{"TextForFile", "hello\n", []string{`:1:1: needs keys ("key: value") below it, but is a single value`}},
	{"TextForNumber", "embeddings: {dimensions: many, batch: 1.5}\n", []string{
		":1:26: embeddings.dimensions: needs a whole number",
		":1:39: embeddings.batch: needs a whole number",
	}},
	{"TextForYesOrNo", "models: {questions: sometimes}\n", []string{":1:21: models.questions: needs true or false"}},
	{"TextForIDs", "access:\n  users: [\"@me\", 5, 99999999999999999999]\n", []string{
		":2:11: access.users[0]: needs a whole number",
		":2:21: access.users[2]: needs a whole number",
	}},
	{"DurationWithoutUnit", "models: {profiles: {p: {preset: vllm, model: m, timeout: 30}}}\n", []string{
		":1:58: models.profiles.p.timeout: needs a duration with its unit, such as 30s or 2m",
	}},
	{"Ranges", "embeddings: {dimensions: -1, batch: 0}\naccess: {users: [-5], admins: [0], chats: [5]}\n", []string{
		":1:26: embeddings.dimensions: must not be negative",
		":1:37: embeddings.batch: must be from 1 to 2048",
		":2:18: access.users[0]: must be 1 or more",
		":2:32: access.admins[0]: must be 1 or more",
		":2:44: access.chats[0]: must be -1 or less",
	}},
	{"ProfileRanges", "models:\n  profiles:\n    p:\n      temperature: 3\n      max_tokens: -1\n" +
		"      context_tokens: -1\n      timeout: -1s\n    q: {temperature: .nan}\n    r: {temperature: warm}\n" +
		"  default: p\n", []string{
		":4:20: models.profiles.p.temperature: must be from 0 to 2",
		":5:19: models.profiles.p.max_tokens: must not be negative",
		":6:23: models.profiles.p.context_tokens: must not be negative",
		":7:16: models.profiles.p.timeout: must not be negative",
		":8:22: models.profiles.q.temperature: needs a number",
		":9:22: models.profiles.r.temperature: needs a number",
	}},

	{"ExtraValues", "models:\n  default: &x p\n  profiles:\n    p:\n      preset: openai\n      extra:\n        a: [1, .nan]\n        b: {c: .inf, d: *x}\n" +
		"        e: '${A'\n        f: 1\n        f: 2\n        g: !!int 3\n    q: {preset: openai, extra: [1]}\n    r: {preset: openai, extra: high}\n", []string{
		":7:16: models.profiles.p.extra.a[1]: needs a number that JSON has",
		":8:16: models.profiles.p.extra.b.c: needs a number that JSON has",
		":8:25: models.profiles.p.extra.b.d: aliases (*name) are not supported; write the value out",
		":9:12: models.profiles.p.extra.e: a variable is written ${NAME}, with letters, digits and _ only; a dollar sign before a brace is $$",
		":11:9: models.profiles.p.extra.f: given twice, first in line 10",
		":12:12: models.profiles.p.extra.g: tags (!name) are not supported",
		`:13:32: models.profiles.q.extra: needs keys ("key: value") below it, but is a list`,
		`:14:32: models.profiles.r.extra: needs keys ("key: value") below it, but is a single value`,
	}},
	{"Prices", "models:\n  default: p\n  profiles:\n    p: {preset: openai, price: {prompt: -1, completion: dear, input: 2}}\n" +
		"    q: {preset: openai, price: 3}\n    r: {preset: openai, price: {prompt: nan, completion: inf}}\n", []string{
		":4:41: models.profiles.p.price.prompt: must not be negative",
		":4:57: models.profiles.p.price.completion: needs a number",
		":4:63: models.profiles.p.price.input: unknown key; the keys here are completion, prompt",
		`:5:32: models.profiles.q.price: needs keys ("key: value") below it, but is a single value`,
		":6:41: models.profiles.r.price.prompt: needs a number",
		":6:58: models.profiles.r.price.completion: needs a number",
	}},
	{"TokenField", "models: {profiles: {p: {preset: openai, token_field: max_token, idle_timeout: -1s}}}\n", []string{
		`:1:54: models.profiles.p.token_field: unknown value; use max_tokens, max_completion_tokens; did you mean "max_tokens"?`,
		":1:79: models.profiles.p.idle_timeout: must not be negative",
	}},

	{"URLs", "telegram: {api_url: api.telegram.org}\nembeddings: {base_url: ftp://host/v1, model: m}\n", []string{
		":1:21: telegram.api_url: needs an address that begins with http:// or https:// and a host",
		":2:24: embeddings.base_url: needs an address that begins with http:// or https:// and a host",
	}},
	{"URLWithoutHost", "telegram: {api_url: 'http://:80/'}\n", []string{
		":1:21: telegram.api_url: needs an address that begins with http:// or https:// and a host",
	}},
	{"URLWithCredentials", "telegram: {api_url: 'https://me:hush@host/'}\n", []string{
		":1:21: telegram.api_url: must not hold a user name or a password",
	}},
	{"URLWithQuery", "telegram: {api_url: 'https://host/?key=hush'}\n", []string{
		":1:21: telegram.api_url: must not hold a query (?) or a fragment (#)",
	}},
	{"URLTooLong", "models: {profiles: {p: {model: m, base_url: 'https://host/v1/chat/completions/'}}}\n", []string{
		":1:45: models.profiles.p.base_url: must end before /chat/completions or /embeddings, which is added to it",
	}},

	{"Duplicate", "log: {level: info}\naccess: {mode: open}\nlog: {format: json}\n", []string{
		":3:1: log: given twice, first in line 1",
	}},
	{"DuplicateProfile", "models:\n  profiles:\n    a: {preset: vllm, model: m}\n    a: {preset: vllm, model: n}\n", []string{
		":4:5: models.profiles.a: given twice, first in line 3",
	}},
	{"Documents", "log: {level: info}\n---\nlog: {level: debug}\n", []string{
		":2:1: a second YAML document; a configuration is one document",
	}},
	{"BrokenSecondDocument", "log: {level: info}\n---\n]\n", []string{
		":3:1: not YAML: did not find expected node content",
	}},
	{"NotUTF8", "log:\n  # \xb6\xa8\n  level: info\n", []string{":2:5: not UTF-8; save the file as UTF-8"}},
	{"UTF16", "\xff\xfel\x00o\x00g\x00", []string{":1:1: not UTF-8; save the file as UTF-8"}},
	{"Control", "log:\n  level: \x01\n", []string{
		":2:10: a control character that YAML does not allow; was the file saved as UTF-8?",
	}},
	{"Alias", "access:\n  users: &a [1]\n  admins: *a\n", []string{
		":3:11: access.admins: aliases (*name) are not supported; write the value out",
	}},
	{"Tag", "telegram: {token: !secret x}\n", []string{":1:19: telegram.token: tags (!name) are not supported"}},
	{"OddKey", "? [a]\n: 1\n", []string{
		":1:3: holds a key that is no name; a name has at most 40 letters, digits, dots, hyphens and underscores",
	}},
	{"TokenAsKey", "telegram: {123456:AAhush}\n", []string{
		":1:12: telegram: holds a key that is no name; a name has at most 40 letters, digits, dots, hyphens and underscores",
	}},

	{"Syntax", "log:\n  level: [info\n", []string{":3:1: not YAML: did not find expected ',' or ']'"}},
	{"Tab", "log:\n\tlevel: info\n", []string{
		":2:1: not YAML: found character that cannot start any token; indent with spaces, not with tabs",
	}},
	{"FullWidthColon", "log：info\narticles: []\n", []string{
		`:2:9: not YAML: mapping values are not allowed in this context; a full-width colon "：" stands where ": " is meant`,
	}},
	{"Unquoted", "articles: []\nstate: {}\ntelegram:\n  token: a: b\n", []string{
		`:4:11: not YAML: mapping values are not allowed in this context; check the indentation, and quote a value that contains ": "`,
	}},
	{"UnknownAnchor", "articles: *here\n", []string{":1:11: not YAML: unknown anchor 'here' referenced"}},

	{"Variable", "telegram: {token: '${A'}\nstate: {dir: '${B C}/x'}\n", []string{
		":1:19: telegram.token: a variable is written ${NAME}, with letters, digits and _ only; a dollar sign before a brace is $$",
		":2:14: state.dir: a variable is written ${NAME}, with letters, digits and _ only; a dollar sign before a brace is $$",
	}},
	{"Placeholder", "telegram: {token: 你的令牌}\nembeddings: {api_key: your key}\n", []string{
		":1:19: telegram.token: holds a space or a character outside ASCII, which no key does",
		":2:23: embeddings.api_key: holds a space or a character outside ASCII, which no key does",
	}},
}

// modelTests are files whose profiles do not fit together.
var modelTests = []struct {
	name string
	file string
	want []string
}{
	{"NoServer", "models:\n  profiles:\n    p: {model: m}\n    q:\n  default: p\n", []string{
		":3:8: models.profiles.p: needs a preset or a base_url",
		":4:7: models.profiles.q: needs a preset or a base_url",
	}},
	{"NoModel", "models: {profiles: {p: {preset: siliconflow}}}\n", []string{
		":1:24: models.profiles.p: needs a model; the server has no usual one",
	}},
	{"OwnFields", "models:\n  profiles:\n    p:\n      preset: openai\n      temperature: 1\n      extra:\n        model: m\n        messages: []\n" +
		"        stream: false\n        stream_options: {}\n        max_tokens: 1\n        max_completion_tokens: 1\n        temperature: 0\n", []string{
		":7:16: models.profiles.p.extra.model: not free; use the profile's key model",
		":8:19: models.profiles.p.extra.messages: not free; the program itself sets this field of the request",
		":9:17: models.profiles.p.extra.stream: not free; the program itself sets this field of the request",
		":10:25: models.profiles.p.extra.stream_options: not free; the program itself sets this field of the request",
		":11:21: models.profiles.p.extra.max_tokens: not free; use the profile's keys max_tokens and token_field",
		":12:32: models.profiles.p.extra.max_completion_tokens: not free; use the profile's keys max_tokens and token_field",
		":13:22: models.profiles.p.extra.temperature: given together with the profile's key temperature; leave one out",
	}},
	{"NoRoom", "models: {profiles: {p: {preset: ollama, model: m, max_tokens: 4096}}}\n", []string{
		":1:24: models.profiles.p: leaves no room for the article: max_tokens (4096) must be less than context_tokens (4096)",
	}},
	{"UnknownPreset", "models: {profiles: {p: {preset: deepsek, model: m}}}\n", []string{
		`:1:33: models.profiles.p.preset: unknown value; use openai, deepseek, dashscope, moonshot, zhipu, siliconflow, ` +
			`openrouter, ollama, llamacpp, vllm, lmstudio; did you mean "deepseek"?`,
	}},
	{"NoDefault", "models:\n  profiles:\n    b: {preset: openai}\n    a: {preset: openai}\n", []string{
		":2:3: models.default: missing; name the profile that answers: a, b",
	}},
	{"UnknownDefault", "models: {default: fats, profiles: {fast: {preset: openai}}}\n", []string{
		`:1:19: models.default: no profile has this name; did you mean "fast"?`,
	}},
	{"DefaultWithoutProfiles", "models: {default: fast}\n", []string{
		`:1:19: models.default: no profile has this name`,
	}},
	{"UnknownFallback", "models:\n  default: a\n  profiles:\n    a: {preset: openai, fallback: [xyz, b]}\n" +
		"    b: {preset: openai}\n", []string{
		`:4:36: models.profiles.a.fallback[0]: no profile has this name; there are a, b`,
	}},
	{"Itself", "models: {profiles: {a: {preset: openai, fallback: [a]}}}\n", []string{
		":1:52: models.profiles.a.fallback[0]: goes in a circle: a > a",
	}},
	{"Circle", "models:\n  default: a\n  profiles:\n    a: {preset: openai, fallback: [b]}\n" +
		"    b: {preset: openai, fallback: [c, d]}\n    c: {preset: openai, fallback: [b]}\n    d: {preset: openai}\n", []string{
		":6:36: models.profiles.c.fallback[0]: goes in a circle: b > c > b",
	}},
	{"EmbedderWithoutModel", "embeddings: {base_url: 'http://localhost:1/v1'}\n", []string{
		":1:13: embeddings.model: missing; an endpoint needs base_url and model",
	}},
	{"EmbedderWithoutURL", "embeddings: {provider: endpoint, model: m}\n", []string{
		":1:13: embeddings.base_url: missing; an endpoint needs base_url and model",
	}},
}

func TestFaultM5Problems(t *testing.T) {
	for _, tt := range append(problemTests, modelTests...) {
		t.Run(tt.name, func(t *testing.T) {
			_, err := config.Parse("bot.yaml", []byte(tt.file), nil)
			if err == nil {
				t.Fatal("no error")
			}
			want := "bot.yaml" + strings.Join(tt.want, "\nbot.yaml")
			if err.Error() != want {
				t.Errorf("got\n%s\nwant\n%s", err, want)
			}
		})
	}
}

func TestManyFallbacksAreNoCircle(t *testing.T) {
	mustParse(t, `
models:
  default: a
  profiles:
    a: {preset: openai, fallback: [b, c]}
    b: {preset: openai, fallback: [d]}
    c: {preset: openai, fallback: [d]}
    d: {preset: openai}
`, nil)
}

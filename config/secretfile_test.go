package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/config"
)

func TestSecretFiles(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, "token", "1:a\r\n")
	mustWrite(t, dir, "key", "sk-1\n")
	mustWrite(t, dir, "embed", "sk-2")
	mustWrite(t, dir, "hook", "s_1\n")
	mustWrite(t, dir, "database", "postgres://h/d\n")
	path := mustWrite(t, dir, "bot.yaml", "telegram: {token_file: token, webhook: {secret_file: hook}}\nstate: {url_file: database}\n"+
		"models: {profiles: {p: {preset: openai, api_key_file: '${DIR}/key'}}}\n"+
		"embeddings: {base_url: http://h/v1, model: m, api_key_file: embed}\n")
	c, err := config.Load(config.Options{File: path, Env: environ(map[string]string{"DIR": dir})})
	if err != nil {
		t.Fatal(err)
	}
	p, _ := c.Profile("p")
	got := []string{
		c.Telegram.Token.Reveal(), p.APIKey.Reveal(), c.Embeddings.APIKey.Reveal(), c.Telegram.Webhook.Secret.Reveal(), c.State.URL.Reveal(),
	}
	if strings.Join(got, " ") != "1:a sk-1 sk-2 s_1 postgres://h/d" {
		t.Errorf("got %q", got)
	}
}

func TestSecretFileProblems(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, "empty", " \n")
	mustWrite(t, dir, "spaced", "two words\n")
	mustWrite(t, dir, "huge", strings.Repeat("x", 64<<10+1))
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "bot.yaml")
	tests := []struct {
		name, text, want string
	}{
		{"Both", "telegram: {token: x, token_file: empty}", ":1:34: telegram.token_file: given together with token; leave one out"},
		{"Missing", "telegram: {token_file: no}", ":1:24: telegram.token_file: reading the secret: no such file or directory"},
		{"Folder", "telegram: {token_file: folder}", ":1:24: telegram.token_file: reading the secret: not a regular file"},
		{"Device", "telegram: {token_file: /dev/zero}", ":1:24: telegram.token_file: reading the secret: not a regular file"},
		{"Empty", "telegram: {token_file: empty}", ":1:24: telegram.token_file: reading the secret: the file is empty"},
		{"Huge", "telegram: {token_file: huge}", ":1:24: telegram.token_file: reading the secret: larger than 65536 bytes"},
		{"BothDatabases", "state: {url: 'postgres://h/d', url_file: empty}", ":1:42: state.url_file: given together with url; leave one out"},
		{
			"BadDatabase", "state: {url_file: spaced}", ":1:19: state.url: holds a space or a character outside ASCII, which no key does",
		},
		{
			"Spaced", "telegram: {token_file: spaced}",
			":1:24: telegram.token: holds a space or a character outside ASCII, which no key does",
		},
		{
			"Profile", "models: {profiles: {p: {preset: openai, api_key_file: no}}}",
			":1:55: models.profiles.p.api_key_file: reading the secret: no such file or directory",
		},
		{
			"Embeddings", "embeddings: {api_key: a, api_key_file: no}",
			":1:40: embeddings.api_key_file: given together with api_key; leave one out",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := config.Parse(file, []byte(tt.text), nil)
			if err == nil {
				t.Fatal("no error")
			}
			if err.Error() != file+tt.want {
				t.Errorf("got\n%s\nwant\n%s", err, file+tt.want)
			}
		})
	}
}

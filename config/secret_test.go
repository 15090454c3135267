package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"articlebot/config"
)

const canary = "123456:canary"

// printed returns every form in which a value that holds a secret might be shown.
func printed(t *testing.T, v any) map[string]string {
	t.Helper()
	forms := map[string]string{"Sprint": fmt.Sprint(v), "Errorf": fmt.Errorf("with %v", v).Error()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T %[1]v", "%20.3s"} {
		forms[verb] = fmt.Sprintf(verb, v)
	}
	j, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	y, err := yaml.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var logs bytes.Buffer
	slog.New(slog.NewTextHandler(&logs, nil)).Info("text", "v", v)
	slog.New(slog.NewJSONHandler(&logs, nil)).Info("json", "v", v)
	forms["json"], forms["yaml"], forms["slog"] = string(j), string(y), logs.String()
	return forms
}

func TestSecretIsNeverPrinted(t *testing.T) {
	secret := config.NewSecret(canary)
	hidden := struct{ secret config.Secret }{secret}
	c := mustParse(t, "models: {profiles: {p: {preset: openai, api_key: '123456:canary'}}}", map[string]string{
		"TELEGRAM_TOKEN": canary, "EMBED_API_KEY": canary, "EMBED_MODEL": "m",
	})
	p, _ := c.Profile("p")
	values := map[string]any{
		"Value": secret, "Pointer": &secret, "Slice": []config.Secret{secret}, "Config": c, "Profile": p,
		"Unexported": hidden, "MapKey": map[string]any{"k": secret},
	}
	for name, v := range values {
		t.Run(name, func(t *testing.T) {
			for form, text := range printed(t, v) {
				if strings.Contains(text, "canary") || strings.Contains(text, fmt.Sprintf("%x", canary)) {
					t.Errorf("%s shows the secret: %s", form, text)
				}
			}
		})
	}
}

func TestSecret(t *testing.T) {
	full, empty := config.NewSecret(canary), config.NewSecret("")
	if full.Reveal() != canary || full.IsZero() {
		t.Error("the secret is lost")
	}
	if empty.Reveal() != "" || !empty.IsZero() || empty != (config.Secret{}) {
		t.Error("an empty secret is not the zero one")
	}
	if got := fmt.Sprintf("%v|%s|%#v|%v", full, full, full, empty); got != "[redacted]|[redacted]|[redacted]|" {
		t.Errorf("printed as %s", got)
	}
}

// The values of secrets must not come back in messages about them either.
func TestProblemsShowNoSecret(t *testing.T) {
	vars := map[string]string{"KEY": canary}
	files := []string{
		"{telegram: {api_url: '${KEY}'}, log: {level: '${KEY}'}}",
		"telegram: {api_url: 'http://u:canary@h/'}",
		"telegram: {token: '123456:canary 密'}",
		"telegram: {token: [123456:canary]}",
		"telegram: {123456:canary}",
		"telegram: {token: 123456: canary}",
		"123456:canary",
		"access: {users: ['${KEY}']}",
		"limits: {max_question: '${KEY}'}",
		"models: {profiles: {p: {timeout: '${KEY}', temperature: '${KEY}', preset: '${KEY}'}}}",
		"embeddings: {base_url: 'http://h/?k=canary', model: m}",
		"state: {dir: '${KEY'}",
		"state: {url: 'mysql://u:canary@h/d'}",
		"state: {url: 'postgres://u:canary#1@h:x/d'}",
		"telegram: {webhook: {secret: '${KEY}', url: 'https://u:canary@h/', listen: '${KEY}'}}",
	}
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			_, err := config.Parse("f", []byte(file), environ(vars))
			if err == nil {
				t.Fatal("no error")
			}
			if strings.Contains(err.Error(), "canary") {
				t.Errorf("the error shows the secret: %s", err)
			}
		})
	}
}

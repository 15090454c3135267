package config_test

import (
	"slices"
	"testing"
)

func TestChanges(t *testing.T) {
	const file = "telegram: {token: '1:a'}\nmodels: {default: p, profiles: {p: {preset: openai, api_key: k, temperature: 0.3}}}\n"
	for name, tt := range map[string]struct {
		other string
		want  []string
	}{
		"Nothing":     {"# moved down\n\n" + file, nil},
		"Secret":      {"telegram: {token: '1:b'}\n" + file[25:], []string{"telegram.token"}},
		"List":        {file + "articles: [a.md]\n", []string{"articles"}},
		"Several":     {file + "log: {level: warn}\naccess: {mode: open}\n", []string{"access.mode", "log.level"}},
		"Temperature": {file[:len(file)-5] + "4}}}\n", []string{"models.profiles.p.temperature"}},
		"OtherProfile": {
			file[:len(file)-3] + ", q: {preset: ollama, model: m}}}\n",
			[]string{"models.profiles.q.model", "models.profiles.q.preset"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := mustParse(t, file, nil), mustParse(t, tt.other, nil)
			if got := a.Changes(b); !slices.Equal(got, tt.want) {
				t.Errorf("from one to the other: %q, want %q", got, tt.want)
			}
			if got := b.Changes(a); !slices.Equal(got, tt.want) {
				t.Errorf("and back: %q, want %q", got, tt.want)
			}
		})
	}
}

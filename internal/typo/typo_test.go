package typo_test

import (
	"slices"
	"testing"

	"articlebot/internal/typo"
)

func TestMeant(t *testing.T) {
	candidates := []string{"deepseek", "DeepSeek-Pro", "local", "qwen", "通义千问"}
	for word, want := range map[string]string{
		"deepseek":     "deepseek",
		"DEEPSEEK":     "deepseek",
		"depseek":      "deepseek",
		"deepsekk":     "deepseek",
		"edepseek":     "deepseek",
		"deepseek-pr":  "DeepSeek-Pro",
		"pro":          "DeepSeek-Pro",
		"loacl":        "local",
		"qwem":         "qwen",
		"通义":           "",
		"通义千文":         "通义千问",
		"":             "",
		"x":            "",
		"entirely new": "",
	} {
		if got := typo.Meant(word, candidates); got != want {
			t.Errorf("Meant(%q) = %q, want %q", word, got, want)
		}
	}
}

// FuzzMeant holds that what is meant is a candidate or nothing, and that a candidate's own name means something.
func FuzzMeant(f *testing.F) {
	f.Add("depseek", "deepseek", "local")
	f.Add("", "", "")
	f.Add("\xff", "é", "通义")
	f.Fuzz(func(t *testing.T, word, first, second string) {
		candidates := []string{first, second}
		got := typo.Meant(word, candidates)
		if got != "" && !slices.Contains(candidates, got) {
			t.Errorf("Meant(%q) = %q, which is no candidate of %q", word, got, candidates)
		}
		if first != "" && second != "" && typo.Meant(first, candidates) == "" {
			t.Errorf("Meant(%q) finds nothing in %q", first, candidates)
		}
	})
}

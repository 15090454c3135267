package terms_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/rag/terms"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"folded already", "openai and meta, 2023", "openai and meta, 2023"},
		{"case", "OpenAI", "openai"},
		{"case beyond ASCII", "ÉCOLE ŁÓDŹ", "école łódź"},
		{"full width letters", "ＯｐｅｎＡＩ", "openai"},
		{"full width digits and signs", "２０２３年，１６０％", "2023年,160%"},
		{"ideographic space", "开源\u3000闭源", "开源 闭源"},
		{"ligature", "ﬁrst oﬃce", "first office"},
		{"circled digit", "①", "1"},
		{"accent in two runes", "Cafe\u0301", "café"},
		{"Kelvin sign", "\u212A", "k"},
		{"typographic apostrophe", "OpenAI’s", "openai's"},
		{"full width apostrophe", "Meta＇s", "meta's"},
		{"Chinese", "开源大模型", "开源大模型"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := terms.Fold(tt.text); got != tt.want {
				t.Errorf("Fold(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestIsHan(t *testing.T) {
	for _, r := range "开一龥〇㐀𠀀々" {
		if !terms.IsHan(r) {
			t.Errorf("IsHan(%q) = false", r)
		}
	}
	for _, r := range "a1é、。《ひカ한\uFFFD\x00" {
		if terms.IsHan(r) {
			t.Errorf("IsHan(%q) = true", r)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{
		"", "OpenAI’s ＧＰＴ－４", "开源，2023年", "Ϊ́", "İıſẞǅ", "㎡½…①ﬁ", "\xff\xfe", "e\u0301\u0300", "각",
		strings.Repeat("\u0301", 40), "Ω\u0345", "𝔘𝔫𝔦", "㋿㍿",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := terms.Fold(text)
		if utf8.ValidString(text) && !utf8.ValidString(folded) {
			t.Errorf("Fold(%q) = %q is not valid UTF-8", text, folded)
		}
		if again := terms.Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, and folded again %q", text, folded, again)
		}
	})
}

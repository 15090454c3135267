package terms_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/rag/terms"
)

// TestFigures has texts in both languages that say the same.
func TestFigures(t *testing.T) {
	tests := []struct{ a, b, want string }{
		{"以4:1获胜", "won 4 to 1", "4:1"},
		{"4比1", "4：1", "4:1"},
		{"上涨160%", "百分之160", "160%"},
		{"160 percent", "160％", "160%"},
		{"4,500", "4500", "4500"},
		{"3亿美元", "300 million dollars", "300000000"},
		{"4.9万", "49,000", "49000"},
		{"2023年3月", "March 2023", "2023-03"},
		{"2024年1月29日", "January 29, 2024", "2024-01-29"},
		{"29 January 2024", "2024-01-29", "2024-01-29"},
		{"1月18日", "on January 18", "01-18"},
		{"GPT-3.5", "3.5", "3.5"},
	}
	for _, test := range tests {
		for _, text := range []string{test.a, test.b} {
			if got := terms.Figures(text); !slices.Contains(got, test.want) {
				t.Errorf("Figures(%q) = %q, want %q in it", text, got, test.want)
			}
		}
	}
}

func TestFiguresKeepApart(t *testing.T) {
	for text, not := range map[string]string{"in 1881 and 4,500 of 31": "3", "GPT-3.5": "3", "2014": "14", "160%": "160", "3亿": "3"} {
		if got := terms.Figures(text); slices.Contains(got, not) {
			t.Errorf("Figures(%q) = %q has %q", text, got, not)
		}
	}
}

func FuzzFigures(f *testing.F) {
	for _, seed := range []string{"", "2023年3月", "march 3, 2023", "1,2,3", "99999999999999999999亿", "4比", "\xff1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, figure := range terms.Figures(text) {
			if strings.Trim(figure, " ") == "" || !strings.ContainsAny(figure, "0123456789") {
				t.Errorf("Figures(%q) has %q", text, figure)
			}
		}
	})
}

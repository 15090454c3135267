package terms_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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
		{"1.1亿", "110 million", "110000000"},
		{"0.5万", "5,000", "5000"},
		{"3 hundred thousand", "30万", "300000"},
		{"from 2014 to 2016", "2014", "2014"},
		{"10 to 15 percent", "15%", "15%"},
		{"in May 5,000 people", "5000", "5000"},
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

// forms are the forms that EachFigure gives for a text, in the order of the text.
func forms(text string) []string {
	var list []string
	terms.EachFigure(terms.Fold(text), func(_, form string) { list = append(list, form) })
	return list
}

// TestEachFigure has the forms that stand beside the index terms.
func TestEachFigure(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"4:1", []string{"4:1"}},
		{"以四比一获胜", []string{"4:1"}},
		{"won 4 to 1", []string{"4:1"}},
		{"160％", []string{"160%"}},
		{"百分之一百六十", []string{"160%"}},
		{"百分之六点五", []string{"6.5%"}},
		{"三亿美元", []string{"300000000"}},
		{"三点五亿", []string{"350000000"}},
		{"两千三百万人", []string{"23000000"}},
		{"一万亿", []string{"1000000000000"}},
		{"三千五", []string{"3500"}},
		{"一百零五", []string{"105"}},
		{"過了三年", []string{"3"}},
		{"十二个月", []string{"12"}},
		{"二〇二三年三月", []string{"2023-03", "2023"}},
		{"2023年3月5日", []string{"2023-03-05", "2023-03", "03-05"}},
		{"on the 5th of March, 2023", []string{"2023-03-05", "2023-03", "03-05"}},
		{"五月一日", []string{"05-01"}},
		{"1,024", []string{"1024"}},
	}
	for _, test := range tests {
		if got := forms(test.text); !slices.Equal(got, test.want) {
			t.Errorf("EachFigure(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

// TestEachFigureOfMagnitudes has vague magnitudes in both languages.
func TestEachFigureOfMagnitudes(t *testing.T) {
	for want, texts := range map[string][]string{
		"~1e3":  {"数千", "上千", "几千", "thousands", "several thousand", "a few thousand"},
		"~1e4":  {"数万", "上万", "tens of thousands"},
		"~1e5":  {"数十万", "hundreds of thousands"},
		"~1e6":  {"数百万", "millions of users"},
		"~1e8":  {"上亿", "数亿", "hundreds of millions"},
		"~1e9":  {"数十亿美元", "几十億", "billions of dollars", "a multi-billion-dollar deal"},
		"~1e12": {"数万亿", "trillions"},
	} {
		for _, text := range texts {
			if got := forms(text); !slices.Equal(got, []string{want}) {
				t.Errorf("EachFigure(%q) = %q, want %q", text, got, want)
			}
		}
	}
}

// TestEachFigureLeavesOut has what is a term already, or no number.
func TestEachFigureLeavesOut(t *testing.T) {
	for _, text := range []string{
		"", "2023", "in 2023", "2023年", "7", "3.5", "GPT-4", "gpt4", "from 2014 to 2016", "十分", "一些", "统一", "万一", "千万别", "百万富翁", "晚上十点",
		"数据", "上百分之", "十十十", "七八个", "三月", "march on", "several people", "a few", "2 tons",
	} {
		if got := forms(text); len(got) > 0 {
			t.Errorf("EachFigure(%q) = %q, want none", text, got)
		}
	}
}

// FuzzFigures holds that figures are never blank and have a digit, and that EachFigure gives forms of what stands in the text
// that the terms of it are not.
func FuzzFigures(f *testing.F) {
	for _, seed := range []string{
		"", "2023年3月", "march 3, 2023", "1,2,3", "99999999999999999999亿", "4比", "\xff1", "三点五亿", "二〇二三年十二月", "数十亿", "several hundred million",
		"一亿亿亿万", "2023-3-", "5 to", "百分之", "十二点", "1,234,5678",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, figure := range terms.Figures(text) {
			if strings.Trim(figure, " ") == "" || !strings.ContainsAny(figure, "0123456789") {
				t.Errorf("Figures(%q) has %q", text, figure)
			}
		}
		folded := terms.Fold(text)
		terms.EachFigure(folded, func(written, form string) {
			if written == "" || !strings.Contains(folded, written) || !utf8.ValidString(form) {
				t.Errorf("EachFigure(%q) has %q for %q", folded, form, written)
			}
			if !strings.ContainsAny(form, "0123456789") || slices.Contains(terms.Of(written), form) {
				t.Errorf("EachFigure(%q) has %q for %q, whose terms are %q", folded, form, written, terms.Of(written))
			}
		})
		if !slices.Equal(terms.Figures(text), terms.Figures(folded)) || !slices.Equal(forms(text), forms(folded)) {
			t.Errorf("the figures of %q and of the same folded differ", text)
		}
	})
}

package terms_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/rag/terms"
)

func TestSpelled(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"两周后", []string{"2"}},
		{"近百种语言", []string{"100"}},
		{"冒出两百多个", []string{"200"}},
		{"一两年", []string{"1", "2"}},
		{"重回万亿美元", []string{"1000000000000"}},
		{"Three weeks", []string{"3"}},
		{"nearly a hundred languages", []string{"100"}},
		{"two hundred and fifty-one models", []string{"251"}},
		{"one hundred million users", []string{"100000000"}},
		{"a trillion dollars", []string{"1000000000000"}},
		{"in July, or in May", []string{"7", "5"}},
		{"a couple of years", []string{"2"}},
		{"in the 1970s", []string{"20", "70"}},
		{"20世纪七十年代", []string{"1970"}},
	}
	for _, test := range tests {
		got := terms.Spelled(test.text)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("Spelled(%q) = %q lacks %q", test.text, got, want)
			}
		}
	}
}

func TestSpelledTakesNoOtherWords(t *testing.T) {
	for _, text := range []string{"May I march on?", "the tenor of someone", "hundreds", "没有数字", ""} {
		if got := terms.Spelled(text); len(got) > 0 {
			t.Errorf("Spelled(%q) = %q", text, got)
		}
	}
}

func TestCounts(t *testing.T) {
	tests := []struct {
		text string
		want terms.Count
	}{
		{"成立才六个月", terms.Count{Number: "6", Of: "月", Measured: true}},
		{"四周之后", terms.Count{Number: "4", Of: "周", Measured: true}},
		{"前十大科技巨头", terms.Count{Number: "10", Of: "大科"}},
		{"only six months old", terms.Count{Number: "6", Of: terms.Stem("months"), Measured: true}},
		{"the ten largest firms", terms.Count{Number: "10", Of: terms.Stem("largest")}},
		{"two hundred models", terms.Count{Number: "200", Of: terms.Stem("models"), Measured: true}},
		{"won five to nothing", terms.Count{Number: "5:0", Measured: true}},
		{"came in September", terms.Count{Number: "9", Measured: true}},
	}
	for _, test := range tests {
		if got := terms.Counts(test.text); !slices.Equal(got, []terms.Count{test.want}) {
			t.Errorf("Counts(%q) = %+v, want %+v", test.text, got, test.want)
		}
	}
}

// TestCountsNothing has words that hold numerals but count nothing for sure.
func TestCountsNothing(t *testing.T) {
	for _, text := range []string{"一家公司", "有一天", "第三年", "几十年", "一两年", "三四个", "one day", "two to three of them", "hundreds of models", "thousand", "2023年"} {
		for _, c := range terms.Counts(text) {
			if c.Measured {
				t.Errorf("Counts(%q) has %+v", text, c)
			}
		}
	}
}

// FuzzSpelled holds that whatever surely counts something is among the numbers that the text may have.
func FuzzSpelled(f *testing.F) {
	for _, seed := range []string{"两百多个大模型", "two hundred and fifty million", "一两年三四十", "hundred hundred hundred", "in May, 1970s", "20世纪七十年代"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		spelled := terms.Spelled(text)
		for _, c := range terms.Counts(text) {
			if !slices.Contains(spelled, c.Number) || strings.Trim(c.Number, "0123456789.:") != "" {
				t.Errorf("Counts(%q) has %+v, Spelled %q", text, c, spelled)
			}
		}
	})
}

package terms_test

import (
	"slices"
	"testing"

	"articlebot/rag/terms"
)

// TestOf names the terms that a text must have and those that it must not have.
func TestOf(t *testing.T) {
	tests := []struct {
		name, text string
		has, lacks []string
	}{
		{"characters and pairs", "开源模型", []string{"开", "源", "模", "型", "开源", "源模", "模型"}, []string{"开源模", "开源模型"}},
		{"no pair across a mark", "开，源", []string{"开", "源"}, []string{"开源", "，"}},
		{"no pair across a word", "开AI源", []string{"开", "ai", "源"}, []string{"开源"}},
		{"mixed scripts", "微软投资OpenAI", []string{"微软", "投资", "openai"}, []string{"资o"}},
		{"full width", "ＧＰＴ", []string{"gpt"}, nil},
		{"a version", "GPT4 and Qwen2.5", []string{"gpt", "4", "qwen", "2.5"}, []string{"gpt4", "qwen2.5"}},
		{"no version", "A100, 7b, b2b and co2e", []string{"a100", "7b", "b2b", "co2e"}, []string{"100", "2"}},
		{"thousands", "1,024 models", []string{"1,024", "model"}, []string{"1", "024"}},
		{"decimals", "GPT-3.5 scored 4.5.", []string{"gpt", "3.5", "4.5"}, []string{"4.5.", "5"}},
		{"a comma after a figure", "in 2014, 2015", []string{"2014", "2015"}, []string{"2014,"}},
		{"a year in Chinese", "2023年2月", []string{"2023", "2", "年", "月"}, nil},
		{"possessive", "Meta's chip and OpenAI’s", []string{"meta", "chip", "openai"}, []string{"s", "meta's"}},
		{"stop words", "Who is the founder of it?", terms.Of("founder"), []string{"who", "is", "the", "of", "it"}},
		{"stop words with a typographic apostrophe", "What’s new? Who’s it for?", terms.Of("new"), []string{"what", "who", "it"}},
		{"accents", "Pokémon", []string{"pokémon"}, nil},
		{"other scripts", "Москва", []string{"москва"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := terms.Of(tt.text)
			for _, term := range tt.has {
				if !slices.Contains(got, term) {
					t.Errorf("Of(%q) = %q lacks %q", tt.text, got, term)
				}
			}
			for _, term := range tt.lacks {
				if slices.Contains(got, term) {
					t.Errorf("Of(%q) = %q has %q", tt.text, got, term)
				}
			}
		})
	}
}

func TestOfNothing(t *testing.T) {
	for _, text := range []string{"", " \n", "，。！?", "the and of", "—— …… 🙂"} {
		if got := terms.Of(text); len(got) != 0 {
			t.Errorf("Of(%q) = %q, want none", text, got)
		}
	}
}

func TestOfIsDistinctInReadingOrder(t *testing.T) {
	if got, want := terms.Of("Linux, Android, linux, Android, chip"), terms.Of("linux android chip"); !slices.Equal(got, want) {
		t.Errorf("Of = %q, want %q", got, want)
	}
}

func TestEachRepeats(t *testing.T) {
	count := 0
	terms.Each("gpt gpt gpt", func(string) { count++ })
	if count != 3 {
		t.Errorf("Each emitted %d terms of three equal words", count)
	}
}

// TestEachTakesBytesThatAreNoText passes what Fold would have repaired.
func TestEachTakesBytesThatAreNoText(t *testing.T) {
	for _, text := range []string{"a\xff", "\xff", "开\xe5", "a'\xff", "1.\xff"} {
		terms.Each(text, func(term string) {
			if term == "" {
				t.Errorf("Each(%q) emitted an empty term", text)
			}
		})
	}
}

func FuzzOf(f *testing.F) {
	for _, seed := range []string{
		"OpenAI和Meta在开源上有什么不同?", "1,024 and 4.5", "it’s Meta's", "𠀀々〇", "a\xff'b", "'s ’s", "a’s’s", "\u0301's", "开\u0301源",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		of := make(map[string]bool)
		for _, term := range terms.Of(text) {
			if term == "" || of[term] {
				t.Errorf("Of(%q) has %q, which is empty or stands there twice", text, term)
			}
			of[term] = true
		}
		for _, r := range terms.Fold(text) {
			if terms.IsHan(r) && !of[string(r)] {
				t.Errorf("Of(%q) lacks %q", text, r)
			}
		}
	})
}

package terms_test

import (
	"strings"
	"testing"

	"articlebot/rag/terms"
)

// TestContent names what is left of a question and what is gone.
func TestContent(t *testing.T) {
	tests := []struct {
		question    string
		keeps, cuts []string
	}{
		{"为什么OpenAI越来越封闭？", []string{"OpenAI", "越来越封闭"}, []string{"为什么", "什么"}},
		{"请问谁收购了DeepMind呢？", []string{"收购", "DeepMind"}, []string{"请问", "谁", "呢"}},
		{"Meta的股价涨了多少？", []string{"Meta的股价涨了"}, []string{"多少"}},
		{"LLaMA什么时候开源？", []string{"LLaMA", "开源"}, []string{"什么时候", "时候"}},
		{"OpenAI和Meta有什么不同？", []string{"OpenAI", "Meta"}, []string{"有什么", "不同"}},
		{"ＬＬＡＭＡ是怎么开源的", []string{"ＬＬＡＭＡ", "开源"}, []string{"怎么"}},
		{"Who bought DeepMind?", []string{"Who bought DeepMind?"}, nil},
		{"誰收購了DeepMind，為什麼？", []string{"收購", "DeepMind"}, []string{"誰", "為什麼"}},
	}
	for _, tt := range tests {
		got := terms.Content(tt.question)
		for _, part := range tt.keeps {
			if !strings.Contains(got, part) {
				t.Errorf("Content(%q) = %q lacks %q", tt.question, got, part)
			}
		}
		for _, part := range tt.cuts {
			if strings.Contains(got, part) {
				t.Errorf("Content(%q) = %q has %q", tt.question, got, part)
			}
		}
	}
}

func TestContentOfQuestionWordsOnly(t *testing.T) {
	for _, question := range []string{"为什么", "是谁", "", "怎么样"} {
		if got := terms.Content(question); got != question {
			t.Errorf("Content(%q) = %q, want it whole", question, got)
		}
	}
}

// FuzzContent holds that content is no longer than the question, and never blank unless that is.
func FuzzContent(f *testing.F) {
	for _, seed := range []string{"为什么OpenAI封闭？", "什么", "谁 什么 吗", "Why?", "\xff么", "为什 么"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, question string) {
		content := terms.Content(question)
		if len(content) > len(question) {
			t.Errorf("Content(%q) = %q is longer", question, content)
		}
		if strings.TrimSpace(content) == "" && strings.TrimSpace(question) != "" {
			t.Errorf("Content(%q) is blank", question)
		}
	})
}

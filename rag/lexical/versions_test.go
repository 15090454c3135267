package lexical_test

import (
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
)

// TestVersions holds that a name with the number of a version is one name however the two are joined, in the question and
// in the text, and another one with another number.
func TestVersions(t *testing.T) {
	tests := []struct {
		spellings []string
		others    []string
	}{
		{[]string{"LLaMA 3", "LLaMA-3", "LLaMA3", "Llama3"}, []string{"LLaMA 2", "LLaMA2"}},
		{[]string{"GPT 4", "GPT-4", "GPT4"}, []string{"GPT 3", "GPT-3.5", "GPT40"}},
		{[]string{"Qwen 2.5", "Qwen-2.5", "Qwen2.5"}, []string{"Qwen 2", "Qwen-1.5"}},
	}
	for _, tt := range tests {
		for _, written := range tt.spellings {
			for _, other := range tt.others {
				passages := append(
					passagesOf(corpus.English, "Then "+other+" was released by the company.", "The company released "+written+" in the spring."),
					passagesOf(corpus.Chinese, "后来公司发布了"+other+"。", "公司在春天发布了"+written+"。")...)
				for _, asked := range tt.spellings {
					findsVersion(t, "When was "+asked+" released?", passages)
					findsVersion(t, asked+"是什么时候发布的？", passages)
				}
			}
		}
	}
}

// findsVersion expects that in each language the second of two passages has the version in the question.
func findsVersion(t *testing.T, question string, passages []*corpus.Passage) {
	t.Helper()
	for _, pair := range [][]*corpus.Passage{passages[:2], passages[2:]} {
		x := lexical.New(pair)
		hits, err := x.Search(t.Context(), question, 1)
		if err != nil || len(hits) == 0 || hits[0].Passage != pair[1] {
			t.Errorf("%s finds %v, error %v; want %s", question, hits, err, pair[1].Text())
		}
		other, same := x.Read(question, pair)[0], x.Read(question, pair)[1]
		if !same.Exact || !same.Named || !same.Names[0] || other.Exact || other.Names[0] {
			t.Errorf("%s reads %s as %+v and %s as %+v", question, pair[1].Text(), same, pair[0].Text(), other)
		}
	}
}

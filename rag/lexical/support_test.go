package lexical_test

import (
	"slices"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
)

// TestMissingNames holds statements against a passage that lacks a name of theirs, or has it in other words.
func TestMissingNames(t *testing.T) {
	chinese := passagesOf(corpus.Chinese, "王晟在伦敦给特斯拉写了一封信，1月18日寄出，信里的漏洞不少。", "伊斯兰国家的会议在欧洲开。")
	english := passagesOf(corpus.English, "Ada Brandt wrote to Tesla from London on January 18.")
	tests := []struct {
		name, text string
		over       []*corpus.Passage
		want       []string
	}{
		{"none", "王晟在伦敦写信给特斯拉。", chinese, nil},
		{"an alias", "王晟写信给Tesla。", chinese, nil},
		{"a person that is no word", "柯洁在伦敦写了一封信。", chinese, []string{"柯洁"}},
		{"a name of the dictionary", "王晟在哈佛大学写了一封信。", chinese, []string{"哈佛大学"}},
		{"a name elsewhere in the collection", "王晟从欧洲写了一封信。", chinese, nil},
		{"the end of one word and the beginning of another", "会议在伊斯兰国家开。", chinese, nil},
		{"an English word", "王晟的信里有不少bug。", chinese, nil},
		{"a Latin name over English", "Otto Krantz给特斯拉写了信。", english, []string{"otto", "krantz"}},
		{"a name in a writing that nobody knows", "艾达·布兰特给特斯拉写了信。", english, nil},
		{"a day", "On Jan. 18, Ada Brandt wrote to Tesla.", english, nil},
		{"a month is no name", "Brandt wrote in September.", english, nil},
		{"a decade is no name", "Brandt wrote in the 1970s. The 1970s were good.", english, nil},
		{"a possessive at the beginning", "Huawei's letter went to Tesla.", english, []string{"huawei"}},
		{"an English name", "Ada Brandt wrote from Harvard.", english, []string{"harvard"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := lexical.New(test.over).Claim(test.text).Missing(test.over[:1])
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

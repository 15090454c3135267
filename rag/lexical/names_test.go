package lexical_test

import (
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
)

// TestLearntNames holds that a name which a text gives in brackets reaches all names of its bearer, and they it: each is
// asked for where only another one stands.
func TestLearntNames(t *testing.T) {
	tests := []struct {
		name    string
		teaches []string
		names   []string
	}{
		{"behind a known name", []string{"Meta（元平台）公布了计划。"}, []string{"Meta", "Facebook", "脸书", "元平台"}},
		{"before a known name", []string{"元平台（Meta）公布了计划。"}, []string{"Meta", "Facebook", "脸书", "元平台"}},
		{"a new bearer", []string{"布兰特（Brandt）来了。"}, []string{"布兰特", "Brandt"}},
		{"with last names", []string{"艾达·布兰特（Ada Brandt）来了。"}, []string{"布兰特", "Brandt", "艾达·布兰特", "Ada Brandt"}},
		{
			"one after the other", []string{"布兰特（Brandt）来了。", "Brandt（怀恩）走了。", "怀恩（Ada B）笑了。"},
			[]string{"布兰特", "Brandt", "怀恩", "Ada B"},
		},
		{
			"two that were apart", []string{"布兰特（Brandt）来了。", "Bo Wel（波维尔）走了。", "布兰特（Bo Wel）笑了。"},
			[]string{"布兰特", "Brandt", "波维尔", "Bo Wel"},
		},
		{"spelt in two ways", []string{"布兰特（Ada Brandt）来了。", "怀恩（Ada Brandt）走了。"}, []string{"布兰特", "怀恩", "Ada Brandt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, asked := range tt.names {
				for _, written := range tt.names {
					if !isFound(tt.teaches, asked, written) {
						t.Errorf("%s is not found by %s", written, asked)
					}
				}
			}
		})
	}
}

// TestNoSecondNames holds that what stands in brackets is not always a name of what stands before it.
func TestNoSecondNames(t *testing.T) {
	tests := []struct {
		name           string
		teaches        []string
		asked, written string
	}{
		{"where somebody works", []string{"扎克伯格（Meta）来了。"}, "扎克伯格", "脸书"},
		{"what they are", []string{"布兰特（CEO）来了。", "波维尔（CEO）走了。"}, "布兰特", "波维尔"},
		{"what they are, in Chinese", []string{"Threads（社交应用）来了。", "Orkut（社交应用）走了。"}, "Threads", "Orkut"},
		{"a known last name", []string{"梅琳达·盖茨（Melinda Gates）来了。"}, "Melinda Gates", "比尔·盖茨"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if isFound(tt.teaches, tt.asked, tt.written) {
				t.Errorf("%s is found by %s", tt.written, tt.asked)
			}
			if isFound(tt.teaches, tt.written, tt.asked) {
				t.Errorf("%s is found by %s", tt.asked, tt.written)
			}
		})
	}
}

// isFound reports whether a passage that has one name matches another name. Each is in the language of its name.
func isFound(teaches []string, asked, written string) bool {
	other := passagesOf(corpus.DetectLang(written), written)
	x := lexical.New(append(passagesOf(corpus.Chinese, teaches...), other...))
	return read(x, asked, other[0]).Score > 0
}

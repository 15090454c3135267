package lexical_test

import (
	"slices"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
	"articlebot/rag/lexical/synthetic"
)

// TestSearchForFewFindsTheFirstOfAll asks for few of many passages, among them equally good ones.
func TestSearchForFewFindsTheFirstOfAll(t *testing.T) {
	passages, err := synthetic.Passages(1000, corpus.Chinese, corpus.English)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 500 {
		again := *passages[i]
		passages = append(passages, &again)
	}
	place := make(map[*corpus.Passage]int)
	for i, p := range passages {
		place[p] = i
	}
	x := lexical.New(passages)
	for _, question := range append(synthetic.Questions(corpus.Chinese), synthetic.Questions(corpus.English)...) {
		all, err := x.Search(t.Context(), question, len(passages))
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range []int{-1, 0, 1, 7, 100, len(all), len(all) + 1} {
			few, err := x.Search(t.Context(), question, k)
			if want := all[:max(0, min(k, len(all)))]; err != nil || !slices.Equal(few, want) {
				t.Errorf("%s: the %d best are not the first of all, error %v", question, k, err)
			}
		}
		for i := 1; i < len(all); i++ {
			better, worse := all[i-1], all[i]
			if better.Score < worse.Score || better.Score == worse.Score && place[better.Passage] > place[worse.Passage] {
				t.Errorf("%s: ranks %d and %d are the wrong way round", question, i, i+1)
			}
		}
	}
}

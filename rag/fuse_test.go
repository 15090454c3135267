package rag_test

import (
	"context"
	"slices"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// scriptedLeg finds the first passages, in the order and with the scores that it is given.
type scriptedLeg struct {
	brokenLeg
	name     string
	passages []*corpus.Passage
	finds    []find
}

type find struct {
	passage int
	score   float64
}

func (l scriptedLeg) Name() string { return l.name }

func (l scriptedLeg) Search(context.Context, string, int) ([]rag.Hit, error) {
	hits := make([]rag.Hit, len(l.finds))
	for i, f := range l.finds {
		hits[i] = rag.Hit{Passage: l.passages[f.passage], Score: f.score}
	}
	return hits, nil
}

// TestFusion holds that a vector leg of a fifth of the weight decides where the lexical leg wavers, and only there.
func TestFusion(t *testing.T) {
	wavers, sure := []find{{0, 10}, {1, 9}, {2, 3}}, []find{{0, 10}, {1, 7}, {2, 3}}
	tests := map[string]struct {
		lexical, dense []find
		want           []int
	}{
		"LexicalIsSure":         {sure, []find{{1, 0.9}, {2, 0.8}, {0, 0.7}}, []int{0, 1, 2}},
		"LexicalWavers":         {wavers, []find{{1, 0.9}, {2, 0.8}, {0, 0.7}}, []int{1, 0, 2}},
		"DenseIsNoSurer":        {wavers, []find{{1, 0.9}, {0, 0.83}, {2, 0.7}}, []int{0, 1, 2}},
		"HighFloorMakesNoDoubt": {wavers, []find{{1, 0.903}, {2, 0.902}, {0, 0.901}}, []int{1, 0, 2}},
		"DenseFindsMore":        {sure, []find{{3, 0.9}, {1, 0.8}, {4, 0.7}}, []int{0, 1, 2, 3, 4}},
		"DenseAlone":            {nil, []find{{2, 0.9}, {1, 0.8}, {0, 0.7}}, []int{2, 1, 0}},
		"DenseOfOne":            {wavers, []find{{1, 0.9}}, []int{1, 0, 2}},
		"DenseAllAlike":         {wavers, []find{{2, 0.5}, {1, 0.5}, {0, 0.5}}, []int{0, 1, 2}},
		"NoDense":               {wavers, nil, []int{0, 1, 2}},
		"Nothing":               {nil, nil, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			passages := corpus.Passages(builtin(t).Editions[0])
			view := &rag.View{Passages: passages, DenseWeight: 0.2}
			view.Lexical = scriptedLeg{name: "lexical", passages: passages, finds: tt.lexical}
			view.Dense = scriptedLeg{name: "vector", passages: passages, finds: tt.dense}
			engine := mustEngine(t, rag.Options{Views: map[corpus.Lang]*rag.View{corpus.Chinese: view, corpus.English: view}})
			evidence, err := engine.Rank(t.Context(), "Who built North Light?", 10)
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, ev := range evidence {
				got = append(got, slices.Index(passages, ev.Passage))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got passages %v, want %v", got, tt.want)
			}
		})
	}
}

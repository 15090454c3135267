package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
)

// TestAnswersJudges gives each item an answer; reason is what a failure must say, and empty for a pass.
func TestAnswersJudges(t *testing.T) {
	must := [][]string{{"orchard", "farm"}, {"1998"}}
	tests := []struct {
		name   string
		item   eval.Item
		answer rag.Answer
		reason string
	}{
		{"every group", eval.Item{Must: must}, english("The farm burnt in 1998. [1]"), ""},
		{"no groups", eval.Item{}, english("Anything."), ""},
		{"case", eval.Item{Must: must}, english("ORCHARDS, 1998"), ""},
		{"case of the wanted", eval.Item{Must: [][]string{{"OpenAI"}}}, english("openai"), ""},
		{"width", eval.Item{Must: must}, english("Ｏｒｃｈａｒｄ １９９８"), ""},
		{"width of the wanted", eval.Item{Must: [][]string{{"１９９８"}}}, english("1998"), ""},
		{"a group is missing", eval.Item{Must: must}, english("The farm burnt."), "1998"},
		{"every string of a group is missing", eval.Item{Must: must}, english("It burnt in 1998."), "orchard or farm"},
		{"right language", eval.Item{Lang: corpus.Chinese}, chinese("果园"), ""},
		{"wrong language", eval.Item{Lang: corpus.Chinese}, english("orchard"), "in en, not zh"},
		{"no language asked", eval.Item{}, chinese("果园"), ""},
		{"refusal due and given", eval.Item{Refuse: true}, refusal(), ""},
		{"refusal due, whatever must say", eval.Item{Refuse: true, Must: must}, refusal(), ""},
		{"refusal due and not given", eval.Item{Refuse: true}, english("It burnt."), "answered"},
		{"refusal given and not due", eval.Item{Must: [][]string{{"article"}}}, refusal(), "refused"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := results(t, says(tt.answer), tt.item)[0]
			if got.Pass != (tt.reason == "") || got.Pass != (got.Reason == "") || !strings.Contains(got.Reason, tt.reason) {
				t.Errorf("pass %v, reason %q; want the reason %q", got.Pass, got.Reason, tt.reason)
			}
		})
	}
}

func TestAnswersAsksInTurn(t *testing.T) {
	history := []rag.Turn{{Question: "Who walks?", Answer: "Nobody."}}
	items := []eval.Item{
		{ID: "a1", Lang: corpus.English, Type: "fact", Question: "Who?"},
		{ID: "a2", Lang: corpus.Chinese, Type: "followup", Question: "什么时候?", History: history},
	}
	var asked []rag.Question
	echo := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		asked = append(asked, q)
		return rag.Answer{Lang: corpus.English, Text: q.Text}, nil
	})
	got := results(t, echo, items...)
	if len(got) != 2 || len(asked) != 2 {
		t.Fatalf("%d results of %d questions, want two", len(got), len(asked))
	}
	for i, r := range got {
		if r.ID != items[i].ID || r.Lang != items[i].Lang || r.Type != items[i].Type || r.Answer.Text != items[i].Question {
			t.Errorf("result %d is %+v", i, r)
		}
	}
	if len(asked[1].History) != 1 || asked[1].History[0] != history[0] {
		t.Errorf("the conversation came as %+v", asked[1].History)
	}
	if asked[1].Lang != "" {
		t.Errorf("the language %q was given away", asked[1].Lang)
	}
}

func TestAnswersEndsWithTheFirstError(t *testing.T) {
	broken := errors.New("out of order")
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		if q.Text == "second" {
			return rag.Answer{}, broken
		}
		return english("Yes."), nil
	})
	items := []eval.Item{{ID: "a1", Question: "first"}, {ID: "a2", Question: "second"}, {ID: "a3", Question: "third"}}
	var seen []string
	err := eval.Answers(t.Context(), asker, items, func(r eval.Result) { seen = append(seen, r.ID) })
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "a2") {
		t.Errorf("got %v, want the asker's error with the item's ID", err)
	}
	if len(seen) != 1 || seen[0] != "a1" {
		t.Errorf("results of %v came before the error, want a1's", seen)
	}
}

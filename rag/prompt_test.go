package rag_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// budget is less than the lighthouses need, so that only the passages that bear on a question are sent.
const budget = 520

// asked returns the messages that a question makes a model receive.
func asked(t *testing.T, q rag.Question, contextTokens int) []rag.Message {
	t.Helper()
	model := says("VERDICT: yes\nNorth Light is 31 metres tall.")
	p := profile("p", model)
	p.ContextTokens = contextTokens
	if _, err := newEngine(t, towers(t), p).Ask(t.Context(), q, nil); err != nil {
		t.Fatal(err)
	}
	if len(model.asked) == 0 {
		t.Fatalf("%q: the model was asked %d times", q.Text, len(model.asked))
	}
	return withoutMark(model.asked[0])
}

var endMark = regexp.MustCompile(`[A-Z2-7]{16}`)

// withoutMark replaces the mark at the article's end, which is never the same.
func withoutMark(messages []rag.Message) []rag.Message {
	plain := slices.Clone(messages)
	for i, m := range plain {
		plain[i].Content = endMark.ReplaceAllString(m.Content, "MARK")
	}
	return plain
}

// TestPromptGolden keeps what a model is sent: the whole article, a conversation, and passages within a budget.
func TestPromptGolden(t *testing.T) {
	type prompt struct {
		name, text string
		history    []rag.Turn
		budget     int
	}
	prompts := map[corpus.Lang][]prompt{
		corpus.Chinese: {
			{name: "whole article", text: "北灯塔是谁建成的？"},
			{name: "conversation", text: "北灯塔花了多少克朗？", history: []rag.Turn{{Question: "北灯塔是谁建成的？", Answer: "艾达·布兰特。[1]"}}},
			{name: "comparison within a budget", text: "北灯塔和南灯塔有什么不同？", budget: budget + 150},
		},
		corpus.English: {
			{name: "whole article", text: "Who built North Light?"},
			{name: "conversation", text: "How tall is North Light?", history: []rag.Turn{{Question: "Who built North Light?", Answer: "Ada Brandt [1]."}}},
			{name: "comparison within a budget", text: "Compare North Light and South Light.", budget: budget + 150},
		},
	}
	for lang, list := range prompts {
		t.Run(string(lang), func(t *testing.T) {
			var text strings.Builder
			for _, p := range list {
				fmt.Fprintf(&text, "##### %s\n", p.name)
				for _, m := range asked(t, rag.Question{Text: p.text, History: p.history}, p.budget) {
					fmt.Fprintf(&text, "##### %s:\n%s\n", m.Role, m.Content)
				}
			}
			golden(t, "prompt."+string(lang)+".golden", text.String())
		})
	}
}

// TestPromptsBeginAlike holds that two questions share all that stands before them, for the sake of prefix caches.
func TestPromptsBeginAlike(t *testing.T) {
	const first, second = "Who built North Light?", "How tall is North Light?"
	a, b := asked(t, rag.Question{Text: first}, 0), asked(t, rag.Question{Text: second}, 0)
	if a[0] != b[0] {
		t.Errorf("the first messages differ:\n%s\n%s", a[0].Content, b[0].Content)
	}
	if strings.Replace(a[1].Content, first, second, 1) != b[1].Content {
		t.Errorf("more than the question differs:\n%s\n%s", a[1].Content, b[1].Content)
	}
}

// TestFaultL18PromptHoldsTheWholeArticleOrWhatFits counts the numbered passages.
func TestFaultL18PromptHoldsTheWholeArticleOrWhatFits(t *testing.T) {
	passagesIn := func(messages []rag.Message) string {
		passages, _, _ := strings.Cut(messages[len(messages)-1].Content, "Question:")
		return passages
	}
	question := rag.Question{Text: "What does the keeper Jonas Wehl count?"}
	whole := passagesIn(asked(t, question, 0))
	if got := markers(whole); len(got) != 4 {
		t.Errorf("the passages %v are sent, want all four", got)
	}
	for _, section := range towers(t).Edition(corpus.English).SectionTitles() {
		if !strings.Contains(whole, section) {
			t.Errorf("the section %q is not named", section)
		}
	}
	some := passagesIn(asked(t, question, budget))
	if got := markers(some); len(got) < 1 || len(got) > 3 || got[0] != 1 || !strings.Contains(some, "Jonas Wehl") {
		t.Errorf("the passages %v are sent within the budget:\n%s", got, some)
	}
}

// TestCitationsFollowTheBudget holds that numbers are those of the passages that were sent.
func TestCitationsFollowTheBudget(t *testing.T) {
	p := profile("p", says("He counts the ships every night [1]. Jonas Wehl is the keeper [4]."))
	p.ContextTokens = budget
	answer := ask(t, newEngine(t, towers(t), p), "What does the keeper Jonas Wehl count?")
	if answer.Text != "He counts the ships every night [1]. Jonas Wehl is the keeper. [1]" || len(answer.Citations) != 1 {
		t.Fatalf("%s\n%+v", answer.Text, answer.Citations)
	}
	if !strings.Contains(answer.Citations[0].Text, "Jonas Wehl") {
		t.Errorf("[1] is %s", answer.Citations[0].Text)
	}
}

func TestPromptForgetsOldTurns(t *testing.T) {
	var history []rag.Turn
	for i := range 20 {
		history = append(history, rag.Turn{Question: fmt.Sprintf("question %d?", i), Answer: fmt.Sprintf("answer %d [1].", i)})
	}
	messages := asked(t, rag.Question{Text: "Who built North Light?", History: history}, 0)
	text := messages[len(messages)-1].Content
	if !strings.Contains(text, "question 19?") || strings.Contains(text, "question 0?") || strings.Contains(text, "answer 19 [1]") {
		t.Errorf("want the last turns without their citations:\n%s", text)
	}
}

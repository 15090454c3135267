package rag_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// tooLong is how a model's adapter says that the server found the messages too long.
var tooLong = line{err: fmt.Errorf("asking the model: %w: 9000 tokens", rag.ErrPromptTooLong)}

// sizeOf is the length of all messages of a call.
func sizeOf(messages []rag.Message) int {
	total := 0
	for _, m := range messages {
		total += len(m.Content)
	}
	return total
}

// TestFaultL17PromptsShrink has a server that takes half of what it is sent: fewer passages go with the second
// call, and the citations count those.
func TestFaultL17PromptsShrink(t *testing.T) {
	article := builtin(t)
	engine := newEngine(t, article)
	for lang, said := range map[corpus.Lang]struct{ question, answer string }{
		corpus.English: {"Who bought DeepMind?", "Google bought DeepMind."},
		corpus.Chinese: {"谁收购了DeepMind？", "谷歌收购了DeepMind。"},
	} {
		history := []rag.Turn{{Question: "Musk?", Answer: "马斯克。"}}
		answer, d := play(t, engine, rag.Question{Text: said.question, History: history}, tooLong, line{text: said.answer})
		if got := purposes(answer); !slices.Equal(got, []string{"answer", "answer"}) {
			t.Fatalf("%s: the calls are for %q", lang, got)
		}
		calls := answer.Trace.Calls
		if whole := len(corpus.Passages(article.Edition(lang))); len(calls[0].Sources) != whole || len(calls[1].Sources) >= whole || len(calls[1].Sources) == 0 {
			t.Errorf("%s: %d passages are sent and then %d, of %d", lang, len(calls[0].Sources), len(calls[1].Sources), whole)
		}
		if best := answer.Trace.Evidence[0].Passage.ID; !slices.Contains(calls[1].Sources, best) {
			t.Errorf("%s: the second prompt lacks the best passage %s", lang, best)
		}
		if first, second := sizeOf(d.asked[0]), sizeOf(d.asked[1]); second > first*6/10 {
			t.Errorf("%s: %d bytes are sent and then %d", lang, first, second)
		}
		if !strings.Contains(d.request(1), "马斯克。") || !strings.Contains(d.request(1), said.question) {
			t.Errorf("%s: the second prompt forgets the conversation or the question:\n%s", lang, d.request(1))
		}
		isCited := len(answer.Citations) == 1 && strings.Contains(answer.Citations[0].Text, "DeepMind") && slices.Contains(calls[1].Sources, answer.Citations[0].PassageID)
		if answer.Answerer != rag.Model || answer.Text != said.answer+" [1]" || !isCited {
			t.Errorf("%s: by %s: %s\n%+v", lang, answer.Answerer, answer.Text, answer.Citations)
		}
	}
}

// TestFaultL17TheConversationGoesLast has so little room that no passage fits beside the conversation.
func TestFaultL17TheConversationGoesLast(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, q := range map[corpus.Lang]rag.Question{
		corpus.English: {Text: "Who built North Light?"}, corpus.Chinese: {Text: "北灯塔是谁建成的？"},
	} {
		q.History = []rag.Turn{{Question: strings.Repeat("an earlier question ", 20), Answer: strings.Repeat("早先的回答", 80)}}
		answer, d := play(t, engine, q, tooLong, line{text: right[lang]})
		first, second := d.request(0), d.request(1)
		if !strings.Contains(first, "早先的回答") || strings.Contains(second, "早先的回答") || strings.Contains(second, "an earlier question") {
			t.Errorf("%s: the prompts are\n%s\n%s", lang, first, second)
		}
		if calls := answer.Trace.Calls; len(calls[1].Sources) == 0 || answer.Text != right[lang] {
			t.Errorf("%s: from %d passages: %s", lang, len(calls[1].Sources), answer.Text)
		}
	}
}

// TestFaultL17PromptsShrinkOnce has a server that finds every prompt too long: it is asked twice, and then the next profile, and
// without one quotation answers.
func TestFaultL17PromptsShrinkOnce(t *testing.T) {
	engine := newEngine(t, towers(t))
	for _, lang := range []corpus.Lang{corpus.English, corpus.Chinese} {
		q := rag.Question{Text: aboutIn(lang)}
		answer, d := play(t, engine, q, tooLong, tooLong, line{text: right[lang]})
		if answer.Answerer != rag.Extractive || answer.Notice == "" || len(d.asked) != 2 {
			t.Errorf("%s: by %s after %d calls, notice %q", lang, answer.Answerer, len(d.asked), answer.Notice)
		}
		first, next := &dialogue{lines: []line{tooLong, tooLong}}, &dialogue{lines: lines(right[lang])}
		use(t, engine, first, profile("next", next))
		answer = ask(t, engine, aboutIn(lang))
		if answer.Text != right[lang] || len(first.asked) != 2 || len(next.asked) != 1 {
			t.Errorf("%s: asked %d and %d times: %s", lang, len(first.asked), len(next.asked), answer.Text)
		}
		if whole := sizeOf(first.asked[0]); sizeOf(next.asked[0]) != whole || sizeOf(first.asked[1]) >= whole {
			t.Errorf("%s: %d bytes are sent, then %d, and %d to the next", lang, whole, sizeOf(first.asked[1]), sizeOf(next.asked[0]))
		}
	}
}

// TestShrunkPromptsAreRepaired has a fault in the answer to the second prompt, which the repair goes on from.
func TestShrunkPromptsAreRepaired(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, said := range map[corpus.Lang]struct{ question, faulty string }{
		corpus.English: {"Who built North Light?", "It cost 9,900 crowns [1]."},
		corpus.Chinese: {"北灯塔是谁建成的？", "北灯塔花了9,900克朗[1]。"},
	} {
		answer, d := play(t, engine, rag.Question{Text: said.question}, tooLong, line{text: said.faulty}, line{text: right[lang]})
		if answer.Text != right[lang] || !slices.Equal(purposes(answer), []string{"answer", "answer", "repair"}) {
			t.Fatalf("%s: the calls are for %q: %s", lang, purposes(answer), answer.Text)
		}
		if !slices.Equal(d.asked[2][:2], d.asked[1]) {
			t.Errorf("%s: the repair does not go on from the second prompt:\n%+v", lang, d.asked[2])
		}
	}
}

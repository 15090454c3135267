package rag_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// goesOn is a question in each language that goes on from the one before it.
var goesOn = map[corpus.Lang]rag.Question{
	corpus.English: {Text: "And South Light?", History: []rag.Turn{{Question: "Who keeps North Light?", Answer: "Jonas Wehl [1]."}}},
	corpus.Chinese: {Text: "那南灯塔呢？", History: []rag.Turn{{Question: "北灯塔的看守人是谁？", Answer: "约纳斯[1]。"}}},
}

// standsAlone is what a model makes of it, and keeperless the answer.
var (
	standsAlone = map[corpus.Lang]string{corpus.English: "Who keeps South Light now?", corpus.Chinese: "现在南灯塔的看守人是哪位？"}
	keeperless  = map[corpus.Lang]string{
		corpus.English: "South Light has had no keeper since 1966 [1].", corpus.Chinese: "南灯塔从1966年起就没有看守人[1]。",
	}
)

// offline is what is searched for where no model rewrites a question.
func offline(t *testing.T, e *rag.Engine, q rag.Question) string {
	t.Helper()
	if err := e.UseModels(rag.Models{}); err != nil {
		t.Fatal(err)
	}
	answer, err := e.Ask(t.Context(), q, nil)
	if err != nil || answer.Kind != rag.Followup {
		t.Fatalf("%q is a %s, error %v", q.Text, answer.Kind, err)
	}
	return answer.Trace.Query
}

// TestFollowupsAreSearchedAsTheyStandAlone has a model rewrite the question, in one call more, before it answers.
func TestFollowupsAreSearchedAsTheyStandAlone(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, q := range goesOn {
		for _, reply := range []string{
			standsAlone[lang], "  " + standsAlone[lang] + "\n", "“" + standsAlone[lang] + "”", "Q: " + standsAlone[lang], "问题：" + standsAlone[lang],
			"Question: “" + standsAlone[lang] + "”",
		} {
			answer, d := play(t, engine, q, lines(reply, keeperless[lang])...)
			if got := purposes(answer); !slices.Equal(got, []string{"rewrite", "answer"}) || len(d.asked) != 2 {
				t.Fatalf("%q: the calls are for %q", reply, got)
			}
			content, _, _ := strings.Cut(standsAlone[lang], "哪位")
			if got := answer.Trace.Query; strings.TrimRight(got, " ？") != content {
				t.Errorf("%q: searched for %q, want %q", reply, got, content)
			}
			if !strings.Contains(answer.Citations[0].Text, "1966") || answer.Kind != rag.Followup || answer.Question != q.Text {
				t.Errorf("%q: the %s %q cites %+v", reply, answer.Kind, answer.Question, answer.Citations)
			}
			if answer.Usage.PromptTokens != 200 {
				t.Errorf("%q: usage %+v", reply, answer.Usage)
			}
		}
	}
}

// TestRewritingSeesTheConversation holds what a model is sent to rewrite a question, and that it then answers the question
// as it was asked.
func TestRewritingSeesTheConversation(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, q := range goesOn {
		_, d := play(t, engine, q, lines(standsAlone[lang], keeperless[lang])...)
		first := d.request(0)
		if len(d.asked[0]) != 1 || strings.Contains(first, "[1]") || strings.Contains(first, "1966") {
			t.Errorf("%s: the first call is sent %+v", lang, d.asked[0])
		}
		for _, part := range []string{q.Text, q.History[0].Question} {
			if !strings.Contains(first, part) || !strings.Contains(d.request(1), part) {
				t.Errorf("%s: a call lacks %q:\n%s\n%s", lang, part, first, d.request(1))
			}
		}
	}
}

// TestOnlyFollowupsAreRewritten holds that a question that stands alone costs one call, with and without a conversation
// before it, and smalltalk none.
func TestOnlyFollowupsAreRewritten(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, questions := range map[corpus.Lang][]string{
		corpus.English: {"Who built North Light?", about, versus[corpus.English]},
		corpus.Chinese: {"北灯塔是谁建成的？", aboutChinese, versus[corpus.Chinese]},
	} {
		for _, text := range questions {
			for _, history := range [][]rag.Turn{nil, goesOn[lang].History} {
				answer, d := play(t, engine, rag.Question{Text: text, History: history}, lines(right[lang], right[lang])...)
				if got := purposes(answer); !slices.Equal(got, []string{"answer"}) || len(d.asked) != 1 {
					t.Errorf("%q: the calls are for %q", text, got)
				}
			}
		}
	}
	for _, text := range []string{"Hello", "谢谢"} {
		if _, d := play(t, engine, rag.Question{Text: text, History: goesOn[corpus.English].History}); len(d.asked) != 0 {
			t.Errorf("%q: the model was asked %d times", text, len(d.asked))
		}
	}
}

// TestRewritingThatFails has replies that are no question that stands alone: the question is understood without a model,
// and still answered by it.
func TestRewritingThatFails(t *testing.T) {
	engine := newEngine(t, towers(t))
	long := strings.Repeat("South Light 南灯塔 ", 40)
	replies := map[corpus.Lang]map[string]line{
		corpus.English: {
			"error": {err: errBroken}, "too long to send": {err: rag.ErrPromptTooLong}, "empty": {}, "blank": {text: " \n "}, "marks": {text: "???"},
			"quotes": {text: "“”"}, "label": {text: "Question:"}, "several lines": {text: "Who keeps South Light?\nNobody does."}, "too long": {text: "Who " + long + "?"},
			"other language": {text: "南灯塔的看守人是谁？"}, "apology": {text: "I cannot help with that."},
			"verdict": {text: "VERDICT: no"}, "emoji": {text: "🤷"},
		},
		corpus.Chinese: {
			"error": {err: errBroken}, "too long to send": {err: rag.ErrPromptTooLong}, "empty": {}, "blank": {text: " \n "}, "marks": {text: "？？？"},
			"quotes": {text: "「」"}, "label": {text: "问题："}, "several lines": {text: "南灯塔的看守人是谁？\n没有人。"}, "too long": {text: "请问" + long + "的看守人是谁？"},
			"other language": {text: "Who keeps South Light?"}, "apology": {text: "抱歉，无法改写。"},
			"verdict": {text: "VERDICT: no"}, "emoji": {text: "🤷"},
		},
	}
	for lang, q := range goesOn {
		want := offline(t, engine, q)
		for name, reply := range replies[lang] {
			answer, _ := play(t, engine, q, reply, line{text: keeperless[lang]})
			if answer.Trace.Query != want {
				t.Errorf("%s %s: searched for %q, want %q", lang, name, answer.Trace.Query, want)
			}
			if answer.Answerer != rag.Model || answer.Refused || !slices.Equal(purposes(answer), []string{"rewrite", "answer"}) {
				t.Errorf("%s %s: by %s, refused %v, calls for %q", lang, name, answer.Answerer, answer.Refused, purposes(answer))
			}
		}
	}
}

// TestRewritingTakesOneCall holds that the fallbacks are not asked to rewrite.
func TestRewritingTakesOneCall(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, q := range goesOn {
		second := &dialogue{lines: lines(keeperless[lang])}
		use(t, engine, &scriptedModel{err: errBroken}, profile("second", second))
		answer, err := engine.Ask(t.Context(), q, nil)
		if err != nil || answer.Answerer != rag.Model || len(second.asked) != 1 {
			t.Errorf("%s: by %s, error %v, the second was asked %d times", lang, answer.Answerer, err, len(second.asked))
		}
	}
}

package rag_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// faulty is a reply with one fault behind a true sentence.
type faulty struct {
	kind, reply string
	// named is how the second request names the fault, and kept the answer that is made of the reply alone.
	named, kept string
	// dropped tells that the faulty sentence is left out.
	dropped bool
}

// faultyReplies has a fault of every kind in each language but that of the language itself.
func faultyReplies() map[corpus.Lang][]faulty {
	const truth, truthChinese = "South Light has had no keeper since 1966 [4].", "南灯塔从1966年起就没有看守人[4]。"
	return map[corpus.Lang][]faulty{
		corpus.English: {
			{"uncited", truth + " The tower by the harbour has a keeper.",
				`"The tower by the harbour has a keeper.": no passage is cited`,
				"South Light has had no keeper since 1966 [1]. The tower by the harbour has a keeper. (unverified)", false},
			{"unrelated", truth + " Bananas are rich in potassium [2].",
				`"Bananas are rich in potassium.": the passages say nothing of the kind`,
				"South Light has had no keeper since 1966 [1].", true},
			{"figure", truth + " North Light cost 9,900 crowns [1].",
				"the figure 9900 is not in the passage cited",
				"South Light has had no keeper since 1966 [1]. North Light cost 9,900 crowns [2]. (unverified)", false},
			{"name", truth + " Otto Krantz built North Light [1].",
				"the name krantz is not in the passage cited",
				"South Light has had no keeper since 1966 [1]. Otto Krantz built North Light [2]. (unverified)", false},
			{"quotation", truth + " Wehl, the keeper, says that “a lamp never sleeps” [3].",
				"the quotation a lamp never sleeps is not in the passage word for word",
				"South Light has had no keeper since 1966 [1]. Wehl, the keeper, says that “a lamp never sleeps” [2]. (unverified)", false},
		},
		corpus.Chinese: {
			{"uncited", truthChinese + "港口小镇的灯塔有一位安静的看守人。",
				"“港口小镇的灯塔有一位安静的看守人。”：没有标出依据的段落",
				"南灯塔从1966年起就没有看守人[1]。港口小镇的灯塔有一位安静的看守人。（未核实）", false},
			{"unrelated", truthChinese + "香蕉含有丰富的钾[2]。",
				"“香蕉含有丰富的钾。”：段落里没有这样的内容",
				"南灯塔从1966年起就没有看守人[1]。", true},
			{"figure", truthChinese + "北灯塔花了9,900克朗[1]。",
				"所标段落里没有数字 9900",
				"南灯塔从1966年起就没有看守人[1]。北灯塔花了9,900克朗[2]。（未核实）", false},
			{"name", truthChinese + "北灯塔由工程师Krantz在1881年建成[1]。",
				"所标段落里没有名称 krantz",
				"南灯塔从1966年起就没有看守人[1]。北灯塔由工程师Krantz在1881年建成[2]。（未核实）", false},
			{"quotation", truthChinese + "北灯塔的看守人约纳斯说“灯从不睡觉”[3]。",
				"引文 灯从不睡觉 与段落原文不一致",
				"南灯塔从1966年起就没有看守人[1]。北灯塔的看守人约纳斯说“灯从不睡觉”[2]。（未核实）", false},
		},
	}
}

// right is a reply without a fault in each language, of the first passage.
var right = map[corpus.Lang]string{
	corpus.English: "North Light was built in 1881 [1].",
	corpus.Chinese: "北灯塔在1881年建成[1]。",
}

// unverified marks a doubtful sentence in each language.
var unverified = map[corpus.Lang]string{corpus.English: "(unverified)", corpus.Chinese: "（未核实）"}

// TestFaultsAreNamedAndRepaired has a first reply with each kind of fault and a second one that is right.
func TestFaultsAreNamedAndRepaired(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range faultyReplies() {
		for _, f := range replies {
			t.Run(string(lang)+" "+f.kind, func(t *testing.T) {
				answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, lines(f.reply, "VERDICT: yes\n"+right[lang])...)
				if answer.Text != right[lang] || answer.Notice != "" || !answer.Citations[0].Verified {
					t.Errorf("got %q, notice %q, citations %+v", answer.Text, answer.Notice, answer.Citations)
				}
				if got := purposes(answer); !slices.Equal(got, []string{"answer", "repair"}) {
					t.Fatalf("the calls are for %q", got)
				}
				if !strings.Contains(d.request(1), f.named) {
					t.Errorf("the second request lacks %q:\n%s", f.named, d.request(1))
				}
			})
		}
	}
}

// TestRepairGoesOnFromTheFirstCall holds what the second call is sent beside its request, and that both are paid for.
func TestRepairGoesOnFromTheFirstCall(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range faultyReplies() {
		answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, lines(replies[0].reply, right[lang])...)
		first, second := d.asked[0], d.asked[1]
		want := append(slices.Clone(first), rag.Message{Role: "assistant", Content: replies[0].reply})
		if !slices.Equal(second[:len(second)-1], want) || second[len(second)-1].Role != "user" {
			t.Errorf("%s: the second call is sent %+v", lang, second)
		}
		calls := answer.Trace.Calls
		if !slices.Equal(calls[0].Sources, calls[1].Sources) {
			t.Errorf("%s: the sources are %v and then %v", lang, calls[0].Sources, calls[1].Sources)
		}
		if want := (rag.Usage{PromptTokens: 200, CompletionTokens: 14}); answer.Usage != want {
			t.Errorf("%s: usage %+v, want %+v", lang, answer.Usage, want)
		}
	}
}

// TestRepairThatFailsLeavesTheFirst has second replies that are no better: what is doubtful in the first one is marked,
// and what has no basis is left out with a notice.
func TestRepairThatFailsLeavesTheFirst(t *testing.T) {
	engine := newEngine(t, towers(t))
	seconds := map[corpus.Lang]map[string]line{
		corpus.English: {
			"error":            {err: errBroken},
			"empty":            {text: " \n"},
			"nothing true":     {text: "Bananas are rich in potassium [1]."},
			"more faults":      {text: "North Light was built in 1881 [1]. It cost 9,900 crowns [1]. North Light is 58 metres tall [1]."},
			"other language":   {text: "北灯塔由工程师艾达·布兰特在1881年建成[1]。"},
			"too long to send": {err: rag.ErrPromptTooLong},
		},
		corpus.Chinese: {
			"error":            {err: errBroken},
			"empty":            {text: " \n"},
			"nothing true":     {text: "香蕉含有丰富的钾[1]。"},
			"more faults":      {text: "北灯塔在1881年建成[1]。北灯塔花了9,900克朗[1]。北灯塔塔高58米[1]。"},
			"other language":   {text: "North Light was built in 1881 by the engineer Ada Brandt [1]."},
			"too long to send": {err: rag.ErrPromptTooLong},
		},
	}
	for lang, replies := range faultyReplies() {
		for _, f := range replies {
			for name, second := range seconds[lang] {
				answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, line{text: f.reply}, second)
				if answer.Text != f.kept || answer.Answerer != rag.Model || len(d.asked) != 2 {
					t.Errorf("%s %s, %s: %d calls, by %s: %q, want %q", lang, f.kind, name, len(d.asked), answer.Answerer, answer.Text, f.kept)
				}
				if (answer.Notice != "") != f.dropped {
					t.Errorf("%s %s, %s: notice %q", lang, f.kind, name, answer.Notice)
				}
				claims := answer.Trace.Claims
				if last := claims[len(claims)-1]; !strings.HasPrefix(last.Problem, f.kind) {
					t.Errorf("%s %s, %s: the trace tells of %+v", lang, f.kind, name, claims)
				}
			}
		}
	}
}

// TestOnlyDoubtedSourcesAreUnverified holds that a mark behind one sentence says nothing of the others' sources.
func TestOnlyDoubtedSourcesAreUnverified(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range faultyReplies() {
		for _, f := range replies {
			answer, _ := play(t, engine, rag.Question{Text: aboutIn(lang)}, line{text: f.reply}, line{err: errBroken})
			for i, c := range answer.Citations {
				if c.Verified != (i == 0) {
					t.Errorf("%s %s: [%d] is verified: %v", lang, f.kind, c.N, c.Verified)
				}
			}
		}
	}
}

// TestRepairThatRefuses has second replies in which the model finds that the passages do not suffice.
func TestRepairThatRefuses(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range faultyReplies() {
		for _, f := range replies {
			answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, lines(f.reply, "VERDICT: no - the harbour")...)
			if !answer.Refused || answer.Answerer != rag.Model || len(d.asked) != 2 || strings.Contains(answer.Text, unverified[lang]) {
				t.Errorf("%s %s: refused %v by %s: %s", lang, f.kind, answer.Refused, answer.Answerer, answer.Text)
			}
			if got := answer.Trace.Calls[1].Missing; got != "the harbour" {
				t.Errorf("%s %s: missing is %q", lang, f.kind, got)
			}
		}
	}
}

// TestNothingTrueIsNotShown has two replies in which nothing is true: the next profile answers, and without one quotation.
func TestNothingTrueIsNotShown(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, said := range map[corpus.Lang]string{corpus.English: "It cost 9,900 crowns [1].", corpus.Chinese: "北灯塔花了9,900克朗[1]。"} {
		answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, lines(said, said)...)
		if answer.Answerer != rag.Extractive || answer.Notice == "" || len(d.asked) != 2 || strings.Contains(answer.Text, "9,900") {
			t.Errorf("%s: %d calls, by %s: %s", lang, len(d.asked), answer.Answerer, answer.Text)
		}
		next := &dialogue{lines: lines(right[lang])}
		use(t, engine, &dialogue{lines: lines(said, said)}, profile("next", next))
		if answer := ask(t, engine, aboutIn(lang)); answer.Text != right[lang] || len(next.asked) != 1 {
			t.Errorf("%s: the next profile was asked %d times: %s", lang, len(next.asked), answer.Text)
		}
	}
}

// TestFluffIsLeftOut has empty sentences around a true one: they go without a word, and nobody asks again for their sake.
func TestFluffIsLeftOut(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, fluff := range map[corpus.Lang][]string{
		corpus.English: {"Both are interesting.", "That is a good question!", "It depends on what matters to you."},
		corpus.Chinese: {"两者各有取舍。", "这是个好问题！", "总之各有利弊。"},
	} {
		for _, empty := range fluff {
			for _, reply := range []string{right[lang] + " " + empty, empty + "\n" + right[lang], right[lang] + "\n\n" + empty} {
				answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, line{text: reply})
				if answer.Text != right[lang] || answer.Notice != "" || len(d.asked) != 1 {
					t.Errorf("%q: %d calls, notice %q: %q", reply, len(d.asked), answer.Notice, answer.Text)
				}
			}
		}
	}
}

// TestTheSameQuestionAgain has the model repeat itself, which is not to recite what it was told.
func TestTheSameQuestionAgain(t *testing.T) {
	const question, said = "When was North Light built, and by whom?", "North Light was built in 1881 by Ada Brandt [1]."
	q := rag.Question{Text: question, History: []rag.Turn{{Question: question, Answer: said}}}
	answer, d := play(t, newEngine(t, towers(t)), q, line{text: said})
	if answer.Answerer != rag.Model || answer.Text != said || len(d.asked) != 1 {
		t.Errorf("by %s after %d calls: %s, notice %q", answer.Answerer, len(d.asked), answer.Text, answer.Notice)
	}
}

// TestAnswersWithoutFaultAreAskedForOnce has replies of every shape that a right answer may have.
func TestAnswersWithoutFaultAreAskedForOnce(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range map[corpus.Lang][]string{
		corpus.English: {
			right[corpus.English], "VERDICT: yes\n" + right[corpus.English],
			"**North Light** was built in 1881 [1].\n\n- It cost 4,500 crowns [1].\n- It is 31 metres tall [1].",
			"The towers:\n1. North Light was built in 1881 [1].\n2. South Light was built in 1902 [2].",
			"Yes. North Light was built in 1881 [1].", "North Light was built in 1881 [1]. The article does not say who owns it.",
		},
		corpus.Chinese: {
			right[corpus.Chinese], "VERDICT: yes\n" + right[corpus.Chinese],
			"**北灯塔**在1881年建成[1]。\n\n- 北灯塔花了4,500克朗[1]。\n- 塔高31米[1]。",
			"灯塔：\n1. 北灯塔在1881年建成[1]。\n2. 南灯塔建于1902年[2]。",
			"是的。北灯塔在1881年建成[1]。", "北灯塔在1881年建成[1]。文章没有提到它属于谁。",
		},
	} {
		for _, reply := range replies {
			answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, line{text: reply})
			want := strings.TrimPrefix(reply, "VERDICT: yes\n")
			if answer.Text != want || answer.Notice != "" || !slices.Equal(purposes(answer), []string{"answer"}) || len(d.asked) != 1 {
				t.Errorf("%q: calls for %q, notice %q: %q", reply, purposes(answer), answer.Notice, answer.Text)
			}
		}
	}
}

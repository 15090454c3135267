package rag_test

import (
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

func TestScriptOf(t *testing.T) {
	for text, want := range map[string]rag.Script{
		"北燈塔是誰建成的？": rag.Traditional, "北灯塔是谁建成的？": rag.Simplified, "這是 GPT-4": rag.Traditional,
		"": "", "你好": "", "Who?": "", "這们": "", "那 Meta 呢？": "",
	} {
		if got := rag.ScriptOf(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestOwnSentencesAreInTheScriptOfTheQuestion has the sentences that are no model's, each by a question in Traditional characters.
func TestOwnSentencesAreInTheScriptOfTheQuestion(t *testing.T) {
	engine := newEngine(t, towers(t))
	for name, tt := range map[string]struct {
		q     rag.Question
		lines []line
		want  []string
	}{
		"refusal":      {rag.Question{Text: "怎麼給貓洗澡？", Quote: true}, nil, []string{"文章沒有提到這一點。", "可以試著問：\n- 「灯塔是怎样建成的」講了什麼？"}},
		"small talk":   {rag.Question{Text: "謝謝"}, nil, []string{"不客氣！還想知道文章裡的什麼，請接著問。"}},
		"greeting":     {rag.Question{Text: "你好", Script: rag.Traditional}, nil, []string{"只根據文章回答問題", "《两座灯塔》", "「文章講了什麼？」"}},
		"no model":     {rag.Question{Text: "北燈塔是誰建成的？"}, []line{{err: errBroken}}, []string{"模型暫時沒有給出可用的回答", "北灯塔由工程师艾达·布兰特在1881年建成。"}},
		"unverified":   {rag.Question{Text: "北燈塔花了多少錢？"}, lines("北燈塔花了9,900克朗[1]。北燈塔建於1881年[1]。", "北燈塔花了9,900克朗[1]。北燈塔建於1881年[1]。"), []string{"（未查證）"}},
		"silent side":  {rag.Question{Text: "北燈塔和南燈塔有什麼不同？"}, lines("VERDICT: yes\n年代 | 北燈塔 | 1881年建成[1]"), []string{"- **南燈塔**：文章沒有提到。"}},
		"goes on":      {rag.Question{Text: "那 OpenAI 呢？", History: []rag.Turn{{Question: "北燈塔的看守人是誰？"}}}, []line{{err: errBroken}}, []string{"模型暫時沒有給出可用的回答"}},
		"quoted title": {rag.Question{Text: "「誰來守燈」講了什麼？", Quote: true}, nil, []string{"北灯塔的看守人是约纳斯"}},
	} {
		t.Run(name, func(t *testing.T) {
			answer, _ := play(t, engine, tt.q, tt.lines...)
			text := answer.Text + "\n" + answer.Notice
			for _, want := range tt.want {
				if !strings.Contains(text, want) {
					t.Errorf("%q lacks %q:\n%s", tt.q.Text, want, text)
				}
			}
		})
	}
}

// TestScriptThatIsAskedForGoesBeforeTheQuestions in both directions, and a heading that is quoted has no say in it.
func TestScriptThatIsAskedForGoesBeforeTheQuestions(t *testing.T) {
	engine := newEngine(t, towers(t))
	for _, tt := range []struct {
		q    rag.Question
		want string
	}{
		{rag.Question{Text: "怎么给猫洗澡？"}, "文章没有提到这一点。"},
		{rag.Question{Text: "怎么给猫洗澡？", Script: rag.Traditional}, "文章沒有提到這一點。"},
		{rag.Question{Text: "怎麼給貓洗澡？", Script: rag.Simplified}, "文章没有提到这一点。"},
		{rag.Question{Text: "“灯塔”裡怎麼給貓洗澡？"}, "文章沒有提到這一點。"},
		{rag.Question{Text: "怎麼給貓洗澡？", Lang: corpus.English}, "The article does not say this."},
	} {
		tt.q.Quote = true
		answer, _ := play(t, engine, tt.q)
		if !strings.HasPrefix(answer.Text, tt.want) {
			t.Errorf("%+v: got %s", tt.q, answer.Text)
		}
	}
}

// TestModelsAreAskedForTraditionalChinese, and what they write in it is held against the Simplified article as ever.
func TestModelsAreAskedForTraditionalChinese(t *testing.T) {
	engine := newEngine(t, towers(t))
	const good = "北燈塔由工程師艾達·布蘭特在1881年建成[1]。看守人說「燈需要耐心」[3]。"
	answer, d := play(t, engine, rag.Question{Text: "北燈塔是誰建成的？"}, lines("VERDICT: yes\n"+good)...)
	if !strings.Contains(d.request(0), "请用繁體中文回答") {
		t.Errorf("the request is\n%s", d.request(0))
	}
	if answer.Answerer != rag.Model || len(d.asked) != 1 || marker.ReplaceAllString(answer.Text, "") != marker.ReplaceAllString(good, "") {
		t.Errorf("%d calls, by %s: %s\n%+v", len(d.asked), answer.Answerer, answer.Text, answer.Trace.Claims)
	}
	if refused, _ := play(t, engine, rag.Question{Text: "南燈塔花了多少錢？"}, lines("VERDICT: yes\n文章沒有提到這一點。")...); !refused.Refused {
		t.Errorf("got %s", refused.Text)
	}
}

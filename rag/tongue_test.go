package rag_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// foreign are true answers in the other language than asked for.
var foreign = map[corpus.Lang][]string{
	corpus.English: {
		"北灯塔由工程师艾达·布兰特在1881年建成[1]。", "北燈塔由工程師艾達·布蘭特在1881年建成[1]。",
		"North Light（北灯塔）由工程师在1881年建成，塔高31米[1]。",
	},
	corpus.Chinese: {
		"North Light was built in 1881 by the engineer Ada Brandt [1].",
		"北灯塔: North Light was built in 1881 by the engineer, and it stands 31 metres tall [1].",
	},
}

// TestAnswersInTheWrongLanguageAreAskedForAgain has a first reply in the wrong language and a second one in the right one.
func TestAnswersInTheWrongLanguageAreAskedForAgain(t *testing.T) {
	engine := newEngine(t, towers(t))
	named := map[corpus.Lang]string{corpus.English: "it is not in English", corpus.Chinese: "没有用简体中文写"}
	for lang, replies := range foreign {
		for _, reply := range replies {
			answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, lines(reply, right[lang])...)
			if answer.Text != right[lang] || answer.Answerer != rag.Model || !slices.Equal(purposes(answer), []string{"answer", "repair"}) {
				t.Fatalf("%q: by %s after calls for %q: %s", reply, answer.Answerer, purposes(answer), answer.Text)
			}
			if !strings.Contains(d.request(1), named[lang]) {
				t.Errorf("%q: the second request lacks %q:\n%s", reply, named[lang], d.request(1))
			}
		}
	}
}

// TestAnswersInTheWrongLanguageAreNotShown has models that keep to the wrong language or fail when told: the next profile
// answers, and without one quotation in the language of the question.
func TestAnswersInTheWrongLanguageAreNotShown(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range foreign {
		for name, second := range map[string]line{"again": {text: replies[0]}, "error": {err: errBroken}, "empty": {}} {
			answer, d := play(t, engine, rag.Question{Text: aboutIn(lang)}, line{text: replies[0]}, second)
			isQuoted := answer.Answerer == rag.Extractive && answer.Notice != "" && corpus.DetectLang(answer.Text) == lang
			if !isQuoted || len(d.asked) != 2 {
				t.Errorf("%s, %s: %d calls, by %s: %s", lang, name, len(d.asked), answer.Answerer, answer.Text)
			}
			use(t, engine, &dialogue{lines: []line{{text: replies[0]}, second}}, profile("next", says(right[lang])))
			if answer := ask(t, engine, aboutIn(lang)); answer.Text != right[lang] {
				t.Errorf("%s, %s: the next profile's answer is %s", lang, name, answer.Text)
			}
		}
	}
}

// TestTheLanguageIsTheOneAskedFor has a question in one language that asks for an answer in the other.
func TestTheLanguageIsTheOneAskedFor(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, question := range map[corpus.Lang]string{corpus.English: aboutChinese, corpus.Chinese: about} {
		q := rag.Question{Text: question, Lang: lang}
		if answer, d := play(t, engine, q, lines(right[lang])...); answer.Text != right[lang] || len(d.asked) != 1 {
			t.Errorf("%s: %d calls: %s", lang, len(d.asked), answer.Text)
		}
		if answer, _ := play(t, engine, q, lines(foreign[lang][0], right[lang])...); answer.Text != right[lang] {
			t.Errorf("%s: got %s", lang, answer.Text)
		}
	}
}

// TestTheOtherLanguageInSmallParts has answers with names, titles and quotations in the other language, and in Traditional
// characters: they are as they should be.
func TestTheOtherLanguageInSmallParts(t *testing.T) {
	english := newEngine(t, articleOf(t, "towers", lighthouses))
	chinese := newEngine(t, articleOf(t, "towers", lighthousesChinese))
	both := newEngine(t, towers(t))
	tests := []struct {
		name   string
		engine *rag.Engine
		lang   corpus.Lang
		reply  string
	}{
		{"names", both, corpus.English, "North Light (北灯塔) was built in 1881 by the engineer Ada Brandt (艾达·布兰特) [1]."},
		{"a title", both, corpus.English, "In 《两座灯塔》, the keeper of North Light counts the ships every night [3]."},
		{"a quotation", chinese, corpus.English, "The keeper of the lighthouse says “灯需要耐心” [3]."},
		{"names, Chinese", both, corpus.Chinese, "北灯塔（North Light）由工程师艾达·布兰特（Ada Brandt）在1881年建成[1]。"},
		{"a name without brackets, Chinese", english, corpus.Chinese, "North Light由工程师Ada Brandt在1881年建成[1]。"},
		{"a title, Chinese", english, corpus.Chinese, "《Two Lighthouses》说，灯塔高31米[1]。"},
		{"a quotation, Chinese", english, corpus.Chinese, "看守人说“a lamp asks for patience” [3]。"},
		{"Traditional characters", both, corpus.Chinese, "北燈塔由工程師艾達·布蘭特在1881年建成[1]。"},
		{"Traditional characters in English", both, corpus.English, "North Light (北燈塔) was built in 1881 [1]."},
		{"all names", both, corpus.Chinese, "Ada Brandt，1881年[1]。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer, d := play(t, tt.engine, rag.Question{Text: aboutIn(tt.lang)}, line{text: tt.reply})
			if marker.ReplaceAllString(answer.Text, "") != marker.ReplaceAllString(tt.reply, "") || len(d.asked) != 1 {
				t.Errorf("%d calls: %q\n%+v", len(d.asked), answer.Text, answer.Trace.Claims)
			}
		})
	}
}

// TestTraditionalQuestionsAreChinese asks in Traditional characters.
func TestTraditionalQuestionsAreChinese(t *testing.T) {
	engine := newEngine(t, towers(t))
	for _, question := range []string{"北燈塔是誰建成的？", "這篇文章講了什麼？"} {
		answer, d := play(t, engine, rag.Question{Text: question}, lines(foreign[corpus.Chinese][0], right[corpus.Chinese])...)
		if answer.Lang != corpus.Chinese || answer.Text != right[corpus.Chinese] || len(d.asked) != 2 {
			t.Errorf("%q: %d calls, in %s: %s", question, len(d.asked), answer.Lang, answer.Text)
		}
	}
}

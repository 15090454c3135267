package rag_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// written are the questions that a model writes for each audience; the test's article answers them.
var written = map[rag.Audience][]string{
	{Lang: corpus.English}:                          {"Who built North Light?", "When was South Light built?", "Who keeps the lamp of North Light?"},
	{Lang: corpus.Chinese}:                          {"北灯塔是谁建成的？", "南灯塔建于哪一年？", "北灯塔的看守人是谁？"},
	{Lang: corpus.Chinese, Script: rag.Traditional}: {"北燈塔是誰建成的？", "南燈塔建於哪一年？", "北燈塔的看守人是誰？"},
}

// questionsOf has a model that says the lines write questions.
func questionsOf(t *testing.T, e *rag.Engine, to rag.Audience, script ...line) ([]string, *dialogue, error) {
	t.Helper()
	d := &dialogue{lines: script}
	use(t, e, d)
	list, err := e.QuestionsFor(t.Context(), to)
	var texts []string
	for _, s := range list {
		texts = append(texts, s.Question)
	}
	return texts, d, err
}

// TestQuestionsThatHoldAreKept among others, in the model's order, and no model is asked about them.
func TestQuestionsThatHoldAreKept(t *testing.T) {
	engine := newEngine(t, towers(t))
	for to, good := range written {
		reply := "1. " + good[0] + "\n\n- **" + good[1] + "**\n“" + good[2] + "” [3]\n" + strings.Join([]string{
			good[0], "2) " + strings.ToUpper(good[1]), // twice
			"How do I bathe a cat?", "怎么给猫洗澡？", "怎麼給貓洗澡？", // not answered
			"Who built North Light", "北灯塔建成了。", // no questions
			"Who built North Light, see https://example.org?", "北灯塔是谁建成的，见https://example.org？",
			"Who built North Light" + strings.Repeat(" and South Light", 4) + "?", strings.Repeat("北灯塔是谁", 13) + "？",
			"Hello?", "你好？",
		}, "\n")
		for other, questions := range written {
			if other != to {
				reply += "\n" + strings.Join(questions, "\n")
			}
		}
		got, d, err := questionsOf(t, engine, to, lines(reply)...)
		if err != nil || !slices.Equal(got, good) || len(d.asked) != 1 {
			t.Errorf("%v: %d calls, kept are %q, %v", to, len(d.asked), got, err)
		}
	}
}

// TestQuestionsKnowTheirSection, by which the next ones to offer are found.
func TestQuestionsKnowTheirSection(t *testing.T) {
	engine := newEngine(t, towers(t), profile("p", says(strings.Join(written[rag.Audience{Lang: corpus.English}], "\n"))))
	list, err := engine.QuestionsFor(t.Context(), rag.Audience{Lang: corpus.English})
	if err != nil || list[0].Section != "How the towers were built" || list[2].Section != "Who keeps the lamps" {
		t.Errorf("got %+v, %v", list, err)
	}
}

func TestTooFewQuestionsAreNone(t *testing.T) {
	engine := newEngine(t, towers(t))
	for to, good := range written {
		if got, _, err := questionsOf(t, engine, to, lines(strings.Join(good[:2], "\n"))...); !errors.Is(err, rag.ErrFewQuestions) {
			t.Errorf("%v: got %q, %v", to, got, err)
		}
	}
}

// TestQuestionsAreAskedForInTheAudiencesLanguage, with the article.
func TestQuestionsAreAskedForInTheAudiencesLanguage(t *testing.T) {
	engine := newEngine(t, towers(t))
	for to, want := range map[rag.Audience][]string{
		{Lang: corpus.English}:                          {"in English", "[1] North Light was built"},
		{Lang: corpus.Chinese}:                          {"用简体中文写", "[1] 北灯塔由工程师"},
		{Lang: corpus.Chinese, Script: rag.Traditional}: {"用繁體中文写", "[1] 北灯塔由工程师"},
	} {
		_, d, _ := questionsOf(t, engine, to, lines("")...)
		for _, words := range want {
			if !strings.Contains(d.request(0), words) {
				t.Errorf("%v: the request lacks %q:\n%s", to, words, d.request(0))
			}
		}
	}
}

// TestQuestionsOfFallback has the default profile fail; when all do, the error names them.
func TestQuestionsOfFallback(t *testing.T) {
	engine, to := newEngine(t, towers(t)), rag.Audience{Lang: corpus.English}
	use(t, engine, &dialogue{lines: []line{{err: errBroken}}}, profile("next", says(strings.Join(written[to], "\n"))))
	if list, err := engine.QuestionsFor(t.Context(), to); len(list) != 3 || err != nil {
		t.Errorf("got %v, %v", list, err)
	}
	if _, _, err := questionsOf(t, engine, to, line{err: errBroken}); !errors.Is(err, errBroken) || !strings.Contains(err.Error(), "profile p") {
		t.Errorf("got %v", err)
	}
	if _, err := newEngine(t, towers(t)).QuestionsFor(t.Context(), to); !errors.Is(err, rag.ErrUnknownProfile) {
		t.Errorf("without models: %v", err)
	}
}

// purse affords or not, and notes what is charged.
type purse struct {
	isEmpty bool
	charged []rag.Account
}

func (p *purse) Affords(context.Context, rag.Account) bool { return !p.isEmpty }

func (p *purse) Charge(_ context.Context, a rag.Account, u rag.Usage) {
	if u.PromptTokens > 0 {
		p.charged = append(p.charged, a)
	}
}

// TestQuestionsAreChargedToNobody, once, and not asked for when the day's money is spent.
func TestQuestionsAreChargedToNobody(t *testing.T) {
	to := rag.Audience{Lang: corpus.English}
	for _, isEmpty := range []bool{false, true} {
		ledger, d := &purse{isEmpty: isEmpty}, &dialogue{lines: lines(strings.Join(written[to], "\n"))}
		models := rag.Models{Profiles: map[string]rag.Profile{"p": profile("p", d)}, Default: "p"}
		_, err := mustEngine(t, rag.Options{Views: newViews(t, towers(t)), Models: models, Ledger: ledger}).QuestionsFor(t.Context(), to)
		if isEmpty && (!errors.Is(err, rag.ErrOverBudget) || len(d.asked)+len(ledger.charged) > 0) {
			t.Errorf("over budget: %v, asked %d times", err, len(d.asked))
		}
		if !isEmpty && (err != nil || !slices.Equal(ledger.charged, []rag.Account{{}})) {
			t.Errorf("got %v, charged are %+v", err, ledger.charged)
		}
	}
}

// TestQuestionsKeyIsThatOfTheRequest: another article, audience, prompt or budget has another one.
func TestQuestionsKeyIsThatOfTheRequest(t *testing.T) {
	prompts, err := rag.NewPrompts(map[corpus.Lang]string{corpus.English: `{{define "questions"}}Ask. {{.Passages}}{{end}}`})
	if err != nil {
		t.Fatal(err)
	}
	views, english := newViews(t, towers(t)), rag.Audience{Lang: corpus.English}
	small := profile("p", says(""))
	small.ContextTokens = 200
	seen := map[string]string{}
	for name, tt := range map[string]struct {
		o  rag.Options
		to rag.Audience
	}{
		"plain":       {rag.Options{Views: views}, english},
		"chinese":     {rag.Options{Views: views}, rag.Audience{Lang: corpus.Chinese}},
		"traditional": {rag.Options{Views: views}, rag.Audience{Lang: corpus.Chinese, Script: rag.Traditional}},
		"article":     {rag.Options{Views: newViews(t, builtin(t))}, english},
		"prompt":      {rag.Options{Views: views, Prompts: prompts}, english},
		"budget":      {rag.Options{Views: views, Models: rag.Models{Profiles: map[string]rag.Profile{"p": small}, Default: "p"}}, english},
	} {
		engine := mustEngine(t, tt.o)
		key, err := engine.QuestionsKey(tt.to)
		again, _ := engine.QuestionsKey(tt.to)
		if other, taken := seen[key]; err != nil || key == "" || key != again || taken {
			t.Errorf("%s: %q, then %q, as for %q, %v", name, key, again, other, err)
		}
		seen[key] = name
	}
}

// FuzzQuestions holds that whatever a model writes, only short questions in one line are offered, none twice.
func FuzzQuestions(f *testing.F) {
	engine := newEngine(f, towers(f))
	for to, good := range written {
		f.Add(strings.Join(good, "\n"), to.Lang == corpus.Chinese)
	}
	f.Add("“北灯塔”是谁建成的？\n1. 「北灯塔」何时建成？", true)
	f.Fuzz(func(t *testing.T, reply string, chinese bool) {
		to := rag.Audience{Lang: corpus.English}
		if chinese {
			to.Lang = corpus.Chinese
		}
		use(t, engine, &dialogue{lines: lines(reply)})
		list, err := engine.QuestionsFor(t.Context(), to)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, s := range list {
			isShort := len([]rune(s.Question)) <= 60 && !strings.Contains(s.Question, "\n")
			if !isShort || seen[s.Question] || !strings.HasSuffix(s.Question, "?") && !strings.HasSuffix(s.Question, "？") {
				t.Errorf("%q is offered", s.Question)
			}
			seen[s.Question] = true
		}
	})
}

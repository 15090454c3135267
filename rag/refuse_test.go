package rag_test

import (
	"regexp"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// offTopic are questions that nothing in the built-in article bears on.
func offTopic() []string {
	return []string{"明天上海的机票多少钱？", "附近哪家饭馆好吃？", "怎样给猫洗澡？", "How do I bathe a cat?", "Which bus goes to the airport tonight?"}
}

var blockquote = regexp.MustCompile(`(?m)^> (.+) \[1\]$`)

// suggested returns the questions that a refusal offers.
func suggested(text string) []string {
	var questions []string
	for _, line := range strings.Split(text, "\n") {
		if question, found := strings.CutPrefix(line, "- "); found {
			questions = append(questions, question)
		}
	}
	return questions
}

func TestRefusalNamesTheNearestAndOffersQuestions(t *testing.T) {
	article := builtin(t)
	engine := newEngine(t, article)
	for _, question := range offTopic() {
		t.Run(question, func(t *testing.T) {
			answer := ask(t, engine, question)
			mustBeSound(t, article, answer)
			if !answer.Refused || answer.Lang != corpus.DetectLang(question) {
				t.Fatalf("refused %v in %s:\n%s", answer.Refused, answer.Lang, answer.Text)
			}
			nearest := blockquote.FindAllStringSubmatch(answer.Text, -1)
			if len(nearest) > 1 || len(answer.Citations) != len(nearest) {
				t.Fatalf("the nearest statements are %q, cited as %+v", nearest, answer.Citations)
			}
			if len(nearest) == 1 && answer.Citations[0].Quote != nearest[0][1] {
				t.Errorf("the nearest statement is %q, cited as %q", nearest[0][1], answer.Citations[0].Quote)
			}
			questions := suggested(answer.Text)
			if len(questions) != 2 {
				t.Fatalf("%d questions are offered: %q", len(questions), questions)
			}
			for _, q := range questions {
				if a := ask(t, engine, q); a.Refused || a.Lang != answer.Lang {
					t.Errorf("the offered question %q: refused %v in %s", q, a.Refused, a.Lang)
				}
			}
		})
	}
}

// TestRefusalOfANearMiss shares a word with the article, which the nearest statement must then have.
func TestRefusalOfANearMiss(t *testing.T) {
	article := towers(t)
	answer := ask(t, newEngine(t, article), "Which bakery in Lisbon sells the steamer's cinnamon rolls today?")
	mustBeSound(t, article, answer)
	if !answer.Refused || len(answer.Citations) != 1 || !strings.Contains(answer.Citations[0].Quote, "steamer") {
		t.Errorf("refused %v, nearest %+v", answer.Refused, answer.Citations)
	}
}

func TestRefusalWithNothingNear(t *testing.T) {
	article := towers(t)
	for _, question := range []string{"xyzzy plugh?", "喵喵喵？", "👍"} {
		answer := ask(t, newEngine(t, article), question)
		mustBeSound(t, article, answer)
		isBare := len(answer.Citations) == 0 && !blockquote.MatchString(answer.Text)
		if !answer.Refused || !isBare || len(suggested(answer.Text)) != 2 {
			t.Errorf("%q: refused %v, cites %v:\n%s", question, answer.Refused, answer.Citations, answer.Text)
		}
	}
}

// TestRefusalAsksNoModel holds that what is off the topic costs nothing.
func TestRefusalAsksNoModel(t *testing.T) {
	model := says("Bathe it in warm water [1].")
	answer := ask(t, newEngine(t, towers(t), profile("p", model)), "How do I bathe a cat?")
	if !answer.Refused || len(model.asked) != 0 {
		t.Errorf("refused %v, the model was asked %d times", answer.Refused, len(model.asked))
	}
}

// TestRefusalOfAModel has models that write the mark of a refusal as models do. It is never drafted.
func TestRefusalOfAModel(t *testing.T) {
	article := towers(t)
	for _, said := range []string{
		"VERDICT: no", "VERDICT: no.", "verdict: NO", "**VERDICT: no**", "\n\n  Verdict: no - the builder's name\n", "VERDICT： no，建造者",
		"> VERDICT: no", "`VERDICT: no`", "# VERDICT: no", "“VERDICT: no”", "[VERDICT: no", "**VERDICT:** no", "VERDICT: 否",
		"VERDICT: no - the year\n\nBut I know that it was in 1822 [1].",
	} {
		for name, model := range map[string]*scriptedModel{
			"by runes": says(said), "whole": {chunks: []string{said}}, "in two": {chunks: []string{said[:6], said[6:]}},
		} {
			answer, drafts := watch(t, newEngine(t, article, profile("p", model)), "Who built North Light?")
			mustBeSound(t, article, answer)
			if !answer.Refused || answer.Answerer != rag.Model || answer.Model != "scripted-1" || answer.Usage.PromptTokens == 0 {
				t.Errorf("%q %s: refused %v by %s %s", said, name, answer.Refused, answer.Answerer, answer.Model)
			}
			if len(drafts) != 0 || strings.Contains(strings.ToUpper(answer.Text), "VERDICT") {
				t.Errorf("%q %s: drafts %q, answer:\n%s", said, name, drafts, answer.Text)
			}
			if len(suggested(answer.Text)) != 2 {
				t.Errorf("%q %s: no two questions are offered:\n%s", said, name, answer.Text)
			}
		}
	}
}

// TestVerdictsAreTakenOff has answers with a verdict, and some that begin like one.
func TestVerdictsAreTakenOff(t *testing.T) {
	const truth = "North Light was built in 1881 [1]."
	for said, want := range map[string]string{
		"VERDICT: yes\n" + truth:                               truth,
		"**VERDICT: yes**\n\n" + truth:                         truth,
		"VERDICT：是\n" + truth:                                  truth,
		"VERDICT of the keeper\n" + truth:                      truth,
		"Ver " + truth:                                         "Ver " + truth,
		"No. " + truth:                                         "No. " + truth,
		truth + "\nVERDICT: no":                                truth,
		truth + " The article does not mention its architect.": truth + " The article does not mention its architect.",
	} {
		answer, drafts := watch(t, newEngine(t, towers(t), profile("p", says(said))), "Who keeps North Light?")
		if answer.Refused || answer.Text != want || len(drafts) == 0 {
			t.Errorf("%q: refused %v, %d drafts: %s", said, answer.Refused, len(drafts), answer.Text)
		}
	}
}

// TestSilenceIsARefusal has a model that says in its own words that the article does not answer.
func TestSilenceIsARefusal(t *testing.T) {
	for _, said := range []string{"The article does not say who painted it.", "VERDICT: yes\n文章没有提到这一点。"} {
		answer := ask(t, newEngine(t, towers(t), profile("p", says(said))), "Who built North Light?")
		if !answer.Refused || len(suggested(answer.Text)) != 2 {
			t.Errorf("%q: refused %v:\n%s", said, answer.Refused, answer.Text)
		}
	}
}

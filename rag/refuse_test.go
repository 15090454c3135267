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
		"NOT IN THE ARTICLE", "NOT IN THE ARTICLE.", "not in the article", "**NOT IN THE ARTICLE**", "\n\n  Not in the article\n",
		"> NOT IN THE ARTICLE", "`NOT IN THE ARTICLE`", "# NOT IN THE ARTICLE", "“NOT IN THE ARTICLE”", "\"Not in the Article\"",
		"[NOT IN THE ARTICLE]", "【NOT IN THE ARTICLE】",
		"NOT IN THE ARTICLE\n\nBut I know that it was in 1822 [1].",
	} {
		for name, model := range map[string]*scriptedModel{
			"by runes": says(said), "whole": {chunks: []string{said}}, "in two": {chunks: []string{said[:6], said[6:]}},
		} {
			answer, drafts := watch(t, newEngine(t, article, profile("p", model)), "Who built North Light?")
			mustBeSound(t, article, answer)
			if !answer.Refused || answer.Answerer != rag.Model || answer.Model != "scripted-1" || answer.Usage.PromptTokens == 0 {
				t.Errorf("%q %s: refused %v by %s %s", said, name, answer.Refused, answer.Answerer, answer.Model)
			}
			if len(drafts) != 0 || strings.Contains(strings.ToUpper(answer.Text), "NOT IN THE ARTICLE") {
				t.Errorf("%q %s: drafts %q, answer:\n%s", said, name, drafts, answer.Text)
			}
			if len(suggested(answer.Text)) != 2 {
				t.Errorf("%q %s: no two questions are offered:\n%s", said, name, answer.Text)
			}
		}
	}
}

// TestAnswersThatBeginLikeARefusal begin with a part of the mark, or have it further on.
func TestAnswersThatBeginLikeARefusal(t *testing.T) {
	for _, said := range []string{
		"No [1].", "Not Ada but Jonas [3].", "Not in 1902 but in 1881 [1].", "NOT IN THE", "It is **not in the article** [1].",
	} {
		answer, drafts := watch(t, newEngine(t, towers(t), profile("p", says(said))), "Who keeps North Light?")
		if answer.Refused || len(answer.Text) < len(said)-1 || len(drafts) == 0 && said != "NOT IN THE" {
			t.Errorf("%q: refused %v, %d drafts: %s", said, answer.Refused, len(drafts), answer.Text)
		}
	}
}

package rag_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// What is asked for of altered answers that are caught, and of true ones that pass, and how many of each are made.
const (
	mustCatch   = 0.98
	mustPass    = 0.95
	alterations = 50
)

var digits = regexp.MustCompile(`\d+`)

// aboutIn is a question about any article in each language.
func aboutIn(lang corpus.Lang) string {
	if lang == corpus.Chinese {
		return aboutChinese
	}
	return about
}

// judged is an engine whose model says what it is told, and tells what became of it.
type judged struct {
	t      *testing.T
	engine *rag.Engine
}

// problem returns what the check finds wrong with a sentence, and the answer that is shown.
func (j judged) problem(lang corpus.Lang, said string) (string, rag.Answer) {
	j.t.Helper()
	models := rag.Models{Profiles: map[string]rag.Profile{"p": profile("p", &scriptedModel{chunks: []string{said}})}, Default: "p"}
	if err := j.engine.UseModels(models); err != nil {
		j.t.Fatal(err)
	}
	answer := ask(j.t, j.engine, aboutIn(lang))
	for _, claim := range answer.Trace.Claims {
		if claim.Problem != "" {
			return claim.Problem, answer
		}
	}
	return "", answer
}

// figured is a sentence with a figure and the number of its passage.
type figured struct {
	text    string
	passage int
}

// sentencesWithFigures returns those of an edition in reading order.
func sentencesWithFigures(edition *corpus.Edition) []figured {
	var list []figured
	for i, p := range corpus.Passages(edition) {
		for _, sentence := range p.Sentences {
			if digits.MatchString(sentence) {
				list = append(list, figured{sentence, i + 1})
			}
		}
	}
	return list
}

// altered changes one number of a sentence by a step, or returns "" where it has no such number.
func altered(sentence string, which, step int) string {
	spans := digits.FindAllStringIndex(sentence, -1)
	if which >= len(spans) {
		return ""
	}
	at := spans[which]
	n, err := strconv.Atoi(sentence[at[0]:at[1]])
	if err != nil {
		return ""
	}
	return sentence[:at[0]] + strconv.Itoa(n+step) + sentence[at[1]:]
}

// TestAlteredFiguresAreCaught alters the figures of the built-in article's own sentences, each with its right citation.
func TestAlteredFiguresAreCaught(t *testing.T) {
	article := builtin(t)
	j := judged{t, newEngine(t, article)}
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		sentences := sentencesWithFigures(article.Edition(lang))
		caught, made := 0, 0
		for round := 0; made < alterations; round++ {
			for _, s := range sentences {
				changed := altered(s.text, round%3, 1+round/3*7)
				if changed == "" || made == alterations {
					continue
				}
				made++
				problem, answer := j.problem(lang, fmt.Sprintf("%s [%d]", changed, s.passage))
				if problem != "" && !strings.Contains(answer.Text, changed+" [") {
					caught++
				} else {
					t.Logf("%s: not caught: %s", lang, changed)
				}
			}
		}
		t.Logf("%s: %d of %d altered answers are caught", lang, caught, made)
		if float64(caught) < mustCatch*float64(made) {
			t.Errorf("%s: too few altered answers are caught", lang)
		}
	}
}

// clauses returns a sentence, and its halves where it has two that can stand alone.
func clauses(sentence string) []string {
	list := []string{sentence}
	for _, comma := range []string{"，", ", "} {
		if first, second, found := strings.Cut(sentence, comma); found && len(first) > 30 && len(second) > 30 {
			list = append(list, first+".", second)
		}
	}
	return list
}

// merged returns what two sentences after one another say in one.
func merged(edition *corpus.Edition) []string {
	var list []string
	for i, p := range corpus.Passages(edition) {
		for k := 1; k < len(p.Sentences); k++ {
			if digits.MatchString(p.Sentences[k-1]) {
				first := strings.TrimRight(p.Sentences[k-1], "。.！？")
				list = append(list, fmt.Sprintf("%s; %s [%d]", first, p.Sentences[k], i+1))
			}
		}
	}
	return list
}

// parallel cites the passages of the other edition that come from the same paragraph.
func parallel(s figured, here, there []*corpus.Passage) string {
	citations, from := "", here[s.passage-1]
	for i, p := range there {
		if p.Part == from.Part && p.Paragraph == from.Paragraph {
			citations += fmt.Sprintf("[%d]", i+1)
		}
	}
	return citations
}

// TestTrueAnswersPass has answers that are true: sentences of the built-in article and their halves, cited to their
// passage, two of them in one, and sentences of one edition over the other one alone.
func TestTrueAnswersPass(t *testing.T) {
	article := builtin(t)
	languages := []corpus.Lang{corpus.Chinese, corpus.English}
	for i, lang := range languages {
		var own, foreign []string
		there := corpus.Passages(article.Edition(languages[1-i]))
		for _, s := range sentencesWithFigures(article.Edition(lang)) {
			for _, clause := range clauses(s.text) {
				own = append(own, fmt.Sprintf("%s [%d]", clause, s.passage))
			}
			foreign = append(foreign, s.text+" "+parallel(s, corpus.Passages(article.Edition(lang)), there))
		}
		other := &corpus.Article{ID: article.ID, Editions: []*corpus.Edition{article.Edition(languages[1-i])}}
		mustPassAll(t, judged{t, newEngine(t, article)}, lang, "in its own language", own)
		mustPassAll(t, judged{t, newEngine(t, article)}, lang, "two in one", merged(article.Edition(lang)))
		mustPassAll(t, judged{t, newEngine(t, other)}, lang, "over the other language", foreign)
	}
}

func mustPassAll(t *testing.T, j judged, lang corpus.Lang, name string, answers []string) {
	t.Helper()
	passed := 0
	for _, said := range slices.Compact(answers) {
		problem, answer := j.problem(lang, said)
		if problem == "" && answer.Answerer == rag.Model {
			passed++
		} else {
			t.Logf("%s %s: %q: %s", lang, name, problem, said)
		}
	}
	t.Logf("%s %s: %d of %d true answers pass", lang, name, passed, len(answers))
	if float64(passed) < mustPass*float64(len(answers)) {
		t.Errorf("%s %s: too few true answers pass", lang, name)
	}
}

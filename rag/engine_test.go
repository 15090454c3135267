package rag_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/corpus"
	"articlebot/rag"
)

func TestNewRefusesWhatCannotWork(t *testing.T) {
	views := newViews(t, towers(t))
	known := profile("known", says("Yes [1]."))
	for name, o := range map[string]rag.Options{
		"unknown default":  {Views: views, Models: rag.Models{Default: "other"}},
		"unknown fallback": {Views: views, Models: rag.Models{Profiles: map[string]rag.Profile{"known": profile("known", known.Model, "other")}}},
	} {
		if _, err := rag.New(o); !errors.Is(err, rag.ErrUnknownProfile) {
			t.Errorf("%s: got %v, want ErrUnknownProfile", name, err)
		}
	}
	for name, o := range map[string]rag.Options{
		"no views": {},
		"one view": {Views: map[corpus.Lang]*rag.View{corpus.English: views[corpus.English]}},
	} {
		if _, err := rag.New(o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// brokenLeg is a leg that fails.
type brokenLeg struct{ err error }

func (l brokenLeg) Name() string { return "broken" }

func (l brokenLeg) Search(context.Context, string, int) ([]rag.Hit, error) { return nil, l.err }

func (l brokenLeg) Read(_ string, passages []*corpus.Passage) []rag.Reading {
	return make([]rag.Reading, len(passages))
}

func (l brokenLeg) Claim(string) rag.Claim { return nil }

// TestFaultE1AskWithoutTheVectorLeg holds that words alone answer when the vectors cannot be searched.
func TestFaultE1AskWithoutTheVectorLeg(t *testing.T) {
	const question = "Who built North Light?"
	want := ask(t, newEngine(t, towers(t)), question)
	for name, leg := range map[string]rag.Searcher{"none": nil, "failing": brokenLeg{errBroken}} {
		views := newViews(t, towers(t))
		views[corpus.English].Dense = leg
		if got := ask(t, mustEngine(t, rag.Options{Views: views}), question); got.Text != want.Text {
			t.Errorf("%s: got %s\nwant %s", name, got.Text, want.Text)
		}
	}
}

// silentLeg is a leg that finds nothing until it is given up.
type silentLeg struct{ brokenLeg }

func (l silentLeg) Search(ctx context.Context, _ string, _ int) ([]rag.Hit, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestFaultE1AskDoesNotWaitForTheVectorLeg compares, which searches several times.
func TestFaultE1AskDoesNotWaitForTheVectorLeg(t *testing.T) {
	const question = "How do North Light and South Light differ?"
	synctest.Test(t, func(t *testing.T) {
		views := newViews(t, towers(t))
		views[corpus.English].Dense = nil
		want := ask(t, mustEngine(t, rag.Options{Views: views}), question)
		views[corpus.English].Dense = silentLeg{}
		start := time.Now()
		got := ask(t, mustEngine(t, rag.Options{Views: views}), question)
		if took := time.Since(start); got.Text != want.Text || got.Kind != rag.Compare || took == 0 || took > 30*time.Second {
			t.Errorf("after %v: got %s\nwant %s", took, got.Text, want.Text)
		}
	})
}

func TestAskReportsTheLexicalLeg(t *testing.T) {
	views := newViews(t, towers(t))
	views[corpus.English].Lexical = brokenLeg{errBroken}
	_, err := mustEngine(t, rag.Options{Views: views}).Ask(t.Context(), rag.Question{Text: "Who built North Light?"}, nil)
	if !errors.Is(err, errBroken) {
		t.Errorf("got %v, want the leg's error", err)
	}
}

func TestSearch(t *testing.T) {
	engine := newEngine(t, towers(t))
	evidence, err := engine.Search(t.Context(), "Who built North Light?", "", 3)
	if err != nil || len(evidence) == 0 || len(evidence) > 3 {
		t.Fatalf("%d passages, error %v", len(evidence), err)
	}
	best := evidence[0]
	if best.Passage.Paragraph != 1 || best.Reading.Coverage <= 0 || len(best.Reading.Sentences) != len(best.Passage.Sentences) {
		t.Errorf("the best is paragraph %d, read as %+v", best.Passage.Paragraph, best.Reading)
	}
	for i, ev := range evidence {
		if i > 0 && ev.Score > evidence[i-1].Score {
			t.Errorf("passage %d has the score %v after %v", i, ev.Score, evidence[i-1].Score)
		}
		if !slices.ContainsFunc(ev.Legs, func(l rag.LegScore) bool { return l.Leg == "lexical" || l.Leg == "vector" }) {
			t.Errorf("passage %d was found by %+v", i, ev.Legs)
		}
	}
	chinese, err := engine.Search(t.Context(), "North Light", corpus.Chinese, 3)
	if err != nil || slices.ContainsFunc(chinese, func(ev rag.Evidence) bool { return ev.Passage.Lang != corpus.Chinese }) {
		t.Errorf("in Chinese: %+v, error %v", chinese, err)
	}
}

func TestSearchReturnsAtMostK(t *testing.T) {
	engine := newEngine(t, towers(t))
	for k, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 2, 500: 4} {
		evidence, err := engine.Search(t.Context(), "the light and its lamp and keeper", "", k)
		if err != nil || len(evidence) != want {
			t.Errorf("k = %d: %d passages, error %v; want %d", k, len(evidence), err, want)
		}
	}
}

// TestAskIsTheSameEveryTime repeats questions to new engines.
func TestAskIsTheSameEveryTime(t *testing.T) {
	for _, question := range []string{
		"OpenAI和Meta在开源上有什么不同?", "What is the difference between OpenAI and Meta?", "Why is Musk unhappy?",
	} {
		want := ask(t, newEngine(t, builtin(t)), question).Text
		for range 3 {
			if got := ask(t, newEngine(t, builtin(t)), question).Text; got != want {
				t.Fatalf("%q: got\n%s\nbefore\n%s", question, got, want)
			}
		}
	}
}

func TestAskFromManyGoroutines(t *testing.T) {
	engine := newEngine(t, towers(t), profile("p", modelFunc(func() error { return nil })))
	questions := []string{about, aboutChinese, "Who built North Light?", "Hello", "How do I bathe a cat?", "北灯塔和南灯塔有什么不同？"}
	var group sync.WaitGroup
	for i := range 24 {
		group.Go(func() {
			question := questions[i%len(questions)]
			if _, err := engine.Ask(t.Context(), rag.Question{Text: question}, func(string) {}); err != nil {
				t.Errorf("Ask(%q): %v", question, err)
			}
		})
	}
	group.Wait()
}

// TestAskAboutSeveralArticles asks about two works at once.
func TestAskAboutSeveralArticles(t *testing.T) {
	bells := articleOf(t, "bells", "# Bells\n\nThe smith cast bells of brass.\n\nHis sister tuned them in 1890.\n")
	engine := mustEngine(t, rag.Options{Views: newViews(t, towers(t), bells)})
	for question, article := range map[string]string{"Who built North Light?": "towers", "Who cast bells of brass?": "bells"} {
		answer := ask(t, engine, question)
		if answer.Refused || len(answer.Citations) == 0 || answer.Citations[0].ArticleID != article {
			t.Errorf("%q: refused %v, citations %+v", question, answer.Refused, answer.Citations)
		}
	}
	var works []string
	for _, c := range ask(t, engine, about).Citations {
		works = append(works, c.ArticleID)
	}
	if got, want := slices.Compact(works), []string{"towers", "bells"}; !slices.Equal(got, want) {
		t.Errorf("the summary cites %v, want %v", got, want)
	}
}

package ledger_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/ledger"
	"articlebot/rag/lexical"
)

// counted is a model that answers, reports what that took, and counts how often it was asked.
type counted struct {
	calls atomic.Int32
	// slow is how long an answer takes.
	slow time.Duration
}

// Chat answers about the lighthouse.
func (m *counted) Chat(ctx context.Context, _ []rag.Message, _ rag.Draft) (rag.Reply, error) {
	m.calls.Add(1)
	usage := rag.Usage{PromptTokens: 100, CompletionTokens: 20}
	select {
	case <-time.After(m.slow):
	case <-ctx.Done():
		return rag.Reply{Usage: usage}, ctx.Err()
	}
	text := "VERDICT: yes\nNorth Light was built in 1881 by the engineer Ada Brandt [1]."
	return rag.Reply{Text: text, Model: "counted", Complete: true, Usage: usage}, nil
}

// newEngine answers from a small article by a model that costs 0.5 an answer.
func newEngine(t *testing.T, model rag.ChatModel, book rag.Ledger) *rag.Engine {
	t.Helper()
	edition, err := corpus.Parse("a.en.md", []byte("# Two Lighthouses\n\nNorth Light was built in 1881 by the engineer Ada Brandt.\n\n"+
		"South Light was built in 1902, after the wreck of the steamer Halcyon.\n"))
	if err != nil {
		t.Fatal(err)
	}
	passages := corpus.Passages(edition)
	view := &rag.View{Editions: []*corpus.Edition{edition}, Passages: passages, Lexical: lexical.New(passages)}
	profile := rag.Profile{Name: "p", Model: model, Price: rag.Price{Prompt: 4000, Completion: 5000}}
	engine, err := rag.New(rag.Options{
		Views:  map[corpus.Lang]*rag.View{corpus.Chinese: view, corpus.English: view},
		Models: rag.Models{Profiles: map[string]rag.Profile{"p": profile}, Default: "p"}, Ledger: book,
	})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// ask puts one question for a user.
func ask(t *testing.T, e *rag.Engine, user string, lang corpus.Lang) rag.Answer {
	t.Helper()
	q := rag.Question{Text: "Who built North Light?", Lang: lang, Account: account(user)}
	a, err := e.Ask(t.Context(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// mustBeOver holds that an answer is the article's own sentence with the line that says why.
func mustBeOver(t *testing.T, a rag.Answer) {
	t.Helper()
	notice := "Today's budget for the model is used up"
	if a.Lang == corpus.Chinese {
		notice = "今天的模型用量已用完"
	}
	if a.Answerer != rag.Extractive || !strings.Contains(a.Text, "Ada Brandt") || !strings.HasPrefix(a.Notice, notice) {
		t.Errorf("answered by %s, notice %q: %s", a.Answerer, a.Notice, a.Text)
	}
	if a.Usage != (rag.Usage{}) {
		t.Errorf("it took %+v", a.Usage)
	}
}

func mustBeOfModel(t *testing.T, a rag.Answer) {
	t.Helper()
	if want := (rag.Usage{PromptTokens: 100, CompletionTokens: 20, Cost: 0.5}); a.Answerer != rag.Model || a.Notice != "" || a.Usage != want {
		t.Errorf("answered by %s, notice %q, it took %+v", a.Answerer, a.Notice, a.Usage)
	}
}

// TestUserOverBudget follows a user through two days beside another one.
func TestUserOverBudget(t *testing.T) {
	for name, limits := range map[string]ledger.Limits{"Tokens": {UserTokens: 200}, "Cost": {UserCost: 0.6}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				model := &counted{}
				engine := newEngine(t, model, newLedger(limits, newMemory()))
				mustBeOfModel(t, ask(t, engine, "1", ""))
				mustBeOfModel(t, ask(t, engine, "1", "")) // overdraws
				mustBeOver(t, ask(t, engine, "1", ""))
				mustBeOver(t, ask(t, engine, "1", corpus.Chinese))
				mustBeOfModel(t, ask(t, engine, "2", ""))
				if n := model.calls.Load(); n != 3 {
					t.Errorf("the model was asked %d times, want 3", n)
				}
				time.Sleep(24 * time.Hour)
				mustBeOfModel(t, ask(t, engine, "1", ""))
			})
		})
	}
}

func TestAllOverBudget(t *testing.T) {
	for name, limits := range map[string]ledger.Limits{"Tokens": {TotalTokens: 240}, "Cost": {TotalCost: 1}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				engine := newEngine(t, &counted{}, newLedger(limits, newMemory()))
				mustBeOfModel(t, ask(t, engine, "1", ""))
				mustBeOfModel(t, ask(t, engine, "2", ""))
				for _, user := range []string{"1", "2", "3", ""} {
					mustBeOver(t, ask(t, engine, user, ""))
				}
				time.Sleep(24 * time.Hour)
				mustBeOfModel(t, ask(t, engine, "3", ""))
			})
		})
	}
}

// TestQuestionsUnderWayAreFinished has several begin while there is something left.
func TestQuestionsUnderWayAreFinished(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := newLedger(ledger.Limits{TotalTokens: 1}, newMemory())
		engine := newEngine(t, &counted{slow: time.Minute}, book)
		var all sync.WaitGroup
		for _, user := range []string{"1", "2", "3"} {
			all.Go(func() { mustBeOfModel(t, ask(t, engine, user, "")) })
		}
		all.Wait()
		mustBeOver(t, ask(t, engine, "4", ""))
		if day := today(t, book, 10); day.Total.Answers != 3 || day.Total.Tokens() != 360 || len(day.Users) != 3 {
			t.Errorf("got %+v", day)
		}
	})
}

// TestAbandonedAnswerIsCharged has the reader leave before the model is done.
func TestAbandonedAnswerIsCharged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := newLedger(ledger.Limits{}, newMemory())
		engine := newEngine(t, &counted{slow: time.Minute}, book)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		q := rag.Question{Text: "Who built North Light?", Account: account("1")}
		if _, err := engine.Ask(ctx, q, nil); err == nil {
			t.Error("there is an answer")
		}
		if day := today(t, book, 1); len(day.Users) != 1 || day.Users[0].Tokens() != 120 {
			t.Errorf("got %+v", day)
		}
	})
}

// TestWhatNeedsNoModelIsFree greets and asks about something else: no model is asked, and nothing is entered.
func TestWhatNeedsNoModelIsFree(t *testing.T) {
	book := newLedger(ledger.Limits{}, newMemory())
	engine := newEngine(t, &counted{}, book)
	for _, text := range []string{"Hello", "How do I bathe a cat?"} {
		if _, err := engine.Ask(t.Context(), rag.Question{Text: text, Account: account("1")}, nil); err != nil {
			t.Error(err)
		}
	}
	if day := today(t, book, 1); day.Total.Answers != 0 || len(day.Users) != 0 {
		t.Errorf("got %+v", day)
	}
}

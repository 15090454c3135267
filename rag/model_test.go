package rag_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

var errBroken = errors.New("the server is out of order")

func TestModelAnswers(t *testing.T) {
	answer := reply(t, "North Light is from 1881 [1].")
	if answer.Answerer != rag.Model || answer.Model != "scripted-1" || answer.Notice != "" || answer.Refused {
		t.Errorf("answered by %s %s, notice %q, refused %v", answer.Answerer, answer.Model, answer.Notice, answer.Refused)
	}
	if want := (rag.Usage{PromptTokens: 100, CompletionTokens: 7}); answer.Usage != want {
		t.Errorf("usage %+v, want %+v", answer.Usage, want)
	}
	if tm := answer.Timings; tm.FirstToken <= 0 || tm.Total < tm.FirstToken || tm.Total < tm.Analyze+tm.Retrieve {
		t.Errorf("timings %+v", tm)
	}
	if answer.Question != about || len(answer.Citations) != 1 || answer.Citations[0].ArticleID != "towers" {
		t.Errorf("question %q, citations %+v", answer.Question, answer.Citations)
	}
}

func TestQuoteAsksNoModel(t *testing.T) {
	model := &scriptedModel{err: errBroken}
	answer, err := newEngine(t, towers(t), profile("first", model)).Ask(t.Context(), rag.Question{Text: about, Quote: true}, nil)
	if err != nil || answer.Answerer != rag.Extractive || answer.Notice != "" || answer.Refused {
		t.Errorf("%+v, %v, want a quotation without a notice", answer, err)
	}
}

// TestModelsThatSayNothingAreReplaced has a first model that fails in every way and a second one that answers, or none.
func TestModelsThatSayNothingAreReplaced(t *testing.T) {
	article := towers(t)
	for name, first := range map[string]*scriptedModel{
		"error":                 {err: errBroken},
		"error in the middle":   {chunks: []string{"North Light is", " from"}, err: errBroken},
		"its own deadline":      {err: context.DeadlineExceeded},
		"L14_empty":             {},
		"L14_blank":             {chunks: []string{" \n", "\t "}},
		"unknown citation only": {chunks: []string{"[9]", " [0]."[:4]}},
	} {
		t.Run(name, func(t *testing.T) {
			second := says("North Light is from 1881 [1].")
			answer := ask(t, newEngine(t, article, profile("first", first, "second"), profile("second", second)), about)
			if answer.Answerer != rag.Model || answer.Text != "North Light is from 1881 [1]." {
				t.Errorf("answered by %s: %s", answer.Answerer, answer.Text)
			}
			for question, lang := range map[string]corpus.Lang{about: corpus.English, aboutChinese: corpus.Chinese} {
				answer = ask(t, newEngine(t, article, profile("first", first)), question)
				mustBeSound(t, article, answer)
				isNoticed := answer.Notice != "" && corpus.DetectLang(answer.Notice) == lang
				if answer.Answerer != rag.Extractive || answer.Model != "" || !isNoticed {
					t.Errorf("%q: answered by %s %s, notice %q", question, answer.Answerer, answer.Model, answer.Notice)
				}
			}
		})
	}
}

func TestFallbacksAreAskedOnceInOrder(t *testing.T) {
	var order []string
	failing := func(name string, fallback ...string) rag.Profile {
		return profile(name, modelFunc(func() error { order = append(order, name); return errBroken }), fallback...)
	}
	engine := newEngine(t, towers(t), failing("a", "b", "a", "c", "b"), failing("b", "d"), failing("c"), failing("d"))
	if answer := ask(t, engine, about); answer.Answerer != rag.Extractive {
		t.Errorf("answered by %s", answer.Answerer)
	}
	if got := strings.Join(order, " "); got != "a b c" {
		t.Errorf("asked %s, want a b c", got)
	}
}

// modelFunc is a model that does nothing but fail or not.
type modelFunc func() error

// Chat calls the function.
func (f modelFunc) Chat(context.Context, []rag.Message, rag.Draft) (rag.Reply, error) {
	return rag.Reply{Text: "Yes [1].", Complete: true}, f()
}

func TestQuestionNamesTheProfile(t *testing.T) {
	engine := newEngine(t, towers(t), profile("first", says("It is from 1881 [1].")), profile("second", says("It is 31 metres tall [1].")))
	for name, want := range map[string]string{"": "It is from 1881 [1].", "first": "It is from 1881 [1].", "second": "It is 31 metres tall [1]."} {
		answer, err := engine.Ask(t.Context(), rag.Question{Text: about, Profile: name}, nil)
		if err != nil || answer.Text != want {
			t.Errorf("profile %q: %q, %v", name, answer.Text, err)
		}
	}
	for _, question := range []string{about, "Hello", "How do I bathe a cat?"} {
		_, err := engine.Ask(t.Context(), rag.Question{Text: question, Profile: "third"}, nil)
		if !errors.Is(err, rag.ErrUnknownProfile) {
			t.Errorf("%q: got %v, want ErrUnknownProfile", question, err)
		}
	}
}

func TestFaultL15IncompleteReplyIsNoticed(t *testing.T) {
	for question, lang := range map[string]corpus.Lang{about: corpus.English, aboutChinese: corpus.Chinese} {
		model := says("North Light is from 1881 [1]. It stands")
		model.cut = true
		answer := ask(t, newEngine(t, towers(t), profile("p", model)), question)
		if !strings.HasPrefix(answer.Text, "North Light is from 1881 [1].") || answer.Answerer != rag.Model {
			t.Errorf("answered by %s: %q", answer.Answerer, answer.Text)
		}
		if answer.Notice == "" || corpus.DetectLang(answer.Notice) != lang {
			t.Errorf("%q: notice %q", question, answer.Notice)
		}
	}
}

// TestCancelEndsTheQuestion cancels while a model is silent: neither the next one nor quotation answers.
func TestCancelEndsTheQuestion(t *testing.T) {
	errStop := errors.New("the reader left")
	second := says("Two [1].")
	first := &scriptedModel{chunks: []string{"North"}, hang: true}
	engine := newEngine(t, towers(t), profile("first", first, "second"), profile("second", second))
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	answer, err := engine.Ask(ctx, rag.Question{Text: about}, func(string) { cancel(errStop) })
	if !errors.Is(err, errStop) && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the end of the context", err)
	}
	if answer.Text != "" || len(second.asked) != 0 {
		t.Errorf("answered %q, the fallback was asked %d times", answer.Text, len(second.asked))
	}
}

// TestLogsNameTheProfileAndNoTexts holds that what is asked and said stays out of the log.
func TestLogsNameTheProfileAndNoTexts(t *testing.T) {
	var log lockedBuffer
	model := &scriptedModel{chunks: []string{"a very private reply"}, err: errBroken}
	engine := mustEngine(t, rag.Options{
		Views: newViews(t, towers(t)), Models: rag.Models{Profiles: map[string]rag.Profile{"shaky": profile("shaky", model)}, Default: "shaky"},
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	ask(t, engine, "What is the article about, my private question?")
	text := log.String()
	for _, part := range []string{"component=rag", "shaky", errBroken.Error()} {
		if !strings.Contains(text, part) {
			t.Errorf("the log lacks %q: %s", part, text)
		}
	}
	for _, part := range []string{"private", "North Light", "Ada"} {
		if strings.Contains(text, part) {
			t.Errorf("the log has %q: %s", part, text)
		}
	}
}

// lockedBuffer is a buffer that several goroutines may write to.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/corpus"
	"articlebot/rag"
)

// finder is a Searcher with fixed passages. It notes how it was asked.
type finder struct {
	found []rag.Evidence
	err   error
	asked []string
}

// Search returns all passages, whatever k is.
func (s *finder) Search(_ context.Context, query string, lang corpus.Lang, k int) ([]rag.Evidence, error) {
	s.asked = append(s.asked, fmt.Sprintf("%s/%s/%d", query, lang, k))
	return s.found, s.err
}

func withSearcher(s *finder) func(*bot.Options) { return func(o *bot.Options) { o.Searcher = s } }

// found is a passage whose sentences have the scores given.
func found(lang corpus.Lang, section string, scores []float64, sentences ...string) rag.Evidence {
	return rag.Evidence{
		Passage: &corpus.Passage{Lang: lang, Section: section, Sentences: sentences}, Reading: rag.Reading{Sentences: scores},
	}
}

func TestSearch(t *testing.T) {
	s := &finder{found: []rag.Evidence{
		found(corpus.English, "Opening <up>", []float64{0, 1, 3, 2, 0}, "One.", "Two.", "A & B.", "Four.", "Five."),
		found(corpus.Chinese, "", nil, "一。", "二。", "三。"),
	}}
	inWorld(t, says("an answer"), func(w *world) {
		w.say(alice, "/search open <source>")
		w.settle(time.Second)
		w.sees(alice, "person: /search open <source>",
			"bot: What the article has on “open <source>”:\n\n1. Opening <up>\nTwo. A & B. Four.\n\n2.\n一。二。")
		if html := w.last(alice).HTML; !strings.Contains(html, "Two. <b>A &amp; B.</b> Four.") || !strings.Contains(html, "<b>一。</b>二。") {
			w.Errorf("the best sentences are not bold: %s", html)
		}
		w.asks(alice, "/lang zh", "/search 开源")
		if want := []string{"open <source>//5", "开源/zh/5"}; !slices.Equal(s.asked, want) {
			w.Errorf("searched is for %q, want %q", s.asked, want)
		}
	}, withSearcher(s))
}

// TestSearchFitsAMessage has as many and as long passages as there can be.
func TestSearchFitsAMessage(t *testing.T) {
	long := strings.Repeat("字", 2000)
	s := &finder{found: slices.Repeat([]rag.Evidence{found(corpus.Chinese, "节", []float64{0, 1, 0}, long, long, long)}, 7)}
	inWorld(t, says("an answer"), func(w *world) {
		got := w.asks(alice, "/search "+strings.Repeat("&", 900))[0]
		if !strings.Contains(got, "\n5. 节\n") || strings.Contains(got, "\n6. ") {
			w.Errorf("the bot says %q", got)
		}
	}, withSearcher(s))
}

func TestSearchWithoutAResult(t *testing.T) {
	s := &finder{}
	inWorld(t, says("an answer"), func(w *world) {
		got := w.asks(alice, "/search", "/search <b>nothing</b>")
		want := []string{
			"Please write what to look for behind the command, for example:\n/search open source",
			"I found nothing on “<b>nothing</b>” in the article.",
		}
		if !slices.Equal(got, want) {
			w.Errorf("got %q", got)
		}
		for _, s.err = range []error{errors.New("out of order"), rag.LongQuestionError{Limit: 9}} {
			got = append(got, w.asks(alice, "/search again")...)
		}
		if got[2] != "Sorry, I cannot answer this at the moment. Please try again later." ||
			got[3] != "The question is too long. Please shorten it to at most 9 characters." {
			w.Errorf("got %q", got[2:])
		}
	}, withSearcher(s))
}

func TestSearchIsNotThereWithoutASearcher(t *testing.T) {
	inWorld(t, says("an answer"), func(w *world) {
		got := w.asks(alice, "/help", "/search it")
		if strings.Contains(got[0], "/search") || got[1] != "I do not know this command.\n\n"+got[0] {
			w.Errorf("got %q", got)
		}
	})
}

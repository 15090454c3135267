package bot_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

// replaceable are questions that a test replaces while the bot runs.
type replaceable struct {
	mu   sync.Mutex
	list map[rag.Audience][]rag.Suggested
}

func (r *replaceable) For(to rag.Audience) []rag.Suggested {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.list[to]
}

func (r *replaceable) set(to rag.Audience, list ...rag.Suggested) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list[to] = list
}

var english = rag.Audience{Lang: corpus.English}

// newReplaceable offers four questions about two sections.
func newReplaceable() *replaceable {
	r := &replaceable{list: map[rag.Audience][]rag.Suggested{}}
	r.set(english, rag.Suggested{Question: "Old 1?", Section: "Section 1"}, rag.Suggested{Question: "Old 2?", Section: "Section 1"},
		rag.Suggested{Question: "Old 3?", Section: "Section 3"}, rag.Suggested{Question: "Old 4?", Section: "Section 3"})
	return r
}

func (r *replaceable) withThem(o *bot.Options) {
	withAbout(o)
	o.Questions = r
}

// TestAButtonAsksWhatItShows, whatever has taken the place of its question since, also over a restart; a link asks the same for ever.
func TestAButtonAsksWhatItShows(t *testing.T) {
	offered := newReplaceable()
	inWorld(t, says("yes"), func(w *world) {
		w.say(alice, "/start")
		w.settle(2 * time.Second)
		w.below(alice, "Old 1?", "Old 2?", "Old 3?")
		offered.set(english, rag.Suggested{Question: "New?"}, rag.Suggested{Question: "Newer?"})
		w.restart()
		w.press(alice, "Old 2?")
		w.settle(2 * time.Second)
		w.sees(alice, "person: /start", "bot: Hello!...", "bot: Old 2?\nyes")
		w.say(bob, "/start", "/start q_2")
		w.settle(4 * time.Second)
		w.sees(bob, "person: /start", "person: /start q_2", "bot: Hello!...", "bot: Why?\nyes")
	}, offered.withThem)
}

// TestQuestionsBelowAnAnswerGoOnFromItsSection.
func TestQuestionsBelowAnAnswerGoOnFromItsSection(t *testing.T) {
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		return rag.Answer{Question: q.Text, Lang: corpus.English, Kind: rag.Fact, Text: "Yes [1].",
			Citations: []rag.Citation{{N: 1, PassageID: "1", Section: "Section 1", Quote: "Yes.", Text: "Yes.", Verified: true}}}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Is it?")
		w.settle(2 * time.Second)
		w.below(alice, "[1]", "👍 | 👎", "Old 3?", "Old 4?")
	}, newReplaceable().withThem)
}

// TestQuestionsAreThoseOfTheReader: of the reader's script, and where none are known those of the description.
func TestQuestionsAreThoseOfTheReader(t *testing.T) {
	offered := newReplaceable()
	offered.set(rag.Audience{Lang: corpus.Chinese, Script: rag.Traditional}, rag.Suggested{Question: "誰？"})
	for lang, want := range map[string]string{"en": "Old 1?", "zh-TW": "誰？", "zh-hans": "谁？"} {
		inWorld(t, says("yes"), func(w *world) {
			w.lang = lang
			w.say(alice, "/start")
			w.settle(2 * time.Second)
			if got := labels(w.last(alice)); len(got) == 0 || got[0] != want {
				w.Errorf("%s: the buttons are %q, want %q first", lang, got, want)
			}
		}, offered.withThem)
	}
}

// TestAStartThatIsSentAgainOffersTheSame: it is not known whether the first one arrived, whose buttons work too.
func TestAStartThatIsSentAgainOffersTheSame(t *testing.T) {
	offered := newReplaceable()
	inWorld(t, says("yes"), func(w *world) {
		w.api.On("sendMessage", func(x *playground.Exchange) {
			x.Do()
			<-x.Context().Done()
		})
		w.say(alice, "/start")
		w.settle(2 * time.Second)
		w.halt()
		offered.set(english, rag.Suggested{Question: "New?"})
		w.boot()
		w.settle(5 * time.Second)
		messages := w.api.Screen(alice).Messages
		if len(messages) != 3 || !slices.Equal(labels(messages[1]), labels(messages[2])) {
			w.Errorf("the screen shows %q", w.api.Screen(alice).Lines())
		}
		w.press(alice, "Old 3?")
		w.settle(2 * time.Second)
		if got := w.last(alice).Text; got != "Old 3?\nyes" {
			w.Errorf("the button is answered %q", got)
		}
	}, offered.withThem)
}

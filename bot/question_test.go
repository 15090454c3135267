package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

const reading = "bot: Reading the article…"

func TestQuestionIsAnswered(t *testing.T) {
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		return rag.Answer{
			Question: q.Text, Lang: corpus.English, Text: "**Google** did, in 2014 [1].",
			Citations: []rag.Citation{{N: 1, Section: "Opening", Quote: "Google bought it.", Verified: true}},
		}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Who bought the London lab?")
		w.settle(time.Second)
		w.sees(alice, "person: Who bought the London lab?",
			"bot: Google did, in 2014 [1].\n\nSources\n[1] Opening: Google bought it.")
		m := w.last(alice)
		if len(m.Shown) != 2 || "bot: "+m.Shown[0] != reading {
			w.Errorf("the message showed %q, want the placeholder and the answer", m.Shown)
		}
		if m.Entities[0].Type != "bold" || m.Entities[len(m.Entities)-1].Type != "expandable_blockquote" {
			w.Errorf("entities %+v, want bold first and a quotation that opens last", m.Entities)
		}
		if n := len(w.api.Calls("sendChatAction")); n != 0 {
			w.Errorf("%d typing actions for an answer that came at once", n)
		}
	})
}

func TestAnswerGrowsOnTheScreen(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 60))
	inWorld(t, growing(text, 100*time.Millisecond), func(w *world) {
		w.say(alice, "Tell me a long story")
		w.settle(10 * time.Second)
		w.sees(alice, "person: Tell me a long story", "bot: "+text)
		m := w.last(alice)
		if len(m.Shown) < 5 {
			w.Errorf("the message changed %d times in 6 s, want at least 5", len(m.Shown))
		}
		if wait := m.At[1].Sub(m.At[0]); wait > time.Second {
			w.Errorf("the first text showed after %v", wait)
		}
		for i := 2; i < len(m.At); i++ {
			if gap := m.At[i].Sub(m.At[i-1]); gap < 1200*time.Millisecond {
				w.Errorf("edit %d came %v after the one before", i, gap)
			}
			if len(m.Shown[i]) <= len(m.Shown[i-1]) {
				w.Errorf("edit %d shows %q after %q", i, m.Shown[i], m.Shown[i-1])
			}
		}
	})
}

func TestTypingShowsWhileNothingElseDoes(t *testing.T) {
	inWorld(t, growing("finally here", 10*time.Second), func(w *world) {
		w.say(alice, "Take your time")
		w.settle(9 * time.Second)
		if n := len(w.api.Screen(alice).Typing); n != 3 {
			w.Errorf("%d typing actions in 9 s, want 3", n)
		}
		w.settle(20 * time.Second)
		if n := len(w.api.Screen(alice).Typing); n != 3 {
			w.Errorf("%d typing actions, want none after text was shown", n)
		}
		w.sees(alice, "person: Take your time", "bot: finally here")
	})
}

func TestSameDraftIsNotSentAgain(t *testing.T) {
	asker := askFunc(func(_ context.Context, _ rag.Question, draft rag.Draft) (rag.Answer, error) {
		for range 10 {
			draft("steady as **she** goes")
			time.Sleep(2 * time.Second)
		}
		return rag.Answer{Text: "changed"}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Do you repeat yourself?")
		w.settle(30 * time.Second)
		if got := w.last(alice).Shown; len(got) != 3 || got[1] != "steady as she goes" {
			w.Errorf("the message showed %q, want placeholder, draft, answer", got)
		}
		if n := len(w.api.Calls("editMessageText")); n != 2 {
			w.Errorf("%d edits, want 2", n)
		}
	})
}

func TestDraftAfterTheEndIsIgnored(t *testing.T) {
	var late rag.Draft
	asker := askFunc(func(_ context.Context, _ rag.Question, draft rag.Draft) (rag.Answer, error) {
		late = draft
		return rag.Answer{Text: "the end"}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Are you done?")
		w.settle(time.Second)
		late("not yet")
		w.settle(10 * time.Second)
		w.sees(alice, "person: Are you done?", "bot: the end")
	})
}

func TestSlowEditDoesNotOvertakeTheAnswer(t *testing.T) {
	inWorld(t, growing("half whole", time.Second), func(w *world) {
		w.api.On("editMessageText", playground.Slow(8*time.Second))
		w.say(alice, "Which one stays?")
		w.settle(30 * time.Second)
		w.sees(alice, "person: Which one stays?", "bot: half whole")
	})
}

func TestLongAnswerComesInParts(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "Sentence **number %d** is here. ", i)
	}
	inWorld(t, says(text.String()), func(w *world) {
		w.say(alice, "Tell me everything about it")
		w.settle(time.Minute)
		screen := w.screen(alice)
		if len(screen) < 3 {
			w.Fatalf("%d messages, want at least 3", len(screen))
		}
		all := ""
		for _, line := range screen[1:] {
			part := strings.TrimPrefix(line, "bot: ")
			if !strings.HasPrefix(part, "Sentence number") || !strings.HasSuffix(part, "is here.") {
				w.Errorf("a part is cut inside a sentence: %.40q … %q", part, part[len(part)-20:])
			}
			all += part + " "
		}
		if want := strings.ReplaceAll(text.String(), "**", ""); all != want {
			w.Error("the parts together are not the answer")
		}
	})
}

func TestErrorsBecomeSentences(t *testing.T) {
	for name, tc := range map[string]struct {
		err    error
		en, zh string
	}{
		"Empty": {fmt.Errorf("asking: %w", rag.ErrEmptyQuestion), "There is no question in this message.", "这条消息里没有问题"},
		"Long": {fmt.Errorf("asking: %w", rag.LongQuestionError{Limit: 12}),
			"The question is too long. Please shorten it to at most 12 characters.", "问题太长了，请缩短到 12 个字以内"},
		"Invalid": {rag.ErrInvalidQuestion, "The message has characters that cannot be read.", "这条消息里有无法识别的字符"},
		"Timeout": {context.DeadlineExceeded, "This took too long", "这个问题答得太久"},
		"Other":   {errModel, "Sorry, I cannot answer this at the moment.", "抱歉，这个问题暂时答不上来"},
	} {
		t.Run(name, func(t *testing.T) {
			asker := askFunc(func(context.Context, rag.Question, rag.Draft) (rag.Answer, error) { return rag.Answer{}, tc.err })
			inWorld(t, asker, func(w *world) {
				w.say(alice, "An unlucky question")
				w.say(bob, "一个不走运的问题")
				w.settle(time.Second)
				w.sees(alice, "person: An unlucky question", "bot: "+tc.en+"...")
				w.sees(bob, "person: 一个不走运的问题", "bot: "+tc.zh+"...")
				if !strings.Contains(w.log.String(), tc.err.Error()) {
					w.Errorf("the log lacks the cause: %s", w.log)
				}
			})
		})
	}
}

func TestEmptyAnswerIsNotShown(t *testing.T) {
	for _, text := range []string{"", " \u200b\n", "```\n```", "#", "[](http://example.org)"} {
		inWorld(t, says(text), func(w *world) {
			w.say(alice, "Say nothing at all")
			w.settle(time.Second)
			w.sees(alice, "person: Say nothing at all", "bot: Sorry, I cannot answer this at the moment....")
		})
	}
}

func TestLanguageGoesByPersonThenByMessage(t *testing.T) {
	inWorld(t, says("fine"), func(w *world) {
		w.lang = "zh-hans"
		w.say(alice, "Does it fit?")
		w.settle(time.Second)
		if got := w.last(alice).Shown[0]; got != "正在查阅文章……" {
			w.Errorf("placeholder %q for a person with a Chinese Telegram", got)
		}
		w.lang = "de"
		w.say(bob, "Passt das so?")
		w.settle(time.Second)
		if got := "bot: " + w.last(bob).Shown[0]; got != reading {
			w.Errorf("placeholder %q for a German", got)
		}
	})
}

func TestAskIsBoundedInTime(t *testing.T) {
	asker := askFunc(func(ctx context.Context, _ rag.Question, _ rag.Draft) (rag.Answer, error) {
		<-ctx.Done()
		return rag.Answer{}, fmt.Errorf("asking the model: %w", ctx.Err())
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Will you ever answer?")
		w.settle(29 * time.Second)
		w.sees(alice, "person: Will you ever answer?", reading)
		w.settle(2 * time.Second)
		w.sees(alice, "person: Will you ever answer?", "bot: This took too long...")
	}, func(o *bot.Options) { o.AskTimeout = 30 * time.Second })
}

func TestConversationGoesWithTheQuestion(t *testing.T) {
	var histories [][]rag.Turn
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		histories = append(histories, q.History)
		return rag.Answer{Text: "answer to " + q.Text}, nil
	})
	inWorld(t, asker, func(w *world) {
		for i := range 7 {
			w.say(alice, fmt.Sprintf("question %d", i))
			w.settle(time.Second)
		}
		w.say(alice, "/reset", "after the reset")
		w.settle(time.Second)
		w.say(bob, "of somebody else")
		w.settle(time.Second)
	})
	if len(histories) != 9 {
		t.Fatalf("%d questions asked, want 9", len(histories))
	}
	if got := histories[2]; len(got) != 2 || got[0].Question != "question 0" || got[1].Answer != "answer to question 1" {
		t.Errorf("history of the third question: %+v, want the two turns before it", got)
	}
	oldest := fmt.Sprintf("question %d", 6-rag.MaxHistory)
	if got := histories[6]; len(got) != rag.MaxHistory || got[0].Question != oldest || got[len(got)-1].Question != "question 5" {
		t.Errorf("history of the seventh question: %+v, want the %d turns before it", got, rag.MaxHistory)
	}
	for _, i := range []int{0, 7, 8} {
		if len(histories[i]) != 0 {
			t.Errorf("history of question %d: %+v, want none", i, histories[i])
		}
	}
}

package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/rag"
)

// cited is an asker whose answers cite two passages.
func cited(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
	return rag.Answer{
		Question: q.Text, Lang: corpus.English, Kind: rag.Fact, Text: "re: " + q.Text + " [1] [2]", Answerer: rag.Model, Model: "m-1",
		Citations: []rag.Citation{
			{N: 1, PassageID: "p3", Section: "Three", Quote: "The <cited> one.", Text: "Before. The <cited> one. After.", Verified: true},
			{N: 2, PassageID: "unknown", Quote: "Alone.", Text: "Alone."},
		},
		Trace: &rag.Trace{Claims: []rag.Verdict{{Claim: "re", Sources: []string{"p3"}}}},
	}, nil
}

// shelf is a Reader of passages p1 to p5.
type shelf struct{}

// Around knows passages by their numbers.
func (shelf) Around(id string, n int) (before, after []bot.Passage) {
	var at int
	if _, err := fmt.Sscanf(id, "p%d", &at); err != nil {
		return nil, nil
	}
	passage := func(i int) bot.Passage {
		return bot.Passage{Section: fmt.Sprint("Section ", i), Text: fmt.Sprint("passage ", i)}
	}
	for i := 1; i <= n; i++ {
		if at-i >= 1 {
			before = append(before, passage(at-i))
		}
		if at+i <= 5 {
			after = append(after, passage(at+i))
		}
	}
	return before, after
}

// withButtons has a bot whose answers have all buttons.
func withButtons(o *bot.Options) {
	o.Reader = shelf{}
	o.About = map[corpus.Lang]bot.About{corpus.English: {
		Examples: []string{"Who?", "Why?", "When?"}, Questions: []string{"What of Two?", "What of Three?", "What of Four?", "What of Five?"},
	}}
}

// labels are the texts of the buttons below a message, a row each.
func labels(m playground.Message) (rows []string) {
	for _, row := range m.Keyboard {
		var texts []string
		for _, b := range row {
			texts = append(texts, b.Text)
		}
		rows = append(rows, strings.Join(texts, " | "))
	}
	return rows
}

// data returns what the button of a label sends.
func data(t *testing.T, m playground.Message, label string) string {
	t.Helper()
	for _, row := range m.Keyboard {
		for _, b := range row {
			if b.Text == label {
				return b.Data
			}
		}
	}
	t.Fatalf("no button %q below %q: %q", label, m.Text, labels(m))
	return ""
}

// press presses a button of the newest message that has it, and returns what was shown for a moment.
func (w *world) press(person int64, label string) string {
	w.Helper()
	for _, m := range slices.Backward(w.api.Screen(person).Messages) {
		if strings.Contains(strings.Join(labels(m), " | "), label) {
			return w.presses(playground.Press{By: w.person(person), Message: m.ID, Data: data(w.T, m, label)})
		}
	}
	w.Fatalf("no button %q", label)
	return ""
}

// presses has somebody press, and returns what was shown for a moment. The press must be answered.
func (w *world) presses(p playground.Press) string {
	w.Helper()
	w.api.Do(p)
	w.settle(2 * time.Second)
	all := w.api.Pressed()
	last := all[len(all)-1]
	if !last.Answered {
		w.Errorf("the press of %q is not answered", p.Data)
	}
	return last.Toast
}

// below checks the buttons below the newest message.
func (w *world) below(person int64, want ...string) {
	w.Helper()
	if got := labels(w.last(person)); !slices.Equal(got, want) {
		w.Errorf("the buttons are\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

const expired = "This button has expired. Just send your question."

func TestAnswerHasButtons(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		w.below(alice, "[1] | [2]", "👍 | 👎", "What of Two?", "What of Three?")
		for _, row := range w.last(alice).Keyboard {
			for _, b := range row {
				if len(b.Data) > 64 {
					w.Errorf("%d bytes of data", len(b.Data))
				}
			}
		}
	}, withButtons)
}

func TestSmalltalkAndFailuresHaveNoFeedback(t *testing.T) {
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		if q.Text == "Fail" {
			return rag.Answer{}, errModel
		}
		return rag.Answer{Kind: rag.Smalltalk, Lang: corpus.English, Text: "hello"}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Hello")
		w.settle(time.Second)
		w.below(alice, "What of Two?", "What of Three?")
		w.say(alice, "Fail")
		w.settle(time.Second)
		w.below(alice)
	}, withButtons)
}

func TestRefusalOffersItsOwnQuestions(t *testing.T) {
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		return rag.Answer{Question: q.Text, Refused: true, Text: "It does not say.", Suggestions: []string{"A?", "B?", "C?"}}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		w.below(alice, "👍 | 👎", "A?", "B?")
	}, withButtons)
}

func TestLastPartOfALongAnswerHasTheButtons(t *testing.T) {
	inWorld(t, says(strings.Repeat("A sentence of it. ", 500)), func(w *world) {
		w.say(alice, "Tell me all")
		w.settle(time.Minute)
		var with []int
		messages := w.api.Screen(alice).Messages
		for i, m := range messages {
			if len(m.Keyboard) > 0 {
				with = append(with, i)
			}
		}
		if len(messages) < 3 || !slices.Equal(with, []int{len(messages) - 1}) {
			w.Errorf("of %d messages, %d have buttons", len(messages), with)
		}
		if toast := w.press(alice, "👍"); toast != "Thank you!" {
			w.Errorf("the button below the last part says %q", toast)
		}
	}, withButtons)
}

func TestFeedbackIsKeptMarkedAndTakenBack(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		for _, step := range []struct {
			label, toast, marked string
			want                 store.Feedback
		}{
			{"👍", "Thank you!", "👍 ✓ | 👎", store.Good},
			{"👎", "Thank you. I have noted that this answer is not good.", "👍 | 👎 ✓", store.Bad},
			{"👎 ✓", "Your feedback is taken back.", "👍 | 👎", store.None},
			{"👍", "Thank you!", "👍 ✓ | 👎", store.Good},
		} {
			if toast := w.press(alice, step.label); toast != step.toast {
				w.Errorf("%s says %q", step.label, toast)
			}
			w.below(alice, "[1] | [2]", step.marked, "What of Two?", "What of Three?")
			list, err := w.options.Store.Judged(w.Context())
			if err != nil || len(list) != min(1, int(step.want*step.want)) || len(list) == 1 && list[0].Feedback != step.want {
				w.Errorf("after %s: %+v, %v", step.label, list, err)
			}
		}
		list, err := w.options.Store.Judged(w.Context())
		if err != nil || len(list) != 1 {
			w.Fatal(list, err)
		}
		if a := list[0]; a.Question != "Is it?" || len(a.Citations) != 2 || a.Model != "m-1" || len(a.Verdicts) != 1 {
			w.Errorf("kept %+v", a)
		}
	}, withButtons)
}

func TestSuggestionIsAskedAsIfWritten(t *testing.T) {
	var history []rag.Turn
	asker := askFunc(func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
		history = q.History
		return cited(ctx, q, draft)
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		w.press(alice, "What of Two?")
		w.sees(alice, "person: Is it?", "bot: re: Is it?...", "bot: What of Two?\nre: What of Two? [1] [2]...")
		if got := w.last(alice).Shown[0]; got != "What of Two?\nReading the article…" {
			w.Errorf("the placeholder is %q", got)
		}
		if len(history) != 1 || history[0].Question != "Is it?" {
			w.Errorf("history %+v", history)
		}
		w.below(alice, "[1] | [2]", "👍 | 👎", "What of Three?", "What of Four?")
	}, withButtons)
}

// TestSuggestionWaitsForItsTurn: it is a question of the chat, which can be stopped, and does not hold back other presses.
func TestSuggestionWaitsForItsTurn(t *testing.T) {
	inWorld(t, takes(20*time.Second), func(w *world) {
		w.say(alice, "First")
		w.settle(25 * time.Second)
		w.api.Do(playground.Press{By: w.person(alice), Message: w.last(alice).ID, Data: data(t, w.last(alice), "Who?")})
		w.settle(5 * time.Second)
		if toast := w.press(alice, "👍"); toast != "Thank you!" {
			w.Errorf("a press behind the question says %q", toast)
		}
		if toast := w.press(alice, "⏹ Stop"); toast != "All right, stopping." {
			w.Errorf("the button says %q", toast)
		}
		w.sees(alice, "person: First", "bot: re: First", "bot: Stopped.")
	}, func(o *bot.Options) {
		o.About = map[corpus.Lang]bot.About{"": {Examples: []string{"Who?", "Why?"}}}
	})
}

func TestStopButtonEndsOnlyThatAnswer(t *testing.T) {
	inWorld(t, growing("one two three four five six seven eight", 2*time.Second), func(w *world) {
		w.say(alice, "First", "Second")
		w.settle(time.Second)
		w.below(alice, "⏹ Stop")
		w.settle(4 * time.Second)
		w.below(alice, "⏹ Stop")
		w.press(alice, "⏹ Stop")
		w.sees(alice, "person: First", "person: Second", "bot: Stopped.", "bot: Reading...")
		w.settle(30 * time.Second)
		w.sees(alice, "person: First", "person: Second", "bot: Stopped.", "bot: one two three four five six seven eight")
		if m := w.api.Screen(alice).Messages[2]; len(m.Keyboard) != 0 {
			w.Errorf("what was stopped has buttons: %q", labels(m))
		}
	})
}

func TestButtonsSurviveARestartAndANewArticle(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		w.halt()
		w.options.Reader, w.options.About = nil, nil
		time.Sleep(20 * 24 * time.Hour)
		w.boot()
		w.press(alice, "[1]")
		w.press(alice, "‹")
		w.sees(alice, "person: Is it?", "bot: re: Is it?...", "bot: [1] · 1 before it · Section 2\n\npassage 2")
		w.press(alice, "What of Three?")
		w.settle(2 * time.Second)
		if got := w.last(alice).Text; !strings.HasPrefix(got, "What of Three?\nre: What of Three?") {
			w.Errorf("the suggestion is answered %q", got)
		}
	}, withButtons)
}

// TestFaultT19PressThatIsTooOldToAnswerIsDone: Telegram does not take the answer to a press any more, but what was asked for is done.
func TestFaultT19PressThatIsTooOldToAnswerIsDone(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		answer := w.last(alice)
		const stale = "Bad Request: query is too old and response timeout expired or query ID is invalid"
		for _, label := range []string{"👎", "[2]", "What of Two?"} {
			w.api.On("answerCallbackQuery", playground.Refuse(400, stale))
			w.api.Do(playground.Press{By: w.person(alice), Message: answer.ID, Data: data(t, answer, label)})
			w.settle(4 * time.Second)
		}
		w.sees(alice, "person: Is it?", "bot: re: Is it?...", "bot: [2]\n\nAlone.", "bot: What of Two?\nre: What of Two?...")
		if list, err := w.options.Store.Judged(w.Context()); err != nil || len(list) != 1 || list[0].Feedback != store.Bad {
			w.Errorf("feedback %+v, %v", list, err)
		}
	}, withButtons)
}

package store_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
	"time"

	"articlebot/bot/store"
)

var alices = store.Dialogue{Chat: 1, User: 1}

// record is an answer with something in every field.
func record(question string) *store.Record {
	return &store.Record{
		Question: question, Lang: "zh", Kind: "fact", Text: "是的 [1]", Profile: "fast", Answerer: "llm", Model: "m", Refused: true,
		History: []store.Turn{{Question: "before", Answer: "\x00"}},
		Citations: []store.Citation{{
			N: 1, PassageID: "p", Section: "S", Quote: "q", Text: "t", Verified: true,
			Before: []store.Passage{{Section: "S", Text: "b"}}, After: []store.Passage{{Text: "a"}},
		}},
		Verdicts: []store.Verdict{{Claim: "c", Sources: []string{"p"}, Problem: "x"}}, Suggestions: []string{"next?"},
	}
}

// answered has an update of a chat answered in some parts, as far as the answer being ready, and returns its job.
func (w *world) answered(chat, id int64, r *store.Record, parts ...string) store.Job {
	w.Helper()
	w.add(chat, id)
	job := w.claim()
	w.must(w.Sending(w.Context(), job, 0))
	w.must(w.Placed(w.Context(), job, 0, 100+id))
	w.must(w.Ready(w.Context(), job, store.Final{Text: "text", Parts: parts, Answer: r}))
	return job
}

func (w *world) answer(update int64) store.Answer {
	w.Helper()
	a, err := w.Answer(w.Context(), update)
	w.must(err)
	return a
}

func TestAnswerIsKeptWithItsReply(t *testing.T) {
	each(t, func(w *world) {
		want := record("why?")
		job := w.answered(1, 10, want, "one")
		a := w.answer(10)
		if a.Chat != 1 || a.User != 1 || a.Message != 110 || a.Shown != 0 || a.Feedback != store.None {
			t.Errorf("got %+v", a)
		}
		if !reflect.DeepEqual(a.Record, *want) {
			t.Errorf("got %+v, want %+v", a.Record, *want)
		}
		w.must(w.Done(t.Context(), job))
		w.restart()
		if a := w.answer(10); a.Question != "why?" {
			t.Errorf("after a restart: %+v", a)
		}
		if _, err := w.Answer(t.Context(), 11); !errors.Is(err, store.ErrNoAnswer) {
			t.Errorf("of another update: %v", err)
		}
	})
}

// TestAnswerKnowsItsLastMessage: that is where the buttons are.
func TestAnswerKnowsItsLastMessage(t *testing.T) {
	each(t, func(w *world) {
		job := w.answered(1, 10, record("why?"), "one", "two")
		for _, want := range []int64{0, 777, 0, 778} {
			if want == 0 {
				w.must(w.Sending(t.Context(), job, 1))
			} else {
				w.must(w.Placed(t.Context(), job, 1, want))
			}
			if got := w.answer(10).Message; got != want {
				t.Errorf("message %d, want %d", got, want)
			}
		}
		w.must(w.Recut(t.Context(), job, []string{"one", "two", "three"}))
		if got := w.answer(10).Message; got != 0 {
			t.Errorf("message %d of a part that is not there yet", got)
		}
	})
}

func TestAnswerOfALostJobIsNotKept(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 10)
		job := w.claim()
		w.must(w.Sending(t.Context(), job, 0))
		w.must(w.Placed(t.Context(), job, 0, 7))
		w.must(w.Release(t.Context(), job))
		err := w.Ready(t.Context(), job, store.Final{Text: "x", Parts: []string{"x"}, Answer: record("why?")})
		if !errors.Is(err, store.ErrLost) {
			t.Errorf("Ready: %v", err)
		}
		if err := w.Offer(t.Context(), job, []string{"a?"}); !errors.Is(err, store.ErrLost) {
			t.Errorf("Offer: %v", err)
		}
		if n := w.count("SELECT COUNT(*) FROM answers"); n != 0 {
			t.Errorf("%d answers", n)
		}
	})
}

func TestLastAnswerIsTheDialoguesOwn(t *testing.T) {
	each(t, func(w *world) {
		if _, err := w.LastAnswer(t.Context(), alices); !errors.Is(err, store.ErrNoAnswer) {
			t.Errorf("before any: %v", err)
		}
		for i, chat := range []int64{1, 1, 2} {
			w.must(w.Done(t.Context(), w.answered(chat, int64(10+i), record("why?"), "one")))
			w.clock.move(time.Second)
		}
		w.add(1, 20)
		job := w.claim()
		w.must(w.Offer(t.Context(), job, []string{"a?", "b?"}))
		if a, err := w.LastAnswer(t.Context(), alices); err != nil || a.Update != 11 {
			t.Errorf("got %d, %v", a.Update, err)
		}
		if a := w.answer(20); len(a.Suggestions) != 2 || a.Message != 0 {
			t.Errorf("got %+v", a)
		}
	})
}

func TestFeedbackIsKeptAndTakenBack(t *testing.T) {
	each(t, func(w *world) {
		for id := range int64(3) {
			w.must(w.Done(t.Context(), w.answered(1, 10+id, record("why?"), "one")))
		}
		for _, step := range []struct {
			update   int64
			feedback store.Feedback
		}{{12, store.Good}, {10, store.Good}, {11, store.Bad}, {10, store.Bad}, {11, store.None}} {
			w.clock.move(time.Second)
			w.must(w.SetFeedback(t.Context(), step.update, step.feedback))
		}
		list, err := w.Judged(t.Context())
		w.must(err)
		if len(list) != 2 || list[0].Update != 12 || list[0].Feedback != store.Good || list[1].Update != 10 || list[1].Feedback != store.Bad {
			t.Errorf("got %+v", list)
		}
		w.must(w.SetShown(t.Context(), 10, 99))
		if got := w.answer(10).Shown; got != 99 {
			t.Errorf("a passage is shown in %d", got)
		}
	})
}

func TestAnswersAreKeptForAMonth(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.Done(t.Context(), w.answered(1, 10, record("why?"), "one")))
		w.clock.move(store.AnswerLife - time.Second)
		w.must(w.Sweep(t.Context()))
		w.answer(10)
		w.clock.move(time.Second)
		w.must(w.Sweep(t.Context()))
		if _, err := w.Answer(t.Context(), 10); !errors.Is(err, store.ErrNoAnswer) {
			t.Errorf("after 30 days: %v", err)
		}
	})
}

// TestAnIDThatBeginsAnewNamesTheNewAnswer: Telegram may begin anew with any id after a week.
func TestAnIDThatBeginsAnewNamesTheNewAnswer(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.Done(t.Context(), w.answered(1, 10, record("old?"), "one")))
		w.must(w.SetFeedback(t.Context(), 10, store.Good))
		w.must(w.SetShown(t.Context(), 10, 5))
		w.clock.move(8 * 24 * time.Hour)
		w.must(w.Sweep(t.Context()))
		w.must(w.Done(t.Context(), w.answered(2, 10, record("new?"), "one")))
		if a := w.answer(10); a.Question != "new?" || a.Chat != 2 || a.Feedback != store.None || a.Shown != 0 {
			t.Errorf("got %+v", a)
		}
	})
}

func TestStopOneStopsOnlyThat(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 10, 11)
		w.add(2, 12)
		w.must(w.StopOne(t.Context(), 10, store.Dialogue{Chat: 2, User: 1}))
		w.must(w.StopOne(t.Context(), 10, store.Dialogue{Chat: 1, User: 2}))
		if n := w.count("SELECT COUNT(*) FROM updates WHERE stopped = 1"); n != 0 {
			t.Errorf("%d are stopped by strangers", n)
		}
		job := w.claim()
		w.must(w.StopOne(t.Context(), job.ID, alices))
		ids, err := w.Stopped(t.Context(), "worker")
		if err != nil || len(ids) != 1 || ids[0] != 10 || w.count("SELECT COUNT(*) FROM updates WHERE stopped = 1") != 1 {
			t.Errorf("stopped %d, %v", ids, err)
		}
	})
}

func TestSecretIsDrawnOnce(t *testing.T) {
	each(t, func(w *world) {
		secret := func(name string) []byte {
			s, err := w.Secret(t.Context(), name)
			w.must(err)
			return s
		}
		first := secret("buttons")
		if len(first) != 32 || bytes.Equal(first, make([]byte, 32)) {
			t.Errorf("drew %d bytes", len(first))
		}
		w.restart()
		if !bytes.Equal(secret("buttons"), first) || bytes.Equal(secret("other"), first) {
			t.Error("it is another one after a restart, or the same for all names")
		}
	})
}

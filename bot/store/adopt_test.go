package store_test

import (
	"errors"
	"slices"
	"testing"

	"articlebot/bot/store"
)

// about adds an update of chat 1 that is or changes message 50.
func (w *world) about(id int64, edit bool) {
	w.Helper()
	w.must(w.Add(w.Context(), []store.Update{{ID: id, Chat: 1, User: 1, Message: 50, Edit: edit, Raw: []byte{byte(id)}}}))
}

func TestAnEditAdoptsTheReply(t *testing.T) {
	each(t, func(w *world) {
		d := store.Dialogue{Chat: 1, User: 1}
		w.must(w.AddTurn(t.Context(), d, store.Turn{Question: "before"}))
		w.about(1, false)
		job := w.claim()
		w.must(w.Sending(t.Context(), job, 0))
		w.must(w.Placed(t.Context(), job, 0, 7))
		w.must(w.Ready(t.Context(), job, store.Final{Text: "old", Parts: []string{"old"}, Turn: &store.Turn{Question: "asked", Answer: "old"}}))
		w.must(w.Done(t.Context(), job))
		w.must(w.Add(t.Context(), []store.Update{{ID: 2, Chat: 2, User: 1, Message: 50, Raw: []byte("another chat's")}}))
		w.must(w.Done(t.Context(), w.claim()))

		w.about(3, true)
		edit := w.claim()
		old, err := w.Earlier(t.Context(), edit)
		if err != nil || old.Update != 1 || !slices.Equal(old.Raw, []byte{1}) || old.Reply.State != store.Done || old.Reply.Parts[0].Message != 7 {
			t.Fatalf("what came before is %+v, %v", old, err)
		}
		w.must(w.Adopt(t.Context(), edit, old, d, "asked"))
		if r := w.reply(3); r.State != store.Placed || r.Began.IsZero() || len(r.Parts) != 1 || r.Parts[0].Message != 7 {
			t.Errorf("the reply is %+v", r)
		}
		if got := w.turns(d); len(got) != 1 || got[0].Question != "before" {
			t.Errorf("the dialogue has %+v", got)
		}
		if err := w.Adopt(t.Context(), edit, old, d, "asked"); !errors.Is(err, store.ErrStep) {
			t.Errorf("adopting twice: %v", err)
		}
		w.must(w.Ready(t.Context(), edit, final("new")))
		w.must(w.Done(t.Context(), edit))
		if err := w.Adopt(t.Context(), edit, old, d, "asked"); !errors.Is(err, store.ErrLost) {
			t.Errorf("adopting for a job that is done: %v", err)
		}

		// The next one finds the reply that stands there now.
		w.about(4, true)
		if old, err = w.Earlier(t.Context(), w.claim()); err != nil || old.Update != 3 {
			t.Errorf("what came before the next is %+v, %v", old, err)
		}
	})
}

func TestAnEditStopsWhatItReplaces(t *testing.T) {
	each(t, func(w *world) {
		w.about(1, false)
		w.add(1, 2)
		job := w.claim()
		if replaced, err := w.Replaced(t.Context(), job); err != nil || replaced {
			t.Errorf("replaced %v, %v before anything came", replaced, err)
		}
		w.about(3, true)
		if stopped, err := w.Stopped(t.Context(), "worker"); err != nil || !slices.Equal(stopped, []int64{1}) {
			t.Errorf("stopped %d, %v", stopped, err)
		}
		if replaced, err := w.Replaced(t.Context(), job); err != nil || !replaced {
			t.Errorf("replaced %v, %v", replaced, err)
		}
		w.must(w.GiveUp(t.Context(), job, store.Failed, "replaced"))
		next := w.claim()
		if next.ID != 2 || next.Stopped {
			t.Errorf("next is %+v, want what the edit is not about", next)
		}
	})
}

func TestAnEditOfNothing(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1, 2)
		w.must(w.Done(t.Context(), w.claim()))
		if old, err := w.Earlier(t.Context(), w.claim()); err != nil || old.Update != 0 {
			t.Errorf("what came before is %+v, %v", old, err)
		}
	})
}

func TestAnEditTooManyIsLeftOutSilently(t *testing.T) {
	bounded(t, func(w *world) {
		w.about(1, false)
		w.add(1, 2, 3)
		w.about(4, true)
		for job := range 3 {
			if j := w.claim(); j.Excess || j.Stopped {
				t.Errorf("job %d is %+v", job, j)
			} else {
				w.must(w.Done(t.Context(), j))
			}
		}
		w.nothing()
	})
}

func TestDialoguesOfTopicsAreApart(t *testing.T) {
	each(t, func(w *world) {
		one, two := store.Dialogue{Chat: -1, Thread: 5, User: 1}, store.Dialogue{Chat: -1, Thread: 6, User: 1}
		w.must(w.AddTurn(t.Context(), one, store.Turn{Question: "of one"}))
		job := w.begin()
		w.must(w.Sending(t.Context(), job, 0))
		w.must(w.Placed(t.Context(), job, 0, 7))
		w.must(w.Ready(t.Context(), job, store.Final{Parts: []string{"x"}, Thread: 6, Turn: &store.Turn{Question: "of two"}}))
		if got := w.turns(one); len(got) != 1 || got[0].Question != "of one" {
			t.Errorf("topic one has %+v", got)
		}
		if got := w.turns(store.Dialogue{Chat: job.Chat, Thread: 6, User: job.User}); len(got) != 1 || got[0].Question != "of two" {
			t.Errorf("topic two has %+v", got)
		}
		w.must(w.DropTurns(t.Context(), two))
		if got := w.turns(one); len(got) != 1 {
			t.Errorf("topic one has %+v after the other began anew", got)
		}
	})
}

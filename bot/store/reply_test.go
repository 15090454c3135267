package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"articlebot/bot/store"
)

// final is an answer of some parts.
func final(parts ...string) store.Final { return store.Final{Text: "the answer", Parts: parts} }

// begin adds an update and takes it as far as its placeholder, which is message 70.
func (w *world) begin() store.Job {
	w.Helper()
	w.add(1, 1)
	job := w.claim()
	w.must(w.Sending(w.Context(), job, 0))
	w.must(w.Placed(w.Context(), job, 0, 70))
	return job
}

func (w *world) reply(update int64) store.Reply {
	w.Helper()
	r, err := w.Reply(w.Context(), update)
	w.must(err)
	return r
}

func TestAReplyGoesOnWhereItStood(t *testing.T) {
	each(t, func(w *world) {
		w.add(1, 1)
		var job store.Job
		for _, tt := range []struct {
			step  func() error
			state store.State
			parts []store.Part
			sends int
		}{
			{func() error { return nil }, store.Unsent, nil, 0},
			{func() error { return w.Sending(t.Context(), job, 0) }, store.Sending, []store.Part{{Sending: true}}, 1},
			// Nobody knows whether it arrived, so it is sent again.
			{func() error { return w.Sending(t.Context(), job, 0) }, store.Sending, []store.Part{{Sending: true}}, 2},
			{func() error { return w.Placed(t.Context(), job, 0, 70) }, store.Placed, []store.Part{{Message: 70}}, 2},
			{func() error { return w.Ready(t.Context(), job, final("one", "two")) }, store.Ready,
				[]store.Part{{Text: "one", Message: 70}, {Text: "two"}}, 2},
			{func() error { return w.Sending(t.Context(), job, 1) }, store.Ready,
				[]store.Part{{Text: "one", Message: 70}, {Text: "two", Sending: true}}, 3},
			{func() error { return w.Placed(t.Context(), job, 1, 71) }, store.Ready,
				[]store.Part{{Text: "one", Message: 70}, {Text: "two", Message: 71}}, 3},
			{func() error { return w.Done(t.Context(), job) }, store.Done,
				[]store.Part{{Text: "one", Message: 70}, {Text: "two", Message: 71}}, 3},
		} {
			w.restart()
			job = w.claim()
			w.must(tt.step())
			r := w.reply(1)
			if r.State != tt.state || !slices.Equal(r.Parts, tt.parts) || r.Sends != tt.sends || (r.Sends > 0) == r.Began.IsZero() {
				t.Errorf("got %+v, want %+v", r, tt)
			}
			if want := map[bool]string{true: "the answer"}[tt.state == store.Ready || tt.state == store.Done]; r.Final != want {
				t.Errorf("in state %q the answer is %q", tt.state, r.Final)
			}
			if tt.state != store.Done {
				w.must(w.Release(t.Context(), job))
			}
		}
		w.restart()
		w.nothing()
	})
}

// A reply may grow in a draft, which is no message, and goes on in a placeholder where there are drafts no more.
func TestADraftedReply(t *testing.T) {
	for name, tc := range map[string]struct {
		steps []string
		state store.State
		parts []store.Part
		sends int
	}{
		"Drafting":        {[]string{"draft"}, store.Drafting, []store.Part{{}}, 0},
		"Anew":            {[]string{"draft", "draft"}, store.Drafting, []store.Part{{}}, 0},
		"AfterAnUnknown":  {[]string{"send", "draft"}, store.Drafting, []store.Part{{}}, 1},
		"ThenPlaceholder": {[]string{"draft", "send", "place"}, store.Placed, []store.Part{{Message: 70}}, 1},
		"Ready":           {[]string{"draft", "ready"}, store.Ready, []store.Part{{Text: "one", Rich: "<p>one</p>"}}, 0},
		"BeingSent":       {[]string{"draft", "ready", "send"}, store.Ready, []store.Part{{Text: "one", Rich: "<p>one</p>", Sending: true}}, 1},
		"Done":            {[]string{"draft", "ready", "send", "place", "done"}, store.Done, []store.Part{{Text: "one", Rich: "<p>one</p>", Message: 70}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(w *world) {
				w.add(1, 1)
				f := final("one")
				f.Rich = "<p>one</p>"
				var began time.Time
				for _, step := range tc.steps {
					job := w.claim()
					w.must(map[string]func() error{
						"draft": func() error { return w.Drafting(t.Context(), job) },
						"send":  func() error { return w.Sending(t.Context(), job, 0) },
						"place": func() error { return w.Placed(t.Context(), job, 0, 70) },
						"ready": func() error { return w.Ready(t.Context(), job, f) },
						"done":  func() error { return w.Done(t.Context(), job) },
					}[step]())
					if r := w.reply(1); began.IsZero() {
						began = r.Began
					} else if !r.Began.Equal(began) {
						t.Errorf("after %q it began %v, before at %v", step, r.Began, began)
					}
					if step != "done" {
						w.must(w.Release(t.Context(), job))
					}
					w.clock.move(time.Second)
					w.restart()
				}
				if r := w.reply(1); r.State != tc.state || !slices.Equal(r.Parts, tc.parts) || r.Sends != tc.sends || began.IsZero() {
					t.Errorf("got %+v, want %+v", r, tc)
				}
			})
		})
	}
}

// Only an answer of one part has another form, and none that was cut anew.
func TestOnlyOnePartIsRich(t *testing.T) {
	each(t, func(w *world) {
		job := w.begin()
		f := final("one")
		f.Rich = "<p>one</p>"
		w.must(w.Ready(t.Context(), job, f))
		w.must(w.Recut(t.Context(), job, []string{"on", "e"}))
		if r := w.reply(1); r.Parts[0].Rich != "" || r.Parts[1].Rich != "" {
			t.Errorf("got %+v", r)
		}
	})
	each(t, func(w *world) {
		job := w.begin()
		f := final("one", "two")
		f.Rich = "<p>one two</p>"
		w.must(w.Ready(t.Context(), job, f))
		if r := w.reply(1); r.Parts[0].Rich != "" {
			t.Errorf("got %+v", r)
		}
	})
}

// The first part's message may vanish at any time: then another one is sent in its place.
func TestAPlaceholderIsSentAnew(t *testing.T) {
	each(t, func(w *world) {
		job := w.begin()
		began := w.reply(1).Began
		w.clock.move(time.Second)
		w.must(w.Sending(t.Context(), job, 0))
		w.must(w.Placed(t.Context(), job, 0, 80))
		w.must(w.Ready(t.Context(), job, final("one")))
		w.must(w.Sending(t.Context(), job, 0))
		if r := w.reply(1); r.State != store.Ready || !slices.Equal(r.Parts, []store.Part{{Text: "one", Sending: true}}) {
			t.Errorf("got %+v", r)
		}
		w.must(w.Placed(t.Context(), job, 0, 90))
		w.must(w.Done(t.Context(), job))
		if r := w.reply(1); r.Parts[0].Message != 90 || r.Sends != 3 || !r.Began.Equal(began) {
			t.Errorf("got %+v", r)
		}
	})
}

func TestDoneTwiceIsDone(t *testing.T) {
	each(t, func(w *world) {
		job := w.begin()
		w.must(w.Ready(t.Context(), job, final("one")))
		w.must(w.Done(t.Context(), job))
		w.must(w.Done(t.Context(), job))
		w.must(w.GiveUp(t.Context(), job, store.Failed, "too late"))
		if r := w.reply(1); r.State != store.Done || r.Reason != "" {
			t.Errorf("got %+v", r)
		}
	})
}

func TestGiveUpFinishesTheUpdate(t *testing.T) {
	for _, state := range []store.State{store.Refused, store.Failed, store.Expired} {
		t.Run(string(state), func(t *testing.T) {
			each(t, func(w *world) {
				job := w.begin()
				w.must(w.GiveUp(t.Context(), job, state, "why"))
				if r := w.reply(1); r.State != state || r.Reason != "why" || r.Parts[0].Message != 70 {
					t.Errorf("got %+v", r)
				}
				w.add(2, 2)
				other := w.claim()
				w.must(w.GiveUp(t.Context(), other, state, "before anything was sent"))
				if r := w.reply(2); r.State != state {
					t.Errorf("got %+v", r)
				}
				w.restart()
				w.nothing()
			})
		})
	}
}

func TestStepsOutOfTurnChangeNothing(t *testing.T) {
	each(t, func(w *world) {
		ctx := t.Context()
		refuse := func(name string, job store.Job, err error, want store.Reply) {
			t.Helper()
			if !errors.Is(err, store.ErrStep) {
				t.Errorf("%s: got %v, want ErrStep", name, err)
			}
			if r := w.reply(job.ID); r.State != want.State || !slices.Equal(r.Parts, want.Parts) || r.Sends != want.Sends {
				t.Errorf("%s: got %+v, want %+v", name, r, want)
			}
		}
		w.add(1, 1)
		job := w.claim()
		none := store.Reply{}
		refuse("placed before sent", job, w.Placed(ctx, job, 0, 7), none)
		refuse("ready before sent", job, w.Ready(ctx, job, final("one")), none)
		refuse("a later part first", job, w.Sending(ctx, job, 1), none)
		refuse("no part", job, w.Sending(ctx, job, -1), none)

		w.must(w.Sending(ctx, job, 0))
		sending := w.reply(1)
		refuse("ready before placed", job, w.Ready(ctx, job, final("one")), sending)
		refuse("no message", job, w.Placed(ctx, job, 0, 0), sending)
		refuse("done while sending", job, w.Done(ctx, job), sending)

		w.must(w.Placed(ctx, job, 0, 7))
		placed := w.reply(1)
		refuse("drafting where a message stands", job, w.Drafting(ctx, job), placed)
		refuse("placed twice", job, w.Placed(ctx, job, 0, 8), placed)
		refuse("without a text", job, w.Ready(ctx, job, final()), placed)
		refuse("done before ready", job, w.Done(ctx, job), placed)
		refuse("a later part before the text", job, w.Sending(ctx, job, 1), placed)
		refuse("no end", job, w.GiveUp(ctx, job, store.Done, ""), placed)

		w.must(w.Ready(ctx, job, final("one", "two")))
		ready := w.reply(1)
		refuse("ready twice", job, w.Ready(ctx, job, final("other")), ready)
		refuse("too many parts", job, w.Sending(ctx, job, 2), ready)
		refuse("done with a part missing", job, w.Done(ctx, job), ready)
		w.must(w.Extend(ctx, job))
	})
}

func TestReadyRemembersItsTurnOnce(t *testing.T) {
	each(t, func(w *world) {
		job := w.begin()
		f := final("one")
		f.Turn = &store.Turn{Question: "q", Answer: "a"}
		w.must(w.Ready(t.Context(), job, f))
		if err := w.Ready(t.Context(), job, f); !errors.Is(err, store.ErrStep) {
			t.Errorf("got %v", err)
		}
		turns, err := w.Turns(t.Context(), store.Dialogue{Chat: 1, User: 1})
		if err != nil || !slices.Equal(turns, []store.Turn{*f.Turn}) {
			t.Errorf("got %+v, %v", turns, err)
		}
	})
}

// Models write what a database may not take.
func TestTextsOfAllKinds(t *testing.T) {
	each(t, func(w *world) {
		job := w.begin()
		f := store.Final{Text: "a\x00b\xffc", Parts: []string{"\x00 扎克伯格\xe6"}, Turn: &store.Turn{Question: "\x00", Answer: "\xff"}}
		w.must(w.Ready(t.Context(), job, f))
		if r := w.reply(1); r.Final != "ab\uFFFDc" || r.Parts[0].Text != " 扎克伯格\uFFFD" {
			t.Errorf("got %+v", r)
		}
		parked, err := w.Fail(t.Context(), job, "\x00\xff")
		if parked || err != nil {
			t.Errorf("got %v, %v", parked, err)
		}
	})
}

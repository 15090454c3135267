package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// refuses has the database refuse what a trigger stands before, or take it again.
func (w *world) refuses(event string) (mend func()) {
	w.Helper()
	w.exec("CREATE TEMP TRIGGER trouble BEFORE " + event + " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")
	return func() { w.exec("DROP TRIGGER trouble") }
}

// isReadOnly has the database take nothing at all, or everything again.
func (w *world) isReadOnly() (mend func()) {
	w.Helper()
	w.exec("PRAGMA query_only = ON")
	return func() { w.exec("PRAGMA query_only = OFF") }
}

func (w *world) exec(query string) {
	w.Helper()
	if _, err := w.db.Pool().ExecContext(w.Context(), query); err != nil {
		w.Fatal(err)
	}
}

// TestFaultM4NothingIsConfirmedThatIsNotStored: what people write waits at Telegram until the disk takes it.
func TestFaultM4NothingIsConfirmedThatIsNotStored(t *testing.T) {
	for name, tc := range map[string]struct {
		trouble func(w *world) (mend func())
	}{
		"NoRoomForUpdates": {func(w *world) func() { return w.refuses("INSERT ON main.updates") }},
		"ReadOnly":         {(*world).isReadOnly},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says("stored"), func(w *world) {
				w.settle(time.Second)
				mend := tc.trouble(w)
				ids := append(w.say(alice, "Do you keep it?"), w.say(bob, "And this?")...)
				w.settle(5 * time.Minute)
				if left := w.api.Unconfirmed(); !slices.Equal(left, ids) {
					w.Errorf("%v are not confirmed, want %v", left, ids)
				}
				if offsets := w.api.Offsets(); slices.Max(offsets) != 0 {
					w.Errorf("polled with offsets %v", offsets)
				}
				lines := strings.Count(w.log.String(), "cannot be stored")
				if all := strings.Count(w.log.String(), "level=ERROR"); lines < 4 || lines > 6 || all > 2*6 {
					w.Errorf("%d lines in 5 minutes, %d of errors", lines, all)
				}
				mend()
				w.settle(time.Minute)
				w.sees(alice, "person: Do you keep it?", "bot: stored")
				w.sees(bob, "person: And this?", "bot: stored")
				if left := w.api.Unconfirmed(); len(left) != 0 {
					w.Errorf("%v are not confirmed", left)
				}
			})
		})
	}
}

// TestFaultM4EachStepOfAReply has the database refuse one step for a while, shorter and longer than a lease: afterwards the answer
// stands there once, and nothing is parked.
func TestFaultM4EachStepOfAReply(t *testing.T) {
	short, long := "There you are.", twoParts()
	for name, tc := range map[string]struct {
		text, event string
	}{
		"Sending":       {short, "INSERT ON main.replies WHEN NEW.state = 'sending'"},
		"Placed":        {short, "INSERT ON main.replies WHEN NEW.state = 'placed'"},
		"Ready":         {short, "INSERT ON main.replies WHEN NEW.state = 'ready'"},
		"Turn":          {short, "INSERT ON main.turns"},
		"SecondSending": {long, "INSERT ON main.reply_parts WHEN NEW.part = 1 AND NEW.sending = 1"},
		"SecondPlaced":  {long, "INSERT ON main.reply_parts WHEN NEW.part = 1 AND NEW.message > 0"},
		"Done":          {short, "UPDATE ON main.updates WHEN NEW.state = 'done'"},
		"Lease":         {short, "UPDATE ON main.updates WHEN NEW.state = 'leased' AND NEW.attempts > 0"},
	} {
		for _, outage := range []time.Duration{10 * time.Second, 45 * time.Second} {
			t.Run(name+"/"+outage.String(), func(t *testing.T) {
				t.Parallel()
				asker := &counted{asker: says(tc.text)}
				inWorld(t, asker, func(w *world) {
					mend := w.refuses(tc.event)
					w.say(alice, "Is the disk all right?", "/reset")
					w.settle(outage)
					mend()
					w.settle(20 * time.Second)
					w.stands(alice, tc.text, 0)
					w.nothingParked()
					if n := asker.asked(); n != 1 {
						w.Errorf("the model was asked %d times", n)
					}
					if n := strings.Count(w.log.String(), "the database does not work"); n < 1 || n > 1+int(outage.Minutes()) {
						w.Errorf("%d lines in %v", n, outage)
					}
				})
			})
		}
	}
}

// TestFaultM4OutagesWhileItIsAnswered has everything be refused, three times, while the model works and while the answer is shown.
func TestFaultM4OutagesWhileItIsAnswered(t *testing.T) {
	for _, outage := range []time.Duration{10 * time.Second, 2 * time.Minute} {
		t.Run(outage.String(), func(t *testing.T) {
			t.Parallel()
			inWorld(t, growing("the disk is all right again", 2*time.Second), func(w *world) {
				w.say(alice, "Is the disk all right?", "/reset")
				for range 3 {
					w.settle(5 * time.Second)
					mend := w.isReadOnly()
					w.settle(outage)
					mend()
				}
				w.settle(2 * time.Minute)
				w.stands(alice, "the disk is all right again", 0)
				w.nothingParked()
			})
		})
	}
}

// nothingParked checks that the bot has given nothing up.
func (w *world) nothingParked() {
	w.Helper()
	if list, err := w.options.Store.Parked(w.Context()); err != nil || len(list) != 0 {
		w.Errorf("parked: %v, %v", list, err)
	}
}

package bot_test

import (
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

// TestForgedPressesDoNothing presses what the bot has not made for that person, chat and message.
func TestForgedPressesDoNothing(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?", "Is it not?")
		w.say(bob, "Is it mine?")
		w.settle(5 * time.Second)
		screen := w.api.Screen(alice).Messages
		older, answer, others := screen[2], screen[3], w.last(bob)
		good := data(t, answer, "👍")
		press := func(by, in, message int64, data string) playground.Press {
			return playground.Press{By: w.person(by), In: playground.Chat{ID: in}, Message: message, Data: data}
		}
		flipped := func(i int) string {
			b := []byte(good)
			b[i] ^= 1
			return string(b)
		}
		forged := map[string]playground.Press{
			"OtherUser":       press(bob, alice, answer.ID, good),
			"OtherChat":       press(alice, bob, others.ID, good),
			"OtherUserInHis":  press(bob, bob, others.ID, good),
			"OtherMessage":    press(alice, alice, older.ID, good),
			"NoMessage":       press(alice, alice, 99999, good),
			"Empty":           press(alice, alice, answer.ID, ""),
			"Huge":            press(alice, alice, answer.ID, strings.Repeat(good, 1000)),
			"Longer":          press(alice, alice, answer.ID, good+"A"),
			"Shorter":         press(alice, alice, answer.ID, good[:len(good)-1]),
			"NoCode":          press(alice, alice, answer.ID, good[:strings.LastIndex(good, ".")+1]),
			"OtherAction":     press(alice, alice, answer.ID, strings.Replace(good, "1j", "1s", 1)),
			"StopOfAnother":   press(alice, alice, answer.ID, strings.Replace(good, "1j", "1a", 1)),
			"OtherVersion":    press(alice, alice, answer.ID, "2"+good[1:]),
			"NotUTF8":         press(alice, alice, answer.ID, "1j\xff.0.0.\xfe"),
			"PassageNotShown": press(alice, alice, answer.ID, strings.Replace(data(t, answer, "[1]"), "1o", "1v", 1)),
		}
		before := len(w.api.Calls("sendMessage")) + len(w.api.Calls("editMessageText"))
		for name, p := range forged {
			if toast := w.presses(p); toast != expired {
				w.Errorf("%s: %q", name, toast)
			}
		}
		for i := range good {
			if toast := w.presses(press(alice, alice, answer.ID, flipped(i))); toast != expired {
				w.Errorf("byte %d flipped: %q", i, toast)
			}
		}
		if n := len(w.api.Calls("sendMessage")) + len(w.api.Calls("editMessageText")); n != before {
			w.Errorf("%d messages and edits", n-before)
		}
		if list, err := w.options.Store.Judged(w.Context()); err != nil || len(list) != 0 {
			w.Errorf("feedback %+v, %v", list, err)
		}
		if toast := w.presses(press(alice, alice, answer.ID, good)); toast != "Thank you!" {
			w.Errorf("the true one says %q", toast)
		}
	}, withButtons)
}

// TestPressAfterItsTimeIsRefused keeps the answer longer than its buttons live.
func TestPressAfterItsTimeIsRefused(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		answer := w.last(alice)
		p := playground.Press{By: w.person(alice), Message: answer.ID, Data: data(t, answer, "👍")}
		const life = 30 * 24 * time.Hour
		for _, step := range []struct {
			after time.Duration
			want  string
		}{{life - time.Minute, "Thank you!"}, {time.Minute, expired}} {
			w.halt()
			time.Sleep(step.after)
			w.options.Store = w.open()
			w.exec("UPDATE answers SET at = 1000000000000")
			if err := w.db.Close(); err != nil {
				w.Fatal(err)
			}
			w.boot()
			if toast := w.presses(p); toast != step.want {
				w.Errorf("after %v it says %q", step.after, toast)
			}
		}
	}, withButtons)
}

// TestPressOfAStrangerIsRefused shuts somebody out who has buttons.
func TestPressOfAStrangerIsRefused(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		w.bot.SetAccess(bot.Access{Users: []int64{bob}})
		for _, label := range []string{"👍", "[1]", "What of Two?"} {
			if toast := w.press(alice, label); toast != expired {
				w.Errorf("%s says %q", label, toast)
			}
		}
		w.sees(alice, "person: Is it?", "bot: re: Is it?...")
	}, withButtons)
}

func FuzzParseCallback(f *testing.F) {
	for _, seed := range []string{"", "1j", "1j0.0.0.", "1oabc.-1.zz.AAAA_-", "1a1y2p0ij32e8e7.0.0.x", "\xff\xfe", strings.Repeat(".", 64)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		text, code, ok := bot.ParseCallback(data)
		if ok && (text+"."+code != data || len(data) > 64) {
			t.Errorf("%q is read as %q and %q", data, text, code)
		}
	})
}

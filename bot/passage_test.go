package bot_test

import (
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

func TestPassageOpensMovesAndCloses(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		answer := w.last(alice)
		for _, step := range []struct{ label, text, keys string }{
			{"[1]", "[1] · Three\n\nBefore. The <cited> one. After.", "‹ | › | ✕"},
			{"›", "[1] · 1 after it · Section 4\n\npassage 4", "‹ | › | ✕"},
			{"›", "[1] · 2 after it · Section 5\n\npassage 5", "‹ | ✕"},
			{"‹", "[1] · 1 after it · Section 4\n\npassage 4", "‹ | › | ✕"},
			{"[2]", "[2]\n\nAlone.", "✕"},
			{"[1]", "[1] · Three\n\nBefore. The <cited> one. After.", "‹ | › | ✕"},
			{"‹", "[1] · 1 before it · Section 2\n\npassage 2", "‹ | › | ✕"},
		} {
			w.press(alice, step.label)
			m := w.last(alice)
			if m.Text != step.text || m.ReplyTo != answer.ID {
				w.Errorf("%s shows %q", step.label, m.Text)
			}
			w.below(alice, step.keys)
		}
		w.press(alice, "[1]")
		if html := w.last(alice).HTML; !strings.Contains(html, "Before. <b>The &lt;cited&gt; one.</b> After.") {
			w.Errorf("the cited sentence is not bold: %s", html)
		}
		if n := len(w.screen(alice)); n != 3 {
			w.Errorf("%d messages, want the question, the answer and one passage", n)
		}
		w.press(alice, "✕")
		w.sees(alice, "person: Is it?", "bot: re: Is it?...")
		w.press(alice, "[2]")
		w.sees(alice, "person: Is it?", "bot: re: Is it?...", "bot: [2]\n\nAlone.")
	}, withButtons)
}

// TestPassageThatCannotBeDeletedSaysThatItIsClosed: after two days Telegram does not let a bot delete its messages.
func TestPassageThatCannotBeDeletedSaysThatItIsClosed(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		w.press(alice, "[1]")
		w.api.On("deleteMessage", playground.Refuse(400, "Bad Request: message can't be deleted for everyone"))
		w.press(alice, "✕")
		w.sees(alice, "person: Is it?", "bot: re: Is it?...", "bot: (closed)")
		w.below(alice)
		w.press(alice, "[1]")
		w.sees(alice, "person: Is it?", "bot: re: Is it?...", "bot: (closed)", "bot: [1] · Three...")
	}, withButtons)
}

func TestPassageThatVanishedOpensAnew(t *testing.T) {
	inWorld(t, askFunc(cited), func(w *world) {
		w.say(alice, "Is it?")
		w.settle(time.Second)
		w.press(alice, "[1]")
		w.deletes(alice, w.last(alice).ID)
		w.press(alice, "[2]")
		w.sees(alice, "person: Is it?", "bot: re: Is it?...", "bot: [2]\n\nAlone.")
	}, withButtons)
}

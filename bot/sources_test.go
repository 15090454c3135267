package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
	"articlebot/rag"
)

func TestSourcesOfTheLastAnswer(t *testing.T) {
	asker := askFunc(func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
		if q.Text == "Hello" {
			return rag.Answer{Kind: rag.Smalltalk, Text: "hello"}, nil
		}
		return cited(ctx, q, draft)
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "/sources")
		w.settle(time.Second)
		w.sees(alice, "person: /sources", "bot: There is no answer with sources yet.")
		w.say(alice, "Is <it>?")
		w.settle(time.Second)
		w.restart()
		w.say(alice, "/start")
		w.say(bob, "/sources")
		w.settle(time.Second)
		w.say(alice, "/sources")
		w.settle(time.Second)
		m := w.last(alice)
		if m.Text != "The sources of the answer to “Is <it>?”:\n\n[1] · Three\nBefore. The <cited> one. After.\n\n[2] (not verified)\nAlone." {
			w.Errorf("got %q", m.Text)
		}
		if !strings.Contains(m.HTML, "<b>The &lt;cited&gt; one.</b>") {
			w.Errorf("the cited sentence is not bold: %s", m.HTML)
		}
		w.sees(bob, "person: /sources", "bot: There is no answer with sources yet.")
	}, withButtons)
}

// TestStopButtonForged stops nothing by what the bot has not made for that person, chat and message.
func TestStopButtonForged(t *testing.T) {
	inWorld(t, takes(time.Minute), func(w *world) {
		w.say(alice, "First")
		w.say(bob, "His own")
		w.settle(time.Second)
		hers, his := w.last(alice), w.last(bob)
		for name, p := range map[string]playground.Press{
			"OtherUser":    {By: w.person(bob), In: playground.Chat{ID: alice}, Message: hers.ID, Data: data(t, hers, "⏹ Stop")},
			"OtherChat":    {By: w.person(bob), Message: his.ID, Data: data(t, hers, "⏹ Stop")},
			"OtherMessage": {By: w.person(alice), Message: hers.ID - 1, Data: data(t, hers, "⏹ Stop")},
			"Forged":       {By: w.person(alice), Message: hers.ID, Data: data(t, hers, "⏹ Stop") + "0"},
		} {
			if toast := w.presses(p); toast != expired {
				w.Errorf("%s: %q", name, toast)
			}
		}
		w.settle(2 * time.Minute)
		w.sees(alice, "person: First", "bot: re: First")
		w.sees(bob, "person: His own", "bot: re: His own")
	})
}

package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

// TestReplyGoesOnWhereItStopped stops the bot, which waits for nothing, at each step of a reply: after the next start the answer
// stands there once, in its order, and the model was not asked again for one that was ready.
func TestReplyGoesOnWhereItStopped(t *testing.T) {
	fine, lost := playground.Fault(playground.Fine), playground.Fault(doneButLost)
	short, long := "There you are.", twoParts()
	for name, tc := range map[string]struct {
		text    string
		pause   time.Duration // of each word
		method  string
		faults  []playground.Fault
		asks    int
		orphans int
	}{
		"BeforeThePlaceholder":      {short, 0, "sendMessage", []playground.Fault{playground.Hang}, 1, 0},
		"PlaceholderSentAndUnknown": {short, 0, "sendMessage", []playground.Fault{lost}, 1, 1},
		"Placed":                    {short, time.Minute, "", nil, 2, 0},
		"WhileItGrows":              {short, 4 * time.Second, "editMessageText", []playground.Fault{lost}, 2, 0},
		"Ready":                     {short, 0, "editMessageText", []playground.Fault{playground.Hang}, 1, 0},
		"ShownAndUnknown":           {short, 0, "editMessageText", []playground.Fault{lost}, 1, 0},
		"BeforeTheSecondPart":       {long, 0, "sendMessage", []playground.Fault{fine, playground.Hang}, 1, 0},
		"SecondPartUnknown":         {long, 0, "sendMessage", []playground.Fault{fine, lost}, 1, 1},
		"BothPartsReserved":         {long, 0, "editMessageText", []playground.Fault{playground.Hang}, 1, 0},
		"FirstPartShown":            {long, 0, "editMessageText", []playground.Fault{fine, playground.Hang}, 1, 0},
		"SecondPartShownAndUnknown": {long, 0, "editMessageText", []playground.Fault{fine, lost}, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asker := &counted{asker: says(tc.text)}
			if tc.pause > 0 {
				asker.asker = growing(tc.text, tc.pause)
			}
			inWorld(t, asker, func(w *world) {
				w.api.On(tc.method, tc.faults...)
				w.say(alice, "Will you come back?")
				w.settle(6 * time.Second)
				if took := w.halt(); took > time.Second {
					w.Errorf("Run took %v to end", took)
				}
				asker.asker = says(tc.text)
				w.settle(10 * time.Second)
				w.boot()
				w.say(alice, "/reset")
				w.settle(10 * time.Second)
				w.stands(alice, tc.text, tc.orphans)
				if n := asker.asked(); n != tc.asks {
					w.Errorf("the model was asked %d times, want %d", n, tc.asks)
				}
			}, func(o *bot.Options) { o.Grace = time.Millisecond })
		})
	}
}

// stands checks that an answer, in one or more parts, stands on a screen once, besides so many placeholders of which the bot knows
// nothing, and that the bot went on to what was said after the question.
func (w *world) stands(person int64, text string, orphans int) {
	w.Helper()
	lines := slices.DeleteFunc(w.screen(person), func(line string) bool { return strings.HasPrefix(line, "person: ") })
	left := slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return line != reading && line != "bot: …" })
	if len(left) != orphans {
		w.Errorf("%d placeholders are left, want %d", len(left), orphans)
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == reading || line == "bot: …" })
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, "bot: ")
	}
	if got, want := strings.Join(lines, " "), text+" Done: I have forgotten our conversation so far."; got != want {
		w.Errorf("the screen shows %q, want %q", lines, want)
	}
}

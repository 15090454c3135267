package bot_test

import (
	"net/http"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

// TestDraftedReplyGoesOnWhereItStopped stops the bot, which waits for nothing, at each step of a reply that grows in a draft. The
// answer may stand there twice only where the program was killed between its arrival and the note of that.
func TestDraftedReplyGoesOnWhereItStopped(t *testing.T) {
	hang, lost := playground.Fault(playground.Hang), playground.Fault(doneButLost)
	for name, tc := range map[string]struct {
		pause   time.Duration // of each word
		method  string
		faults  []playground.Fault
		without bool // of drafts, after the restart
		asks    int
		twice   bool
	}{
		"BeforeTheDraft":       {time.Minute, "sendMessageDraft", []playground.Fault{hang}, false, 2, false},
		"DraftUnknown":         {time.Minute, "sendMessageDraft", []playground.Fault{lost}, false, 2, false},
		"WhileItGrows":         {4 * time.Second, "", nil, false, 2, false},
		"WhileItGrowsThenNone": {4 * time.Second, "", nil, true, 2, false},
		"BeforeTheAnswer":      {0, "sendMessage", []playground.Fault{hang}, false, 1, false},
		"BeforeItThenNone":     {0, "sendMessage", []playground.Fault{hang}, true, 1, false},
		"AnswerUnknown":        {0, "sendMessage", []playground.Fault{lost}, false, 1, true},
		"BeforeTheKeys":        {0, "editMessageText", []playground.Fault{hang}, false, 1, false},
		"KeysUnknown":          {0, "editMessageText", []playground.Fault{lost}, false, 1, false},
		"FellBack":             {time.Minute, "sendMessageDraft", []playground.Fault{noDrafts}, false, 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const text = "There you are."
			asker := &counted{asker: says(text)}
			if tc.pause > 0 {
				asker.asker = growing(text, tc.pause)
			}
			inWorld(t, asker, func(w *world) {
				w.api.On(tc.method, tc.faults...)
				w.say(alice, "Will you come back?")
				w.settle(6 * time.Second)
				w.halt()
				asker.asker, w.options.Drafts = says(text), !tc.without
				w.settle(10 * time.Second)
				w.boot()
				w.say(alice, "/reset")
				w.settle(10 * time.Second)
				w.stands(alice, text+map[bool]string{true: " " + text}[tc.twice], 0)
				if n := asker.asked(); n != tc.asks {
					w.Errorf("the model was asked %d times, want %d", n, tc.asks)
				}
			}, withDrafts, func(o *bot.Options) { o.Grace = time.Millisecond })
		})
	}
}

// noDrafts is a server that does not know drafts any more.
var noDrafts = playground.Refuse(http.StatusNotFound, "Not Found: method not found")

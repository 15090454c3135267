package bot_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

func TestFinalEditSurvivesFaults(t *testing.T) {
	empty, html := playground.Respond(200, "application/json", ""), playground.Respond(200, "text/html", `{"ok":true,"result":true}`)
	for name, tc := range map[string]struct {
		faults []playground.Fault
		within time.Duration
		edits  int
	}{
		"T1TooManyAgain": {
			[]playground.Fault{playground.TooMany(1), playground.TooMany(61), playground.TooMany(5)}, 70 * time.Second, 4},
		"T1TooManyWithoutTime":   {[]playground.Fault{playground.Refuse(429, "Too Many Requests")}, 3 * time.Second, 2},
		"T3BadGateway":           {[]playground.Fault{playground.BadGateway, playground.BadGateway}, 5 * time.Second, 3},
		"T3ForbiddenByAProxy":    {[]playground.Fault{playground.Respond(403, "text/html", "<html>")}, 3 * time.Second, 2},
		"T3Restart":              {[]playground.Fault{playground.Refuse(500, "Internal Server Error: restart")}, 3 * time.Second, 2},
		"T3EmptyAnswer":          {[]playground.Fault{empty}, 3 * time.Second, 2},
		"T3HTMLWithStatus200":    {[]playground.Fault{html}, 3 * time.Second, 2},
		"T4DoneButCut":           {[]playground.Fault{playground.Cut}, 3 * time.Second, 2},
		"T4DoneButReset":         {[]playground.Fault{playground.Reset}, 3 * time.Second, 2},
		"T4DoneButTruncated":     {[]playground.Fault{playground.Truncate}, 3 * time.Second, 2},
		"T4DoneButLost":          {[]playground.Fault{doneButLost}, 18 * time.Second, 2},
		"T5Unreachable":          {slices.Repeat([]playground.Fault{playground.Unreachable}, 3), 8 * time.Second, 4},
		"T10NeverAnswered":       {[]playground.Fault{playground.Hang}, 18 * time.Second, 2},
		"T16UnparsedFormatting":  {[]playground.Fault{playground.Refuse(400, unparsed)}, time.Second, 2},
		"T16RefusedOnceForParse": {[]playground.Fault{playground.Refuse(400, "Bad Request: ENTITIES_TOO_LONG")}, time.Second, 2},
		"T21DoneButOddResult":    {[]playground.Fault{oddDate}, time.Second, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says("The *final* word."), func(w *world) {
				w.api.On("editMessageText", tc.faults...)
				w.say(alice, "What is the last word?")
				w.settle(tc.within)
				w.sees(alice, "person: What is the last word?", "bot: The final word.")
				if n := len(w.api.Calls("editMessageText")); n != tc.edits {
					w.Errorf("%d edits, want %d", n, tc.edits)
				}
			})
		})
	}
}

const unparsed = `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "i"`

// doneButLost does what is asked and never answers.
func doneButLost(x *playground.Exchange) {
	x.Do()
	playground.Hang(x)
}

// oddDate does what is asked, and answers with a date that is none.
func oddDate(x *playground.Exchange) {
	body := regexp.MustCompile(`"date":\d+`).ReplaceAll(x.Do(), []byte(`"date":"soon"`))
	playground.Respond(200, "application/json", string(body))(x)
}

// TestPlaceholderSurvivesFaults: a placeholder may stand there twice, an answer may not.
func TestPlaceholderSurvivesFaults(t *testing.T) {
	for name, tc := range map[string]struct {
		fault   playground.Fault
		orphans int
	}{
		"T1TooManyRequests": {playground.TooMany(5), 0},
		"T3BadGateway":      {playground.BadGateway, 0},
		"T4DoneButCut":      {playground.Cut, 1},
		"T4DoneButReset":    {playground.Reset, 1},
		"T4DoneButLost":     {doneButLost, 1},
		"T5Unreachable":     {playground.Unreachable, 0},
		"T21OddResult":      {oddDate, 0},
		"T21NoMessageID":    {playground.OddResult(`{"message_id":"strange"}`), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says("found"), func(w *world) {
				w.api.On("sendMessage", tc.fault)
				w.say(alice, "Can you hear me?")
				w.settle(20 * time.Second)
				want := append(slices.Repeat([]string{reading}, tc.orphans), "bot: found")
				w.sees(alice, append([]string{"person: Can you hear me?"}, want...)...)
			})
		})
	}
}

// TestOwnSentenceIsSentOnce: what the bot says by itself is sent again only if it cannot have been sent.
func TestOwnSentenceIsSentOnce(t *testing.T) {
	for name, tc := range map[string]struct {
		fault     playground.Fault
		calls, on int
	}{
		"T1TooManyRequests": {playground.TooMany(5), 2, 1},
		"T3BadGateway":      {playground.BadGateway, 1, 0},
		"T3EmptyAnswer":     {playground.Respond(200, "application/json", ""), 1, 0},
		"T3Restart":         {playground.Refuse(500, "Internal Server Error: restart"), 1, 0},
		"T4DoneButCut":      {playground.Cut, 1, 1},
		"T4DoneButLost":     {doneButLost, 1, 1},
		"T5Unreachable":     {playground.Unreachable, 2, 1},
		"T21OddResult":      {oddDate, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says(""), func(w *world) {
				w.api.On("sendMessage", tc.fault)
				w.say(alice, "/help")
				w.settle(time.Minute)
				want := []string{"person: /help", "bot: Just send a question..."}
				w.sees(alice, want[:1+tc.on]...)
				if n := len(w.api.Calls("sendMessage")); n != tc.calls {
					w.Errorf("%d sends, want %d", n, tc.calls)
				}
				if told := strings.Contains(w.log.String(), "not known whether a message arrived"); told != (tc.calls == 1 && name != "T21OddResult") {
					w.Errorf("the log: %s", w.log)
				}
			})
		})
	}
}

func TestFaultT5OutageDoesNotDropTheAnswer(t *testing.T) {
	inWorld(t, says("still here"), func(w *world) {
		w.api.On("editMessageText", slices.Repeat([]playground.Fault{playground.Unreachable}, 30)...)
		w.say(alice, "Are you there?")
		w.settle(20 * time.Minute)
		w.sees(alice, "person: Are you there?", "bot: still here")
	})
}

func TestTooLongIsSplitSmaller(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("Ten words of text that stand here in a row. ", 80))
	inWorld(t, says(text), func(w *world) {
		w.api.On("editMessageText", playground.Refuse(400, "Bad Request: MESSAGE_TOO_LONG"))
		w.say(alice, "Is it too long?")
		w.settle(time.Minute)
		screen := w.screen(alice)[1:]
		if len(screen) != 2 {
			w.Fatalf("%d messages, want 2", len(screen))
		}
		if got := strings.ReplaceAll(strings.Join(screen, " "), "bot: ", ""); got != text {
			w.Errorf("the parts together are %q", got)
		}
	})
}

func TestUnexplainedRefusalBecomesANotice(t *testing.T) {
	inWorld(t, says("unspeakable"), func(w *world) {
		w.api.On("editMessageText", playground.Refuse(400, "Bad Request: SOMETHING_NEW"))
		w.say(alice, "What cannot be said?")
		w.settle(time.Second)
		w.sees(alice, "person: What cannot be said?", "bot: Sorry, I cannot answer this at the moment....")
	})
}

// TestRefusedPartLeavesTheOthers: a sentence stands in the place of a part that Telegram does not take.
func TestRefusedPartLeavesTheOthers(t *testing.T) {
	first, second := strings.Repeat("A sentence of the first part. ", 130), strings.Repeat("One of the second. ", 100)
	const missing = "bot: Sorry, a part of this answer could not be shown."
	something := playground.Refuse(400, "Bad Request: SOMETHING_NEW")
	for name, tc := range map[string]struct {
		faults []playground.Fault
		want   []string
	}{
		"First":  {[]playground.Fault{something}, []string{missing, "bot: One of the second...."}},
		"Second": {[]playground.Fault{playground.Fine, something}, []string{"bot: A sentence of the first part....", missing}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says(first+"\n\n"+second), func(w *world) {
				w.api.On("editMessageText", tc.faults...)
				w.say(alice, "Give me both parts")
				w.settle(time.Minute)
				w.sees(alice, append([]string{"person: Give me both parts"}, tc.want...)...)
			})
		})
	}
}

// twoParts is an answer that takes two messages.
func twoParts() string {
	return strings.TrimSpace(strings.Repeat("A sentence of some length, to fill it. ", 150))
}

// TestFaultT4FurtherPartStandsOnce: a further part is reserved by a placeholder before its text stands there, so that a send of unknown
// outcome can leave nothing but such a placeholder.
func TestFaultT4FurtherPartStandsOnce(t *testing.T) {
	long := twoParts()
	for name, tc := range map[string]struct {
		fault   playground.Fault
		orphans int
	}{
		"TooManyRequests": {playground.TooMany(30), 0},
		"Unreachable":     {playground.Unreachable, 0},
		"DoneButCut":      {playground.Cut, 1},
		"DoneButHangs":    {playground.Slow(time.Minute), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says(long), func(w *world) {
				w.api.On("sendMessage", playground.Fine, tc.fault)
				w.say(alice, "Give me both parts")
				w.settle(2 * time.Minute)
				var parts []string
				orphans := 0
				for _, line := range w.screen(alice)[1:] {
					if line == "bot: …" {
						orphans++
					} else {
						parts = append(parts, strings.TrimPrefix(line, "bot: "))
					}
				}
				if got := strings.Join(parts, " "); got != long || len(parts) != 2 {
					w.Errorf("%d parts, want two that are the answer together", len(parts))
				}
				if orphans != tc.orphans {
					w.Errorf("%d placeholders are left, want %d", orphans, tc.orphans)
				}
			})
		})
	}
}

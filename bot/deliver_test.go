package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/rag"
)

func TestFinalEditSurvivesFaults(t *testing.T) {
	for name, tc := range map[string]struct {
		faults []fault
		within time.Duration
		edits  int
	}{
		"T1TooManyRequests":      {[]fault{tooMany(5)}, 7 * time.Second, 2},
		"T1TooManyForAnHour":     {[]fault{tooMany(3600)}, time.Hour + 2*time.Second, 2},
		"T1TooManyAgain":         {[]fault{tooMany(1), tooMany(61), tooMany(5)}, 70 * time.Second, 4},
		"T1TooManyWithoutTime":   {[]fault{refuse(429, "Too Many Requests")}, 3 * time.Second, 2},
		"T3BadGateway":           {[]fault{badGateway(), badGateway()}, 5 * time.Second, 3},
		"T3ForbiddenByAProxy":    {[]fault{respond(403, "text/html", "<html>")}, 3 * time.Second, 2},
		"T3Restart":              {[]fault{refuse(500, "Internal Server Error: restart")}, 3 * time.Second, 2},
		"T3EmptyAnswer":          {[]fault{respond(200, "application/json", "")}, 3 * time.Second, 2},
		"T3HTMLWithStatus200":    {[]fault{respond(200, "text/html", `{"ok":true,"result":true}`)}, 3 * time.Second, 2},
		"T5Unreachable":          {[]fault{unreachable, unreachable, unreachable}, 8 * time.Second, 4},
		"T10NeverAnswered":       {[]fault{hang}, 18 * time.Second, 2},
		"T4DoneButCut":           {[]fault{cut}, 3 * time.Second, 2},
		"T21DoneButOddResult":    {[]fault{oddResult(`{"message_id":1,"date":"soon"}`)}, time.Second, 1},
		"T16UnparsedFormatting":  {[]fault{refuse(400, "Bad Request: can't parse entities: Unclosed start tag")}, time.Second, 2},
		"T16RefusedOnceForParse": {[]fault{refuse(400, "Bad Request: ENTITIES_TOO_LONG")}, time.Second, 2},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says("The *final* word."), func(w *world) {
				w.api.on("editMessageText", tc.faults...)
				w.say(alice, "What is the last word?")
				w.settle(tc.within)
				w.sees(alice, "person: What is the last word?", "bot: The final word.")
				if n := len(w.calls("editMessageText")); n != tc.edits {
					t.Errorf("%d edits, want %d", n, tc.edits)
				}
			})
		})
	}
}

func TestFaultT5OutageDoesNotDropTheAnswer(t *testing.T) {
	inWorld(t, says("still here"), func(w *world) {
		w.api.on("editMessageText", slices.Repeat([]fault{unreachable}, 60)...)
		w.say(alice, "Are you there?")
		w.settle(time.Hour)
		w.sees(alice, "person: Are you there?", "bot: still here")
	})
}

func TestFaultT14VanishedPlaceholderGetsOneFreshMessage(t *testing.T) {
	for _, why := range []string{"message to edit not found", "message can't be edited"} {
		t.Run(why, func(t *testing.T) {
			inWorld(t, growing("here I am", 3*time.Second), func(w *world) {
				w.api.on("editMessageText", refuse(400, "Bad Request: "+why), refuse(400, "Bad Request: "+why))
				w.say(alice, "Where are you?")
				w.settle(time.Minute)
				w.sees(alice, "person: Where are you?", reading, "bot: here I am")
			})
		})
	}
}

func TestTooLongIsSplitSmaller(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("Ten words of text that stand here in a row. ", 80))
	inWorld(t, says(text), func(w *world) {
		w.api.on("editMessageText", refuse(400, "Bad Request: MESSAGE_TOO_LONG"))
		w.say(alice, "Is it too long?")
		w.settle(time.Minute)
		screen := w.api.screen(alice)[1:]
		if len(screen) != 2 {
			t.Fatalf("%d messages, want 2", len(screen))
		}
		if got := strings.ReplaceAll(strings.Join(screen, " "), "bot: ", ""); got != text {
			t.Errorf("the parts together are %q", got)
		}
	})
}

func TestUnexplainedRefusalBecomesANotice(t *testing.T) {
	inWorld(t, says("unspeakable"), func(w *world) {
		w.api.on("editMessageText", refuse(400, "Bad Request: SOMETHING_NEW"))
		w.say(alice, "What cannot be said?")
		w.settle(time.Second)
		w.sees(alice, "person: What cannot be said?", "bot: Sorry, I cannot answer this at the moment....")
	})
}

// TestRefusedPartLeavesTheOthers: a sentence stands in the place of a part that Telegram does not take.
func TestRefusedPartLeavesTheOthers(t *testing.T) {
	first, second := strings.Repeat("A sentence of the first part. ", 130), strings.Repeat("One of the second. ", 100)
	const missing = "bot: Sorry, a part of this answer could not be shown."
	something := refuse(400, "Bad Request: SOMETHING_NEW")
	for name, tc := range map[string]struct {
		faults []fault
		want   []string
	}{
		"First":  {[]fault{something}, []string{missing, "bot: One of the second...."}},
		"Second": {[]fault{fine, something}, []string{"bot: A sentence of the first part....", missing}},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says(first+"\n\n"+second), func(w *world) {
				w.api.on("editMessageText", tc.faults...)
				w.say(alice, "Give me both parts")
				w.settle(time.Minute)
				w.sees(alice, append([]string{"person: Give me both parts"}, tc.want...)...)
			})
		})
	}
}

func TestPlaceholderSurvivesFaults(t *testing.T) {
	for name, tc := range map[string]struct {
		fault   fault
		orphans int
	}{
		"TooManyRequests": {tooMany(5), 0},
		"Unreachable":     {unreachable, 0},
		"BadGateway":      {badGateway(), 0},
		"DoneButCut":      {cut, 1},
		"NoMessageID":     {oddResult(`{"message_id":"strange"}`), 1},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says("found"), func(w *world) {
				w.api.on("sendMessage", tc.fault)
				w.say(alice, "Can you hear me?")
				w.settle(10 * time.Second)
				want := append(slices.Repeat([]string{reading}, tc.orphans), "bot: found")
				w.sees(alice, append([]string{"person: Can you hear me?"}, want...)...)
			})
		})
	}
}

// TestFaultT4FurtherPartStandsOnce: a further part is reserved by a placeholder before its text stands there, so that a send of unknown
// outcome can leave nothing but such a placeholder.
func TestFaultT4FurtherPartStandsOnce(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("A sentence of some length, to fill it. ", 150))
	for name, tc := range map[string]struct {
		fault   fault
		orphans int
	}{
		"TooManyRequests": {tooMany(30), 0},
		"Unreachable":     {unreachable, 0},
		"DoneButCut":      {cut, 1},
		"DoneButHangs":    {slow(time.Minute), 1},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, says(long), func(w *world) {
				w.api.on("sendMessage", fine, tc.fault)
				w.say(alice, "Give me both parts")
				w.settle(2 * time.Minute)
				var parts []string
				orphans := 0
				for _, line := range w.api.screen(alice)[1:] {
					if line == "bot: …" {
						orphans++
					} else {
						parts = append(parts, strings.TrimPrefix(line, "bot: "))
					}
				}
				if got := strings.Join(parts, " "); got != long || len(parts) != 2 {
					t.Errorf("%d parts, want two that are the answer together", len(parts))
				}
				if orphans != tc.orphans {
					t.Errorf("%d placeholders are left, want %d", orphans, tc.orphans)
				}
			})
		})
	}
}

func TestFaultT13BlockedBotStopsTheModel(t *testing.T) {
	for _, why := range []string{
		"Forbidden: bot was blocked by the user",
		"Forbidden: user is deactivated",
	} {
		t.Run(why, func(t *testing.T) {
			stopped := time.Duration(0)
			asker := askFunc(func(ctx context.Context, _ rag.Question, draft rag.Draft) (rag.Answer, error) {
				start := time.Now()
				draft("it begins")
				<-ctx.Done()
				stopped = time.Since(start)
				return rag.Answer{}, ctx.Err()
			})
			inWorld(t, asker, func(w *world) {
				w.say(alice, "You will never see this")
				w.settle(200 * time.Millisecond)
				w.api.block(alice, why)
				w.settle(time.Minute)
				if stopped == 0 || stopped > 2*time.Second {
					t.Errorf("the model was stopped after %v", stopped)
				}
				w.sees(alice, "person: You will never see this", reading)
				if n := len(w.calls("editMessageText")); n != 1 {
					t.Errorf("%d edits, want the one that was refused", n)
				}
			})
		})
	}
}

func TestFaultT13BlockedAtTheEndIsNotRetried(t *testing.T) {
	inWorld(t, says("too late"), func(w *world) {
		w.api.on("editMessageText", refuse(400, "Bad Request: chat not found"))
		w.say(alice, "Will it be too late?")
		w.settle(time.Minute)
		if n := len(w.calls("editMessageText")) + len(w.calls("sendMessage")); n != 2 {
			t.Errorf("%d calls, want 2", n)
		}
	})
}

func TestFaultT1DraftsPauseForRetryAfter(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 200))
	inWorld(t, growing(text, 100*time.Millisecond), func(w *world) {
		w.api.on("editMessageText", fine, tooMany(7), fine, tooMany(30))
		w.say(alice, "Do you slow down?")
		w.settle(2 * time.Minute)
		w.sees(alice, "person: Do you slow down?", "bot: "+text)
		calls := w.calls("editMessageText")
		if gap := calls[2].At.Sub(calls[1].At); gap < 7*time.Second || gap > 9*time.Second {
			t.Errorf("the edit after a 429 of 7 s came after %v", gap)
		}
	})
}

func TestFaultT1RetryAfterHoldsTheWholeChat(t *testing.T) {
	inWorld(t, says("all right"), func(w *world) {
		w.api.on("editMessageText", tooMany(20))
		w.say(alice, "The first question")
		w.settle(time.Second)
		w.say(alice, "/help")
		w.say(bob, "Of another chat")
		w.settle(time.Second)
		w.sees(bob, "person: Of another chat", "bot: all right")
		w.settle(30 * time.Second)
		w.sees(alice, "person: The first question", "bot: all right", "person: /help", "bot: Just send a question...")
	})
}

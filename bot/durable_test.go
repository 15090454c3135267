package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/bot/store"
	"articlebot/rag"
)

// TestFaultT8RepeatedUpdateIsAnsweredOnce delivers an update again while it is worked on, after it is done, and after a restart.
func TestFaultT8RepeatedUpdateIsAnsweredOnce(t *testing.T) {
	inWorld(t, takes(5*time.Second), func(w *world) {
		ids := append(w.say(alice, "Once is enough?"), w.say(bob, "Also for me?")...)
		repeat := func() { w.api.Repeat(ids[1], ids[0]) }
		w.settle(2 * time.Second)
		repeat()
		w.settle(10 * time.Second)
		repeat()
		w.settle(10 * time.Second)
		w.restart()
		repeat()
		w.settle(10 * time.Second)
		w.sees(alice, "person: Once is enough?", "bot: re: Once is enough?")
		w.sees(bob, "person: Also for me?", "bot: re: Also for me?")
	})
}

// TestFaultM11LostAcknowledgementIsHarmless stops the bot before it could confirm what it has answered.
func TestFaultM11LostAcknowledgementIsHarmless(t *testing.T) {
	inStillWorld(t, says("yes"), func(w *world) {
		w.api.On("getUpdates", playground.Fine, playground.Hang)
		w.boot()
		w.say(alice, "Do you answer twice?")
		w.settle(5 * time.Second)
		if len(w.api.Unconfirmed()) == 0 {
			w.Fatal("the update is confirmed already")
		}
		w.restart()
		w.settle(time.Minute)
		w.sees(alice, "person: Do you answer twice?", "bot: yes")
		if left := w.api.Unconfirmed(); len(left) != 0 {
			w.Errorf("updates %v are not confirmed", left)
		}
	})
}

// TestFaultT12PanicIsToldOnceAndSurvived: a poisonous question is tried twice, then parked, and its person is told once.
func TestFaultT12PanicIsToldOnceAndSurvived(t *testing.T) {
	tries := 0
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		if q.Text == "the poisonous one" {
			tries++
			var none []string
			return rag.Answer{Text: none[3]}, nil
		}
		return rag.Answer{Text: "well"}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "the poisonous one", "How are you?")
		w.settle(30 * time.Second)
		w.restart()
		w.settle(30 * time.Second)
		w.sees(alice, "person: the poisonous one", "person: How are you?",
			"bot: Sorry, something went wrong in the program...", "bot: well")
		if tries != 2 {
			w.Errorf("it was tried %d times, want 2", tries)
		}
		if log := w.log.String(); !strings.Contains(log, "index out of range") || !strings.Contains(log, "durable_test.go") {
			w.Errorf("the log lacks the panic or its stack: %s", log)
		}
		list, err := w.options.Store.Parked(w.Context())
		if err != nil || len(list) != 1 {
			w.Fatalf("parked: %v, %v", list, err)
		}
		whole, err := w.options.Store.Show(w.Context(), list[0].ID)
		if err != nil || !strings.Contains(string(whole.Raw), "the poisonous one") {
			w.Errorf("the update is not kept: %v", err)
		}
	})
}

// TestFaultM13VanishedPlaceholderOfAParkedQuestion: the apology comes in a message of its own.
func TestFaultM13VanishedPlaceholderOfAParkedQuestion(t *testing.T) {
	asker := askFunc(func(context.Context, rag.Question, rag.Draft) (rag.Answer, error) { panic("poison") })
	inWorld(t, asker, func(w *world) {
		w.api.On("editMessageText", playground.Refuse(400, "Bad Request: message to edit not found"))
		w.say(alice, "the poisonous one")
		w.settle(time.Minute)
		w.sees(alice, "person: the poisonous one", reading, "bot: Sorry, something went wrong in the program...")
	})
}

// TestFaultM12LeaseIsExtendedWhileItWorks has an answer take longer than two leases: nobody else works on it.
func TestFaultM12LeaseIsExtendedWhileItWorks(t *testing.T) {
	asked := 0
	asker := askFunc(func(context.Context, rag.Question, rag.Draft) (rag.Answer, error) {
		asked++
		time.Sleep(70 * time.Second)
		return rag.Answer{Text: "at last"}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Do you need long?")
		w.settle(2 * time.Minute)
		w.sees(alice, "person: Do you need long?", "bot: at last")
		if asked != 1 {
			w.Errorf("asked %d times", asked)
		}
	})
}

// TestStaleQuestionsGetOneNotice: what was asked while the bot was away for long is not answered.
func TestStaleQuestionsGetOneNotice(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.halt()
		w.say(alice, "One?", "Two?", "Three?")
		w.say(bob, "Only one?")
		time.Sleep(2 * time.Hour)
		w.say(alice, "And now?")
		w.boot()
		w.settle(time.Minute)
		w.sees(alice, "person: One?", "person: Two?", "person: Three?", "person: And now?",
			"bot: I was away for a while...", "bot: yes")
		w.sees(bob, "person: Only one?", "bot: I was away for a while...")
	}, func(o *bot.Options) { o.MaxAge = 15 * time.Minute })
}

// TestWhatIsKeptIsNeverStale: commands that change or tell what is kept are carried out however late, whatever else waits.
func TestWhatIsKeptIsNeverStale(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.say(alice, "A secret?")
		w.settle(time.Minute)
		w.halt()
		w.say(alice, "One?", "Two?", "Three?", "Four?", "Five?", "/privacy", "/lang zh", "/forget yes")
		w.say(bob, "One?", "/stop")
		time.Sleep(2 * time.Hour)
		w.boot()
		w.settle(time.Minute)
		lines := w.screen(alice)
		for i, want := range []string{"bot: What I keep...", "bot: 好的...", "bot: 好的，我保存的关于你的一切都已删除..."} {
			if got := lines[len(lines)-3+i]; !isLine(got, want) {
				w.Errorf("line %d is %q, want %q", i, got, want)
			}
		}
		w.sees(bob, "person: One?", "person: /stop", "bot: All right, I am not answering...")
		turns, err := w.options.Store.Turns(w.Context(), store.Dialogue{Chat: alice, User: alice})
		if err != nil || len(turns) != 0 {
			w.Errorf("%d turns are kept, %v", len(turns), err)
		}
	}, func(o *bot.Options) { o.MaxAge = 15 * time.Minute })
}

// TestReplyThatWasBegunLongAgoEnds: the placeholder does not stand for ever, nor is the model asked.
func TestReplyThatWasBegunLongAgoEnds(t *testing.T) {
	inWorld(t, takes(time.Minute), func(w *world) {
		w.say(alice, "Are you still there?")
		w.settle(2 * time.Second)
		w.halt()
		time.Sleep(time.Hour)
		w.boot()
		w.settle(10 * time.Second)
		w.sees(alice, "person: Are you still there?", "bot: This took too long...")
	}, func(o *bot.Options) { o.MaxAge = 15 * time.Minute })
}

func TestStopEndsTheAnswerAndWhatWaits(t *testing.T) {
	ended := 0
	asker := askFunc(func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
		draft("it begins")
		select {
		case <-ctx.Done():
			ended++
			return rag.Answer{}, ctx.Err()
		case <-time.After(30 * time.Second):
			return rag.Answer{Text: "re: " + q.Text}, nil
		}
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "A long one", "A second one")
		w.say(bob, "Of somebody else")
		w.settle(3 * time.Second)
		w.say(alice, "/stop", "A third one")
		w.settle(4 * time.Second)
		w.sees(alice, "person: A long one", "person: A second one", "bot: Stopped.", "person: /stop", "person: A third one",
			"bot: All right, I am not answering your earlier questions any more.", "bot: it begins")
		w.settle(time.Minute)
		w.sees(bob, "person: Of somebody else", "bot: re: Of somebody else")
		if got := w.last(alice).Text; got != "re: A third one" || ended != 1 {
			w.Errorf("the third one is answered %q, %d were ended", got, ended)
		}
	})
}

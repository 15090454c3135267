package bot_test

import (
	"bytes"
	"context"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/rag"
)

// admin makes Alice the only admin.
func admin(o *bot.Options) { o.Access = bot.Access{Open: true, Admins: []int64{alice}} }

// measured is an asker that refuses what has a "no" in it, and whose answers take their time in known steps.
func measured() askFunc {
	return func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		return rag.Answer{
			Lang: corpus.English, Text: "an answer", Refused: strings.Contains(q.Text, "no"),
			Timings: rag.Timings{Analyze: 1, Retrieve: 20, FirstToken: 500, Total: 900},
		}, nil
	}
}

func TestStats(t *testing.T) {
	inWorld(t, measured(), func(w *world) {
		w.asks(bob, "Why?", "Why no bread?")
		day := func(ago int) string { return time.Now().AddDate(0, 0, -ago).Format(time.DateOnly) }
		work := w.options.Store
		for ago, n := range map[int]int64{1: 2, 6: 1, 7: 99} {
			if err := work.AddFigures(w.Context(), day(ago), store.Figures{Questions: n, Wait: 479 * n}); err != nil {
				w.Fatal(err)
			}
		}
		usage := store.Usage{Answers: 2, PromptTokens: 1000, CompletionTokens: 234, Cost: 0.5}
		if err := work.AddUsage(w.Context(), day(1), usage, store.Everybody()); err != nil {
			w.Fatal(err)
		}
		w.exec("UPDATE answers SET feedback = -1, judged = at WHERE update_id = (SELECT MIN(update_id) FROM answers)")
		w.say(alice, "/stats")
		w.settle(time.Minute)
		screen := w.api.Screen(alice).Messages
		if len(screen) != 3 {
			w.Fatalf("the screen shows %q", w.screen(alice))
		}
		want := "Today\nquestions: 2, refused: 1 (50%)\n👎: 1 of 1 votes (100%)\nslowest step: waiting for the first word, 479ms on average\n\n" +
			"The last 7 days\nquestions: 5, refused: 1 (20%)\n👎: 1 of 1 votes (100%)\nanswers by models: 2, tokens: 1234, cost: 0.50\n" +
			"slowest step: waiting for the first word, 479ms on average"
		if got := screen[1].Text; got != want {
			w.Errorf("got  %q\nwant %q", got, want)
		}
		if got := screen[2].Fields; got["photo"] == nil || got["caption"] != "Questions per day; the refused ones are orange." {
			w.Errorf("the picture is %v", got)
		}
		w.lang = "zh-TW"
		w.say(alice, "/stats")
		w.settle(time.Minute)
		if got := w.api.Screen(alice).Messages[4].Text; !strings.Contains(got, "最慢的一步：等待第一個字，平均 479ms") {
			w.Errorf("in Traditional Chinese it is %q", got)
		}
	}, admin)
}

// TestStatsWaitWhereTelegramWants has the picture refused for a while: the library leaves the code of such a refusal out.
func TestStatsWaitWhereTelegramWants(t *testing.T) {
	inWorld(t, measured(), func(w *world) {
		w.api.On("sendPhoto", playground.TooMany(30), playground.TooMany(20))
		w.say(alice, "/stats")
		w.settle(2 * time.Minute)
		calls := w.api.Calls("sendPhoto")
		if len(calls) != 3 || calls[1].At.Sub(calls[0].At) < 30*time.Second || calls[2].At.Sub(calls[1].At) < 20*time.Second {
			w.Errorf("%d pictures were sent: %v", len(calls), calls)
		}
		if m := w.last(alice); m.Fields["photo"] == nil {
			w.Errorf("the last message is %+v", m)
		}
	}, admin)
}

// TestStatsDoWithoutThePicture where it does not get through: the words stand there.
func TestStatsDoWithoutThePicture(t *testing.T) {
	for name, fault := range map[string]playground.Fault{
		"Refused": playground.Refuse(400, "Bad Request: IMAGE_PROCESS_FAILED"), "Down": playground.BadGateway, "Cut": playground.Cut,
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, measured(), func(w *world) {
				w.api.On("sendPhoto", fault)
				w.say(alice, "/stats")
				w.settle(time.Minute)
				w.sees(alice, "person: /stats", "bot: Today\nquestions: 0, refused: 0 (0%)...")
				if n := len(w.api.Calls("sendPhoto")); n != 1 {
					w.Errorf("%d pictures were sent", n)
				}
			}, admin)
		})
	}
}

// TestCommandsOfAdmins are not for others, and not in their help.
func TestCommandsOfAdmins(t *testing.T) {
	inWorld(t, says("an answer"), func(w *world) {
		for _, command := range []string{"/stats", "/reload", "/who"} {
			if got := w.asks(bob, command)[0]; got != "Sorry, this command is for the admins." {
				w.Errorf("to %s, Bob reads %q", command, got)
			}
			if strings.Contains(w.asks(bob, "/help")[0], command) || !strings.Contains(w.asks(alice, "/help")[0], command) {
				w.Errorf("%s is in the wrong help", command)
			}
		}
	}, admin, func(o *bot.Options) { o.Reload = func() { t.Error("Bob has the configuration read") } })
}

func TestReload(t *testing.T) {
	times := 0
	inWorld(t, says("an answer"), func(w *world) {
		want := "All right, reading the configuration again. If it is broken, the one before stays, and the admins are told why."
		if got := w.asks(alice, "/reload")[0]; got != want || times != 1 {
			w.Errorf("it was read %d times, and the bot says %q", times, got)
		}
	}, admin, func(o *bot.Options) { o.Reload = func() { times++ } })
	inWorld(t, says("an answer"), func(w *world) {
		if got := w.asks(alice, "/reload")[0]; got != "This process cannot read its configuration again." {
			w.Errorf("without a configuration the bot says %q", got)
		}
	}, admin)
}

func TestWho(t *testing.T) {
	inWorld(t, says("an answer"), func(w *world) {
		want := "The bot is open to these only.\n\nAdmins (1):\n• 1001\n\nUsers (2):\n• 1002\n• 1003" +
			"\n\nGroups (1):\n• -100700"
		if got := w.asks(alice, "/who")[0]; got != want {
			w.Errorf("got %q", got)
		}
		many := make([]int64, 53)
		for i := range many {
			many[i] = int64(i)
		}
		w.bot.SetAccess(bot.Access{Open: true, Admins: []int64{alice}, Users: many})
		got := w.asks(alice, "/who")[0]
		if !strings.HasPrefix(got, "The bot is open to everybody.\n\n") || !strings.HasSuffix(got, "\n• 49\n… and 3 more") {
			w.Errorf("got %q", got)
		}
	}, func(o *bot.Options) {
		o.Access = bot.Access{Admins: []int64{alice}, Users: []int64{bob, carol}, Chats: []int64{readers.ID}}
	})
}

func TestChart(t *testing.T) {
	picture, err := bot.DrawChart([]store.Day{
		{Date: "2026-11-23", Figures: store.Figures{Questions: 10, Refused: 5}}, {Date: "2026-11-24"},
	})
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil || img.Bounds().Dx() != 180 || img.Bounds().Dy() != 280 {
		t.Fatalf("%v, %v", img.Bounds(), err)
	}
	blue, orange, white := color.RGBA{0x2b, 0x7b, 0xba, 0xff}, color.RGBA{0xf0, 0x8c, 0x2e, 0xff}, color.RGBA{0xff, 0xff, 0xff, 0xff}
	for at, want := range map[[2]int]color.RGBA{
		{45, 45}: blue, {45, 135}: blue, {45, 145}: orange, {45, 235}: orange, {15, 200}: white, {135, 200}: white,
	} {
		if got := color.RGBAModel.Convert(img.At(at[0], at[1])); got != want {
			t.Errorf("at %v there is %v, want %v", at, got, want)
		}
	}
	if _, err := bot.DrawChart([]store.Day{{Date: "today"}}); err == nil {
		t.Error("a day that is none is drawn")
	}
}

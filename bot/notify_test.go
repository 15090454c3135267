package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

func withAdmins(o *bot.Options) {
	o.Access = bot.Access{Admins: []int64{alice, bob}, Users: []int64{carol}}
}

func TestNotifyTellsTheAdmins(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.meets(alice, bob, carol)
		w.bot.Notify(w.Context(), "line 1: <b> & so on\nline 2")
		for _, admin := range []int64{alice, bob} {
			w.sees(admin, "bot: line 1: <b> & so on\nline 2")
		}
		w.sees(carol)
	}, withAdmins)
}

func TestNotifyWaitsAsLongAsTelegramAsks(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.meets(alice)
		w.api.On("sendMessage", playground.TooMany(90), playground.TooMany(30))
		start := time.Now()
		w.bot.Notify(w.Context(), "sorry to disturb")
		w.sees(alice, "bot: sorry to disturb")
		if took := time.Since(start); took < 2*time.Minute {
			w.Errorf("told after %v, want two minutes at least", took)
		}
	}, func(o *bot.Options) { o.Access = bot.Access{Admins: []int64{alice}} })
}

func TestNotifyEndsWithItsContext(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.meets(alice)
		w.api.On("sendMessage", playground.TooMany(3600))
		ctx, cancel := context.WithTimeout(w.Context(), time.Minute)
		defer cancel()
		w.bot.Notify(ctx, "sorry to disturb")
		w.sees(alice)
	}, func(o *bot.Options) { o.Access = bot.Access{Admins: []int64{alice}} })
}

func TestNotifyReachesTheOthersWhenOneIsGone(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.meets(bob)
		w.bot.Notify(w.Context(), "a notice of some secret")
		w.sees(bob, "bot: a notice of some secret")
		if log := w.log.String(); !strings.Contains(log, "user=1001") || strings.Contains(log, "some secret") {
			w.Errorf("the log should name the admin and not the text: %s", log)
		}
	}, withAdmins)
}

func TestNotifySplitsALongText(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.meets(alice)
		w.bot.Notify(w.Context(), strings.Repeat("a line of the notice\n", 400))
		if n := len(w.screen(alice)); n != 3 {
			w.Errorf("%d messages, want 3", n)
		}
	}, func(o *bot.Options) { o.Access = bot.Access{Admins: []int64{alice}} })
}

func TestAccessChangesWithTheNextMessage(t *testing.T) {
	const private = "bot: This bot is private...."
	inWorld(t, says("yes"), func(w *world) {
		w.say(alice, "Am I in already?")
		w.settle(time.Second)
		w.bot.SetAccess(bot.Access{Users: []int64{alice}})
		w.say(alice, "Am I in now?")
		w.settle(time.Second)
		w.bot.SetAccess(bot.Access{Users: []int64{bob}})
		w.say(alice, "Am I out again?", "Am I out for good?")
		w.settle(time.Second)
		w.sees(alice, "person: Am I in already?", private, "person: Am I in now?", "bot: yes",
			"person: Am I out again?", "person: Am I out for good?", private)
	}, func(o *bot.Options) { o.Access = bot.Access{} })
}

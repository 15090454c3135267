package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

func withPairing(o *bot.Options) {
	o.Access, o.Pairing = bot.Access{}, bot.Pairing{Code: "ABCD2345"}
}

func TestPairing(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.private = append(w.private, "ABCD2345")
		said := w.asks(alice, "May I?", "/pair WRONG", "/pair abcd2345", "May I now?", "/pair ABCD2345")
		for i, want := range []string{"send /pair CODE", "This code is not right.", "You are an admin", "yes", "You are an admin"} {
			if !strings.Contains(said[i], want) {
				w.Errorf("answer %d is %q, want %q in it", i, said[i], want)
			}
		}
		said = w.asks(bob, "/pair ABCD2345")
		if !strings.HasPrefix(said[0], "This bot is private.") || strings.Contains(said[0], "/pair") {
			w.Errorf("the next one is told %q", said[0])
		}
		owner, err := w.options.Store.Owner(w.Context())
		if err != nil || owner != alice {
			w.Fatalf("the owner is %d, %v", owner, err)
		}

		w.options.Pairing = bot.Pairing{Owner: owner}
		w.restart()
		w.bot.SetAccess(bot.Access{Users: []int64{carol}})
		if got := w.asks(alice, "Still?"); got[0] != "yes" {
			w.Errorf("after a restart the owner is told %q", got[0])
		}
		w.bot.Notify(w.Context(), "mind the gap")
		if m := w.last(alice); m.Text != "mind the gap" {
			w.Errorf("the owner reads %q, want what admins are told", m.Text)
		}
	}, withPairing)
}

// TestNewAdminsGetTheirMenuAtOnce, and those who are none any more lose it.
func TestNewAdminsGetTheirMenuAtOnce(t *testing.T) {
	const ofAlice, ofBob = `{"type":"chat","chat_id":1001}`, `{"type":"chat","chat_id":1002}`
	inWorld(t, says("yes"), func(w *world) {
		w.meets(bob)
		w.settle(time.Minute)
		if names, _ := w.menuOf(ofAlice, ""); names != nil {
			w.Errorf("before pairing she has %q", names)
		}
		w.asks(alice, "/pair ABCD2345")
		w.settle(10 * time.Second)
		for _, language := range []string{"", "zh"} {
			if names, _ := w.menuOf(ofAlice, language); !slices.Contains(names, "stats") {
				w.Errorf("after pairing she has %q", names)
			}
		}
		w.bot.SetAccess(bot.Access{Admins: []int64{bob}})
		w.settle(10 * time.Second)
		if names, _ := w.menuOf(ofBob, "zh"); !slices.Contains(names, "stats") {
			w.Errorf("the new admin has %q", names)
		}
		w.bot.SetAccess(bot.Access{Users: []int64{bob}})
		w.settle(10 * time.Second)
		var dropped []string
		for _, c := range w.api.Calls("deleteMyCommands") {
			dropped = append(dropped, c.Params["scope"]+c.Params["language_code"])
		}
		if want := []string{ofBob, ofBob + "zh"}; !slices.Equal(dropped, want) {
			w.Errorf("dropped %q, want %q", dropped, want)
		}
	}, withPairing)
}

func TestWrongCodesVoidTheRightOne(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.private = append(w.private, "ABCD2345")
		for range 5 {
			if got := w.asks(alice, "/pair ABCD2346"); got[0] != "This code is not right." {
				w.Errorf("a wrong code gets %q", got[0])
			}
		}
		if got := w.asks(bob, "/pair ABCD2345"); !strings.HasPrefix(got[0], "This bot is private.") {
			w.Errorf("after five wrong codes the right one gets %q", got[0])
		}
	}, withPairing)
}

func TestPairingIsNotForGroups(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.tells(alice, readers, playground.Say{Text: "/pair ABCD2345"})
		w.settle(5 * time.Second)
		if owner, err := w.options.Store.Owner(w.Context()); err != nil || owner != 0 {
			w.Errorf("the owner is %d, %v", owner, err)
		}
		w.sees(readers.ID, "person: /pair ABCD2345")
	}, withPairing)
}

func TestListedUsersVoidTheCode(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.bot.SetAccess(bot.Access{Users: []int64{bob}})
		if got := w.asks(alice, "/pair ABCD2345"); !strings.HasPrefix(got[0], "This bot is private.") {
			w.Errorf("a code that is void gets %q", got[0])
		}
		if got := w.asks(bob, "/pair ABCD2345"); got[0] != "Nothing needs to be paired here." {
			w.Errorf("a user is told %q", got[0])
		}
	}, withPairing)
}

func TestOwnerOfAnotherReplicaIsKnown(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		if _, err := w.options.Store.Pair(w.Context(), bob); err != nil {
			w.Fatal(err)
		}
		if got := w.asks(bob, "May I?"); got[0] != "yes" {
			w.Errorf("the owner is told %q", got[0])
		}
	}, withPairing)
}

func TestPairingCodesDiffer(t *testing.T) {
	one, two := bot.NewPairingCode(), bot.NewPairingCode()
	if len(one) != 8 || one == two {
		t.Errorf("codes %q and %q", one, two)
	}
}

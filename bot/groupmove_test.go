package bot_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

// small is a group, and large what becomes of it.
var (
	small = playground.Chat{ID: -700, Type: "group", Title: "Readers"}
	large = playground.Chat{ID: -100700700, Type: "supergroup", Title: "Readers"}
)

func inSmall(o *bot.Options) { o.Access = bot.Access{Admins: []int64{alice}, Chats: []int64{small.ID}} }

// TestGroupThatBecomesASupergroupStaysAllowed in this process, after a restart, and with the rule read again.
func TestGroupThatBecomesASupergroupStaysAllowed(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		ask := func() {
			w.Helper()
			w.tells(bob, large, playground.Say{Text: "/ask may I?"})
			w.settle(10 * time.Second)
			if m := w.last(large.ID); m.Text != "yes" {
				w.Errorf("the group reads %q", m.Text)
			}
		}
		w.tells(bob, small, playground.Say{Text: "/ask may I?"})
		w.settle(10 * time.Second)
		w.api.Migrate(small.ID, large)
		ask()
		w.restart()
		ask()
		w.bot.SetAccess(w.options.Access)
		ask()
		if n := strings.Count(w.log.String(), "chat=-700 now=-100700700"); n != 2 {
			w.Errorf("the operator is told %d times, want once by each process:\n%s", n, w.log)
		}
		w.bot.SetAccess(bot.Access{Admins: []int64{alice}})
		w.tells(bob, large, playground.Say{Text: "/ask may I still?"})
		w.settle(10 * time.Second)
		if m := w.last(large.ID); m.FromBot {
			w.Errorf("a group that is taken out of the list reads %q", m.Text)
		}
		w.sees(small.ID, "person: /ask may I?", "bot: yes")
	}, inSmall)
}

// TestGroupThatIsNotAllowedIsNotEither with another id, and nobody is answered the message that says so.
func TestGroupThatIsNotAllowedIsNotEither(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		other := playground.Chat{ID: -701, Type: "group"}
		w.api.Open(other)
		w.api.Migrate(other.ID, large)
		w.tells(bob, large, playground.Say{Text: "/ask may I?"})
		w.settle(10 * time.Second)
		w.sees(large.ID, "person: /ask may I?")
		if moves, err := w.options.Store.Moves(w.Context()); err != nil || len(moves) != 0 {
			w.Errorf("moves %v, %v", moves, err)
		}
	}, inSmall)
}

// TestSupergroupThatARefusalTells follows a group whose message about it was missed.
func TestSupergroupThatARefusalTells(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.api.Open(large)
		w.api.On("sendMessage", playground.Respond(http.StatusBadRequest, "application/json", fmt.Sprintf(
			`{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded","parameters":{"migrate_to_chat_id":%d}}`,
			large.ID)))
		w.tells(bob, small, playground.Say{Text: "/ask may I?"})
		w.settle(10 * time.Second)
		w.tells(bob, large, playground.Say{Text: "/ask may I now?"})
		w.settle(10 * time.Second)
		if m := w.last(large.ID); m.Text != "yes" {
			w.Errorf("the group reads %q", m.Text)
		}
		moves, err := w.options.Store.Moves(w.Context())
		if err != nil || moves[small.ID] != large.ID {
			w.Errorf("moves %v, %v", moves, err)
		}
	}, inSmall)
}

// TestReplicasTellEachOtherOfSupergroups through the database.
func TestReplicasTellEachOtherOfSupergroups(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		if err := w.options.Store.Move(w.Context(), small.ID, large.ID); err != nil {
			w.Fatal(err)
		}
		w.settle(2 * time.Minute)
		w.tells(bob, large, playground.Say{Text: "/ask may I?"})
		w.settle(10 * time.Second)
		w.sees(large.ID, "person: /ask may I?", "bot: yes")
	}, inSmall)
}

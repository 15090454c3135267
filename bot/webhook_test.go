package bot_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

const (
	hookURL    = "https://bot.example.org/updates"
	hookSecret = "CANARY-secret_of-the-tests"
)

// withWebhook has the bot take deliveries, in memory.
func withWebhook(o *bot.Options) {
	o.Webhook = &bot.Webhook{URL: hookURL, Secret: hookSecret}
}

// delivery is a request to the bot's webhook as Telegram makes it; the fields may be changed.
type delivery struct {
	method, url, secret, body string
}

func newDelivery(update int64, text string) delivery {
	return delivery{http.MethodPost, hookURL, hookSecret, fmt.Sprintf(
		`{"update_id":%d,"message":{"message_id":5,"date":%d,"text":%q,"from":{"id":%d,"language_code":"en"},"chat":{"id":%d,"type":"private"}}}`,
		update, time.Now().Unix(), text, alice, alice)}
}

// arrives brings a delivery to the bot.
func (w *world) arrives(d delivery) *http.Response {
	w.Helper()
	r, err := http.NewRequestWithContext(w.Context(), d.method, d.url, strings.NewReader(d.body))
	if err != nil {
		w.Fatal(err)
	}
	if d.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", d.secret)
	}
	resp, err := playground.Carry(http.HandlerFunc(w.deliver)).RoundTrip(r)
	if err != nil {
		w.Fatal(err)
	}
	return resp
}

// isStored reports whether an update is in the database.
func (w *world) isStored(id int64) bool {
	w.Helper()
	var n int
	if err := w.db.Pool().QueryRowContext(w.Context(), `SELECT COUNT(*) FROM updates WHERE id = $1`, id).Scan(&n); err != nil {
		w.Fatal(err)
	}
	return n > 0
}

func TestWebhookAnswersQuestions(t *testing.T) {
	inWorld(t, takes(time.Second), func(w *world) {
		w.settle(time.Second)
		w.say(alice, "How do you hear of it?", "/help")
		w.settle(time.Minute)
		w.sees(alice, "person: How do you hear of it?", "person: /help", "bot: re: How do you hear of it?", "bot: Just send a question...")
		calls := w.api.Calls("setWebhook")
		if len(calls) != 1 || len(w.api.Calls("getUpdates")) != 0 || len(w.api.Calls("deleteWebhook")) != 0 {
			w.Fatalf("calls %v", w.api.Calls(""))
		}
		for key, want := range map[string]string{
			"url": hookURL, "secret_token": hookSecret, "allowed_updates": `["message","edited_message","callback_query","inline_query","stopped_message_generation"]`, "drop_pending_updates": "false",
		} {
			if got := calls[0].Params[key]; got != want {
				w.Errorf("%s is %q, want %q", key, got, want)
			}
		}
		if left := w.api.Unconfirmed(); len(left) != 0 {
			w.Errorf("%v are not delivered", left)
		}
	}, withWebhook)
}

// TestWebhookTakesTelegramsDeliveriesOnly: nothing else is stored, and nobody learns why.
func TestWebhookTakesTelegramsDeliveriesOnly(t *testing.T) {
	good := newDelivery(77, "Do you take it?")
	for name, tc := range map[string]struct {
		change func(d *delivery)
		status int
	}{
		"Good":           {func(*delivery) {}, http.StatusOK},
		"NoSecret":       {func(d *delivery) { d.secret = "" }, http.StatusForbidden},
		"WrongSecret":    {func(d *delivery) { d.secret = "x" + hookSecret }, http.StatusForbidden},
		"PartOfSecret":   {func(d *delivery) { d.secret = hookSecret[:10] }, http.StatusForbidden},
		"GET":            {func(d *delivery) { d.method = http.MethodGet }, http.StatusMethodNotAllowed},
		"OtherPath":      {func(d *delivery) { d.url += "/more" }, http.StatusNotFound},
		"Root":           {func(d *delivery) { d.url = "https://bot.example.org/" }, http.StatusNotFound},
		"MoreThanAMiB":   {func(d *delivery) { d.body = strings.Repeat(" ", 1<<20) + d.body }, http.StatusRequestEntityTooLarge},
		"JustLongEnough": {func(d *delivery) { d.body = strings.Repeat(" ", 1<<19) + d.body }, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says("taken"), func(w *world) {
				w.meets(alice)
				w.settle(time.Second)
				d := good
				tc.change(&d)
				w.private = append(w.private, "Do you take it?")
				resp := w.arrives(d)
				stored := w.isStored(77) // when the answer comes, not later
				if resp.StatusCode != tc.status || stored != (tc.status == http.StatusOK) {
					w.Errorf("answered %s, stored: %v", resp.Status, stored)
				}
				w.settle(time.Minute)
				if n := len(w.api.Calls("sendMessage")); (n == 1) != stored {
					w.Errorf("%d messages were sent", n)
				}
			}, withWebhook)
		})
	}
}

// TestFaultT11UnreadableDelivery is parked, and not delivered again; what has no id cannot be kept.
func TestFaultT11UnreadableDelivery(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.settle(time.Second)
		w.private = append(w.private, "a secret text")
		bad := w.api.Do(playground.Raw(func(id int64) string {
			return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":"strange","text":"a secret text"}}`, id)
		}))[0]
		w.api.Do(playground.Raw(func(int64) string { return `no JSON, but a secret text` }))
		w.say(alice, "After the bad ones?")
		w.settle(10 * time.Second)
		w.sees(alice, "person: After the bad ones?", "bot: yes")
		if parked, err := w.options.Store.Show(w.Context(), bad); err != nil || !strings.Contains(string(parked.Raw), "a secret text") {
			w.Errorf("the bad one is not kept: %v", err)
		}
		if left := w.api.Unconfirmed(); len(left) != 0 {
			w.Errorf("%v are not delivered", left)
		}
	}, withWebhook)
}

func TestFaultT8RepeatedDeliveryIsAnsweredOnce(t *testing.T) {
	inWorld(t, takes(5*time.Second), func(w *world) {
		w.settle(time.Second)
		ids := w.say(alice, "Once is enough?")
		for range 3 {
			w.settle(3 * time.Second)
			w.api.Repeat(ids...)
		}
		w.restart()
		w.settle(3 * time.Second)
		w.api.Repeat(ids...)
		w.settle(time.Minute)
		w.sees(alice, "person: Once is enough?", "bot: re: Once is enough?")
	}, withWebhook)
}

// TestFaultM4DeliveryThatCannotBeStored is not taken: Telegram brings it again.
func TestFaultM4DeliveryThatCannotBeStored(t *testing.T) {
	inWorld(t, says("stored"), func(w *world) {
		w.settle(time.Second)
		mend := w.refuses("INSERT ON main.updates")
		resp := w.arrives(newDelivery(77, "Do you keep it?"))
		if after := resp.Header.Get("Retry-After"); resp.StatusCode != http.StatusServiceUnavailable || after != "5" {
			w.Errorf("answered %s, to come again after %q s", resp.Status, after)
		}
		w.private = append(w.private, "Do you keep it?")
		ids := w.say(bob, "And this?")
		w.settle(5 * time.Minute)
		if left := w.api.Unconfirmed(); !slices.Equal(left, ids) || w.isStored(ids[0]) {
			w.Errorf("%v are not delivered, want %v", left, ids)
		}
		if n := strings.Count(w.log.String(), "cannot be stored"); n < 4 || n > 6 {
			w.Errorf("%d lines in 5 minutes", n)
		}
		mend()
		w.settle(10 * time.Second)
		w.sees(bob, "person: And this?", "bot: stored")
	}, withWebhook)
}

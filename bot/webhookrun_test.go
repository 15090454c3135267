package bot_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

// TestWebhookStaysSetWhileTheBotIsAway: what is delivered meanwhile comes again.
func TestWebhookStaysSetWhileTheBotIsAway(t *testing.T) {
	inWorld(t, takes(time.Second), func(w *world) {
		w.settle(time.Second)
		w.halt()
		w.say(alice, "Is anybody there?")
		w.settle(10 * time.Minute)
		w.boot()
		w.settle(5 * time.Minute)
		w.sees(alice, "person: Is anybody there?", "bot: re: Is anybody there?")
		if n := len(w.api.Calls("deleteWebhook")); n != 0 {
			w.Errorf("the webhook was removed %d times", n)
		}
	}, withWebhook)
}

func TestWebhookThatCannotBeSet(t *testing.T) {
	for name, tc := range map[string]struct {
		faults []playground.Fault
		url    string
		want   error
	}{
		"T20RefusedToken": {[]playground.Fault{playground.Refuse(401, "Unauthorized")}, hookURL, bot.ErrToken},
		"T20AfterAnError": {[]playground.Fault{playground.BadGateway, playground.Refuse(401, "Unauthorized")}, hookURL, bot.ErrToken},
		"OddPort":         {nil, "https://bot.example.org:1234/updates", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inStillWorld(t, says("yes"), func(w *world) {
				w.options.Webhook.URL = tc.url
				w.api.On("setWebhook", tc.faults...)
				w.boot()
				if err := w.runs(); err == nil || tc.want != nil && !errors.Is(err, tc.want) || strings.Contains(err.Error(), "CANARY") {
					w.Errorf("Run ended with %v", err)
				}
			}, withWebhook)
		})
	}
}

func TestWebhookIsSetWhenTelegramIsBack(t *testing.T) {
	for name, fault := range map[string]playground.Fault{
		"T1TooManyRequests": playground.TooMany(5), "T3BadGateway": playground.BadGateway, "T5Unreachable": playground.Unreachable,
		"T10NeverAnswered": playground.Hang,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inStillWorld(t, says("yes"), func(w *world) {
				w.api.On("setWebhook", fault, fault)
				w.boot()
				w.say(alice, "Are you there?")
				w.settle(2 * time.Minute)
				w.sees(alice, "person: Are you there?", "bot: yes")
			}, withWebhook)
		})
	}
}

func TestWebhookOptionsAreChecked(t *testing.T) {
	known := newWorld(t, says("")).open()
	for name, hook := range map[string]bot.Webhook{
		"NoURL":      {Secret: hookSecret},
		"NoHost":     {URL: "/updates", Secret: hookSecret},
		"NoSecret":   {URL: hookURL},
		"OddSecret":  {URL: hookURL, Secret: "CANARY !"},
		"LongSecret": {URL: hookURL, Secret: strings.Repeat("x", 257)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := bot.New(bot.Options{Asker: says(""), Token: token, Store: known, Webhook: &hook})
			if err == nil || strings.Contains(err.Error(), "CANARY") {
				t.Errorf("New: %v", err)
			}
		})
	}
}

// TestWebhookOverTCP goes through the bot's real listener: to the end of a delivery that has begun when the bot is stopped.
func TestWebhookOverTCP(t *testing.T) {
	free, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	w := newWorld(t, says("over the wire"), func(o *bot.Options) {
		o.Webhook = &bot.Webhook{Listen: address, URL: hookURL, Secret: hookSecret}
	})
	w.boot()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := w.api.Await(ctx, func() bool { return len(w.api.Calls("setWebhook")) > 0 }); err != nil {
		t.Fatal(err)
	}
	d := newDelivery(77, "How did you get here?")
	w.private = append(w.private, "How did you get here?")
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_, _ = fmt.Fprintf(conn, "POST /updates HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: %s\r\nContent-Length: %d\r\n"+
		"Expect: 100-continue\r\n\r\n", d.secret, len(d.body))
	from := bufio.NewReader(conn)
	if line, err := from.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%q, %v", line, err)
	}
	w.stop()
	if _, err := bytes.NewBufferString(d.body).WriteTo(conn); err != nil {
		t.Fatal(err)
	}
	_, _ = from.ReadString('\n')
	if line, err := from.ReadString('\n'); err != nil || !strings.Contains(line, "200 OK") {
		t.Errorf("%q, %v", line, err)
	}
	w.halt()
	if _, err := (&net.Dialer{}).DialContext(ctx, "tcp", address); err == nil {
		t.Error("it still listens")
	}
	w.meets(alice)
	w.boot()
	if err := w.api.Await(ctx, func() bool { return w.api.Screen(alice).Last().Text == "over the wire" }); err != nil {
		t.Errorf("what was delivered is not answered: %v", err)
	}
	w.end()
}

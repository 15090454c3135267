package playground_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"articlebot/bot/playground"
)

// overTCP is a server behind a listener, with the library as its client.
func overTCP(t *testing.T) (*playground.Server, *tgbotapi.BotAPI) {
	t.Helper()
	s := town(t)
	listener := httptest.NewServer(s)
	t.Cleanup(listener.Close)
	client := &http.Client{Timeout: 500 * time.Millisecond, Transport: &http.Transport{}}
	api, err := tgbotapi.NewBotAPIWithClient(s.Token(), listener.URL+"/bot%s/%s", client)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdleConnections)
	return s, api
}

func TestWithTheLibrary(t *testing.T) {
	s, api := overTCP(t)
	if api.Self.UserName != "playground_bot" || !api.Self.IsBot || api.Self.ID != 1000000 {
		t.Errorf("getMe: %+v", api.Self)
	}
	said := s.Do(playground.Say{By: alice, Text: "/start now"})
	updates, err := api.GetUpdates(tgbotapi.UpdateConfig{Offset: int(said[0])})
	if err != nil || len(updates) != 1 || updates[0].Message.Command() != "start" || updates[0].Message.From.UserName != "alice" {
		t.Fatalf("updates %+v, %v", updates, err)
	}
	message := tgbotapi.NewMessage(alice.ID, "<i>x</i>")
	message.ParseMode, message.ReplyToMessageID = "HTML", updates[0].Message.MessageID
	message.ReplyMarkup = tgbotapi.NewInlineKeyboardMarkup(tgbotapi.NewInlineKeyboardRow(tgbotapi.NewInlineKeyboardButtonData("a", "b")))
	sent, err := api.Send(message)
	if err != nil || sent.Entities[0].Type != "italic" || sent.ReplyToMessage.Text != "/start now" || sent.ReplyMarkup == nil {
		t.Fatalf("sent %+v, %v", sent, err)
	}
	edited, err := api.Send(tgbotapi.NewEditMessageText(alice.ID, sent.MessageID, "y"))
	if err != nil || edited.Text != "y" || edited.EditDate == 0 || edited.ReplyMarkup != nil {
		t.Errorf("edited %+v, %v", edited, err)
	}
	var refusal *tgbotapi.Error
	_, err = api.Send(tgbotapi.NewEditMessageText(alice.ID, sent.MessageID, "y"))
	if !errors.As(err, &refusal) || refusal.Code != 400 || !strings.Contains(refusal.Message, "message is not modified") {
		t.Errorf("edited again: %v", err)
	}
	s.Do(playground.Press{By: alice, Message: int64(sent.MessageID), Data: "b"})
	updates, err = api.GetUpdates(tgbotapi.UpdateConfig{Offset: updates[0].UpdateID + 1})
	if err != nil || len(updates) != 1 || updates[0].CallbackQuery.Data != "b" {
		t.Fatalf("updates %+v, %v", updates, err)
	}
	if _, err := api.Request(tgbotapi.NewCallback(updates[0].CallbackQuery.ID, "ok")); err != nil {
		t.Error(err)
	}
	want := []string{"person: hello", "bot: hi you", "person: /start now", "bot: y"}
	if got := s.Screen(alice.ID).Lines(); !slices.Equal(got, want) {
		t.Errorf("the screen shows %q, want %q", got, want)
	}
}

// TestFaultsOverTCP plays each fault on a real connection, with a keep-alive before it.
func TestFaultsOverTCP(t *testing.T) {
	is := func(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }
	refusal := func(code, after int) func(error) bool {
		return func(err error) bool {
			var e *tgbotapi.Error
			return errors.As(err, &e) && e.Code == code && e.RetryAfter == after
		}
	}
	var syntax *json.SyntaxError
	for name, tc := range map[string]struct {
		fault playground.Fault
		want  func(error) bool
		sent  bool
	}{
		"Fine":        {playground.Fine, is(nil), true},
		"Refuse":      {playground.Refuse(403, playground.Blocked), refusal(403, 0), false},
		"TooMany":     {playground.TooMany(5), refusal(429, 5), false},
		"BadGateway":  {playground.BadGateway, func(err error) bool { return errors.As(err, &syntax) }, false},
		"Respond":     {playground.Respond(200, "application/json", ""), is(io.EOF), false},
		"Cut":         {playground.Cut, is(io.EOF), true},
		"Reset":       {playground.Reset, is(syscall.ECONNRESET), true},
		"Truncate":    {playground.Truncate, is(io.ErrUnexpectedEOF), true},
		"Unreachable": {playground.Unreachable, is(syscall.ECONNRESET), false},
		"Hang":        {playground.Hang, is(context.DeadlineExceeded), false},
		"Slow":        {playground.Slow(time.Millisecond), is(nil), true},
		"OddResult": {playground.OddResult(`{"date":"soon"}`), func(err error) bool {
			var kind *json.UnmarshalTypeError
			return errors.As(err, &kind)
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s, api := overTCP(t)
			before := len(s.Screen(alice.ID).Messages)
			s.On("sendMessage", tc.fault)
			if _, err := api.Send(tgbotapi.NewMessage(alice.ID, "x")); !tc.want(err) {
				t.Errorf("the client sees %v", err)
			}
			if sent := len(s.Screen(alice.ID).Messages) > before; sent != tc.sent {
				t.Errorf("sent: %v, want %v", sent, tc.sent)
			}
			if _, err := api.Send(tgbotapi.NewMessage(bob.ID, "x")); !refusal(400, 0)(err) {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestPollFaultsOverTCP(t *testing.T) {
	s, api := overTCP(t)
	s.On("getUpdates", playground.Cut, playground.Reset, playground.BadGateway, playground.Hang)
	for i := range 4 {
		if got, err := api.GetUpdates(tgbotapi.UpdateConfig{}); err == nil {
			t.Errorf("poll %d got %v", i, got)
		}
	}
	if got, err := api.GetUpdates(tgbotapi.UpdateConfig{}); err != nil || len(got) != 1 {
		t.Errorf("updates %v, %v", got, err)
	}
}

func TestAwaitOverTCP(t *testing.T) {
	s, api := overTCP(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	go func() { _, _ = api.Send(tgbotapi.NewMessage(alice.ID, "late")) }()
	if err := s.Await(ctx, func() bool { return s.Screen(alice.ID).Last().Text == "late" }); err != nil {
		t.Error(err)
	}
	cancel()
	if err := s.Await(ctx, func() bool { return false }); !errors.Is(err, context.Canceled) {
		t.Errorf("Await after the end of its context: %v", err)
	}
}

func TestWebhookOverTCP(t *testing.T) {
	h := &hook{start: time.Now()}
	receiver := httptest.NewServer(h)
	defer receiver.Close()
	s := playground.New(playground.Options{Local: true})
	defer s.Close()
	must(t, s, "setWebhook", "url", receiver.URL+"/hook", "secret_token", "s3cret")
	made := s.Do(playground.Say{By: alice, Text: "x"})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := s.Await(ctx, func() bool { return len(s.Unconfirmed()) == 0 }); err != nil {
		t.Fatal(err)
	}
	if saw := h.seen(); !slices.Equal(saw.got, made) || saw.secrets[0] != "s3cret" {
		t.Errorf("delivered %+v", saw)
	}
}

// TestManyAtOnce is for the race detector.
func TestManyAtOnce(t *testing.T) {
	s, api := overTCP(t)
	s.Weather(0.2, 7, playground.Cut, playground.BadGateway, playground.TooMany(1))
	var all sync.WaitGroup
	for i := range int64(8) {
		person := playground.Person{ID: 4000 + i}
		all.Go(func() {
			for n := range 8 {
				s.Do(playground.Say{By: person, Text: strconv.Itoa(n)}, playground.Press{By: person, Message: 1, Data: "x"})
				_, _ = api.Send(tgbotapi.NewMessage(person.ID, strconv.Itoa(n)))
				_, _ = api.GetUpdates(tgbotapi.UpdateConfig{Offset: n, Limit: 20})
				_, _, _ = s.Screen(person.ID), s.Violations(), s.Pressed()
			}
		})
	}
	all.Wait()
	for i := range int64(8) {
		if n := len(s.Screen(4000 + i).Messages); n < 8 || n > 16 {
			t.Errorf("%d messages", n)
		}
	}
}

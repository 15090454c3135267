package playground_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot/playground"
)

const hookURL = "https://bot.example.org/hook"

// hook is a webhook that answers from a list, then with 200.
type hook struct {
	answers []func(w http.ResponseWriter)
	slow    time.Duration

	mu    sync.Mutex
	start time.Time
	now   int
	saw   sights
}

// sights are what a webhook has seen: the ids of the updates, when they came, the secrets, and the most deliveries at once.
type sights struct {
	got     []int64
	at      []time.Duration
	secrets []string
	most    int
}

// seen returns what the webhook has seen so far.
func (h *hook) seen() sights {
	h.mu.Lock()
	defer h.mu.Unlock()
	return sights{slices.Clone(h.saw.got), slices.Clone(h.saw.at), slices.Clone(h.saw.secrets), h.saw.most}
}

// ServeHTTP takes one delivery.
func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var u struct {
		ID int64 `json:"update_id"`
	}
	_ = json.Unmarshal(body, &u)
	h.mu.Lock()
	h.saw.got = append(h.saw.got, u.ID)
	h.saw.at = append(h.saw.at, time.Since(h.start))
	h.saw.secrets = append(h.saw.secrets, r.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	h.now++
	h.saw.most = max(h.saw.most, h.now)
	var answer func(w http.ResponseWriter)
	if len(h.answers) > 0 {
		answer, h.answers = h.answers[0], h.answers[1:]
	}
	h.mu.Unlock()
	select {
	case <-time.After(h.slow):
	case <-r.Context().Done():
	}
	if answer != nil {
		answer(w)
	}
	h.mu.Lock()
	h.now--
	h.mu.Unlock()
}

func status(code int, header ...string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		if len(header) > 0 {
			w.Header().Set(header[0], header[1])
		}
		w.WriteHeader(code)
	}
}

// hooked runs a story with a webhook that is already set.
func hooked(t *testing.T, h *hook, story func(t *testing.T, s *playground.Server)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h.start = time.Now()
		s := playground.New(playground.Options{Webhook: playground.Carry(h)})
		must(t, s, "setWebhook", "url", hookURL, "secret_token", "s3cret", "max_connections", "3")
		story(t, s)
		s.Close()
	})
}

func TestSetWebhookRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		params      []string
		want, local string
	}{
		"HTTP":      {[]string{"url", "http://bot.example.org/"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook", ""},
		"Scheme":    {[]string{"url", "ftp://bot.example.org/"}, "Bad Request: invalid webhook URL specified", "Bad Request: invalid webhook URL specified"},
		"NoHost":    {[]string{"url", "https://"}, "Bad Request: invalid webhook URL specified", "Bad Request: invalid webhook URL specified"},
		"Port":      {[]string{"url", "https://bot.example.org:8080/"}, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", ""},
		"PortFits":  {[]string{"url", "https://bot.example.org:8443/"}, "", ""},
		"Loopback":  {[]string{"url", "https://127.0.0.1/"}, "Bad Request: bad webhook: IP address 127.0.0.1 is reserved", ""},
		"Private":   {[]string{"url", "https://bot.example.org/", "ip_address", "10.0.0.1"}, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved", ""},
		"IPv6":      {[]string{"url", "https://[2001:db8::1]/"}, "Bad Request: bad webhook: IP address 2001:db8::1 is reserved", ""},
		"Localhost": {[]string{"url", "https://localhost/"}, "Bad Request: bad webhook: IP address 127.0.0.1 is reserved", ""},
		"NoIP":      {[]string{"url", hookURL, "ip_address", "x"}, "Bad Request: bad webhook: invalid IP address specified", ""},
		"Secret":    {[]string{"url", hookURL, "secret_token", "a b"}, "Bad Request: secret token contains unallowed characters", "Bad Request: secret token contains unallowed characters"},
		"LongSecret": {
			[]string{"url", hookURL, "secret_token", strings.Repeat("a", 257)},
			"Bad Request: secret token is too long", "Bad Request: secret token is too long",
		},
	} {
		t.Run(name, func(t *testing.T) {
			for local, want := range map[bool]string{false: tc.want, true: tc.local} {
				s := playground.New(playground.Options{Local: local})
				if want == "" {
					must(t, s, "setWebhook", tc.params...)
				} else {
					refused(t, s, want, "setWebhook", tc.params...)
				}
				s.Close()
			}
		})
	}
}

func TestWebhookAndPollingExcludeEachOther(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		poll := asynchronously(t, s, "timeout", "50")
		if e := must(t, s, "setWebhook", "url", hookURL); e.Description != "Webhook was set" {
			t.Errorf("set: %s", e.Description)
		}
		if got := <-poll; got != "0s 409 Conflict: terminated by setWebhook request <nil>" {
			t.Errorf("the poll under way: %s", got)
		}
		refused(t, s, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
			"getUpdates")
		if e := must(t, s, "setWebhook", "url", hookURL); e.Description != "Webhook is already set" {
			t.Errorf("set again: %s", e.Description)
		}
		e := refused(t, s, "Too Many Requests: retry after 1", "setWebhook", "url", hookURL+"2")
		if e.header.Get("Retry-After") != "1" || e.Parameters["retry_after"] != 1 {
			t.Errorf("header %v, parameters %v", e.header, e.Parameters)
		}
		time.Sleep(time.Second)
		must(t, s, "setWebhook", "url", hookURL+"2", "allowed_updates", `["message"]`)
		if got := string(must(t, s, "getWebhookInfo").Result); !strings.Contains(got, `"url":"`+hookURL+`2"`) ||
			!strings.Contains(got, `"allowed_updates":["message"]`) {
			t.Errorf("info %s", got)
		}
		if e := must(t, s, "setWebhook", "url", ""); e.Description != "Webhook was deleted" {
			t.Errorf("deleted: %s", e.Description)
		}
		if e := must(t, s, "deleteWebhook"); e.Description != "Webhook is already deleted" {
			t.Errorf("deleted again: %s", e.Description)
		}
		ids(t, s)
	}, playground.Options{Webhook: playground.Carry(&hook{})})
}

func TestHookOfSomebodyElse(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		poll := asynchronously(t, s, "timeout", "50")
		s.Hook("http://elsewhere.test/")
		if got := <-poll; got != "0s 409 Conflict: terminated by setWebhook request <nil>" {
			t.Errorf("the poll under way: %s", got)
		}
		made := s.Do(playground.Say{By: alice, Text: "x"})
		time.Sleep(time.Minute)
		must(t, s, "deleteWebhook")
		if got := ids(t, s); !slices.Equal(got, made) {
			t.Errorf("updates %v, want %v", got, made)
		}
	}, playground.Options{Webhook: playground.Carry(http.NotFoundHandler())})
}

func TestDeleteWebhookKeepsUpdates(t *testing.T) {
	h := &hook{answers: slices.Repeat([]func(http.ResponseWriter){status(500)}, 50)}
	hooked(t, h, func(t *testing.T, s *playground.Server) {
		made := s.Do(playground.Say{By: alice, Text: "x"})
		time.Sleep(5 * time.Second)
		if got := string(must(t, s, "getWebhookInfo").Result); !strings.Contains(got, `"pending_update_count":1`) ||
			!strings.Contains(got, "Wrong response from the webhook: 500 Internal Server Error") {
			t.Errorf("info %s", got)
		}
		must(t, s, "deleteWebhook", "drop_pending_updates", "false")
		if got := ids(t, s); !slices.Equal(got, made) {
			t.Errorf("updates %v, want %v", got, made)
		}
		must(t, s, "deleteWebhook", "drop_pending_updates", "true")
		if got := s.Unconfirmed(); got != nil {
			t.Errorf("updates %v", got)
		}
	})
}

package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot"
)

// TestOverHTTP goes through a real socket once; nearly everything else runs on synctest's clock.
func TestOverHTTP(t *testing.T) {
	w := newWorld(t, says("over the wire"))
	server := httptest.NewServer(w.api)
	defer server.Close()
	w.options.APIURL, w.options.Transport = server.URL+"/", nil
	w.boot()
	w.say(alice, "How did you get here?")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := w.api.Await(ctx, func() bool { return w.last(alice).Text == "over the wire" }); err != nil {
		t.Errorf("no answer: %v", err)
	}
	w.sees(alice, "person: How did you get here?", "bot: over the wire")
	w.end()
}

func TestNewChecksItsOptions(t *testing.T) {
	known := newWorld(t, says("")).open()
	for name, o := range map[string]bot.Options{
		"NoAsker":        {Token: token},
		"NoToken":        {Asker: says("")},
		"TokenWithSpace": {Asker: says(""), Token: token + "\n"},
		"TokenWithPath":  {Asker: says(""), Token: token + "/../x"},
		"URLWithoutHost": {Asker: says(""), Token: token, APIURL: "https://"},
		"URLOfOddScheme": {Asker: says(""), Token: token, APIURL: "ftp://telegram.test/" + token},
	} {
		t.Run(name, func(t *testing.T) {
			o.Store = known
			_, err := bot.New(o)
			if err == nil {
				t.Fatal("New accepts it")
			}
			if strings.Contains(err.Error(), "CANARY") {
				t.Errorf("the error holds the token: %v", err)
			}
		})
	}
	if _, err := bot.New(bot.Options{Asker: says(""), Token: token}); err == nil {
		t.Error("New accepts options without a Store")
	}
	_, err := bot.New(bot.Options{Asker: says(""), Store: known, Token: "1:\n"})
	if !errors.Is(err, bot.ErrToken) {
		t.Errorf("New reports a malformed token with %v, want ErrToken", err)
	}
}

// runWith runs a bot for a few seconds of synctest's time, with answers to its HTTP requests, and returns its log and error.
func runWith(t *testing.T, answer func(*http.Request) (*http.Response, error)) (log string, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var buffer bytes.Buffer
		b, failed := bot.New(bot.Options{
			Store:     newWorld(t, says("")).open(),
			Token:     token,
			Asker:     says("yes"),
			Logger:    slog.New(slog.NewTextHandler(&buffer, nil)),
			Transport: transport(answer),
		})
		if failed != nil {
			t.Fatal(failed)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		err = b.Run(ctx)
		log = buffer.String()
	})
	return log, err
}

// transport is a RoundTripper that is a function.
type transport func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestTokenStaysOutOfEveryError(t *testing.T) {
	response := func(status int, kind, body string) *http.Response {
		return &http.Response{
			StatusCode: status, Body: io.NopCloser(strings.NewReader(body)),
			Header: http.Header{"Content-Type": {kind}, "Location": {"https://elsewhere.test/bot" + token}},
		}
	}
	for name, answer := range map[string]func(*http.Request) (*http.Response, error){
		"AddressInTheError": func(r *http.Request) (*http.Response, error) { return nil, fmt.Errorf("no way to %s", r.URL) },
		"NestedURLError": func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: errors.New("proxy said no to " + r.URL.Path)}
		},
		"Echo400": func(r *http.Request) (*http.Response, error) {
			return response(400, "application/json", `{"ok":false,"error_code":400,"description":"Bad `+r.URL.Path+`"}`), nil
		},
		"Echo401": func(r *http.Request) (*http.Response, error) {
			return response(401, "application/json", `{"ok":false,"error_code":401,"description":"Unknown `+r.URL.Path+`"}`), nil
		},
		"EchoHTML": func(r *http.Request) (*http.Response, error) { return response(502, "text/html", r.URL.Path), nil },
		"EchoType": func(r *http.Request) (*http.Response, error) { return response(200, r.URL.Path[1:], "{}"), nil },
		"EchoBadJSON": func(r *http.Request) (*http.Response, error) {
			return response(200, "application/json", r.URL.Path), nil
		},
		"SecretAlone":  func(*http.Request) (*http.Response, error) { return nil, errors.New("CANARY-token-of-the-tests") },
		"EchoRedirect": func(*http.Request) (*http.Response, error) { return response(302, "text/html", ""), nil },
	} {
		t.Run(name, func(t *testing.T) {
			log, err := runWith(t, answer)
			if !strings.Contains(log, "cannot be reached") && err == nil {
				t.Fatalf("the failure left no trace; log: %s", log)
			}
			if all := fmt.Sprint(log, err); strings.Contains(all, "CANARY") {
				t.Errorf("the token shows in %s", all)
			}
		})
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	var hosts []string
	_, _ = runWith(t, func(r *http.Request) (*http.Response, error) {
		hosts = append(hosts, r.URL.Host)
		return &http.Response{
			StatusCode: http.StatusTemporaryRedirect, Body: http.NoBody,
			Header: http.Header{"Location": {"https://elsewhere.test/"}},
		}, nil
	})
	for _, host := range hosts {
		if host != "api.telegram.org" {
			t.Errorf("a request went to %s", host)
		}
	}
}

// endless is a body without end.
type endless struct {
	read    int
	longest *int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	*e.longest = max(*e.longest, e.read)
	return len(p), nil
}

func (e *endless) Close() error { return nil }

func TestEndlessBodyIsCutOff(t *testing.T) {
	var longest int
	log, err := runWith(t, func(*http.Request) (*http.Response, error) {
		body := &endless{longest: &longest}
		return &http.Response{
			StatusCode: http.StatusOK, Body: body, Header: http.Header{"Content-Type": {"application/json"}},
		}, nil
	})
	if err != nil || !strings.Contains(log, "request body too large") {
		t.Errorf("Run = %v, log %s", err, log)
	}
	if longest > 16<<20 {
		t.Errorf("%d bytes of one answer were read", longest)
	}
}

func TestAPIErrorSaysWhatHappened(t *testing.T) {
	for want, e := range map[string]*bot.APIError{
		"telegram sendMessage: no answer":      {Method: "sendMessage"},
		"telegram getMe: 502 Bad Gateway":      {Method: "getMe", Code: 502, Description: "Bad Gateway"},
		"telegram getMe: 401 Unauthorized: no": {Method: "getMe", Code: 401, Description: "Unauthorized: no"},
	} {
		if got := e.Error(); got != want {
			t.Errorf("Error() = %q, want %q", got, want)
		}
	}
}

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// refusing is a model's server that refuses everything with a body that has the key of the request for KEY.
func refusing(t *testing.T, status int, body string) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		fmt.Fprint(w, strings.ReplaceAll(body, "KEY", key))
	}))
	t.Cleanup(server.Close)
	return server
}

// askTwice serves a bot whose first model is at the address, asks the same twice, and returns all that the person, who is an
// admin too, was shown and what was logged.
func askTwice(t *testing.T, models, answer string) (shown []string, logged string) {
	t.Helper()
	isolate(t)
	chat := newTelegramChat(t)
	path := filepath.Join(t.TempDir(), "bot.yaml")
	content := "access: {admins: [5]}\ntelegram: {token: '1:canary-token', api_url: '" + chat.URL + "'}\n" + models
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	log := whileServing(t, path, func() {
		for range 2 {
			chat.questions <- "By how much did AlphaGo win?"
			shown = append(shown, chat.until(answer)...)
		}
		if count(shown, "cannot be used") == 0 {
			shown = append(shown, chat.until("cannot be used")...)
		}
	})
	return shown, log
}

// until returns the texts that are shown up to the first one with needle in it.
func (c *telegramChat) until(needle string) (texts []string) {
	tooLong := time.After(time.Minute)
	for {
		select {
		case text := <-c.shown:
			if texts = append(texts, text); strings.Contains(text, needle) {
				return texts
			}
		case <-tooLong:
			c.t.Errorf("no message with %q was shown", needle)
			return texts
		}
	}
}

// count returns how many of the texts have needle in them.
func count(texts []string, needle string) (n int) {
	for _, text := range texts {
		if strings.Contains(text, needle) {
			n++
		}
	}
	return n
}

// TestFaultL1RefusedKeyIsToldOnce has the person read the article's own sentences, and the admin once what is wrong. The
// server shows the key, the program does not.
func TestFaultL1RefusedKeyIsToldOnce(t *testing.T) {
	for name, server := range map[string]*httptest.Server{
		"Key":     refusing(t, 401, `{"error":{"message":"Incorrect API key provided: KEY","code":"invalid_api_key"}}`),
		"Arrears": refusing(t, 429, `{"error":{"code":"1113","message":"KEY 您的账户已欠费"}}`),
	} {
		t.Run(name, func(t *testing.T) {
			shown, logged := askTwice(t, fmt.Sprintf("models: {profiles: {one: {base_url: %q, api_key: canary-key, model: m}}}\n", server.URL+"/v1"),
				"No model gave an answer")
			if n := count(shown, "The model one cannot be used"); n != 1 {
				t.Errorf("the admin is told %d times: %q", n, shown)
			}
			if all := strings.Join(shown, "\n") + logged; strings.Contains(all, "canary") {
				t.Errorf("a secret is shown in %s", all)
			}
		})
	}
}

// TestFaultL2MissingModelIsReplaced has the next profile answer, and the admin told once.
func TestFaultL2MissingModelIsReplaced(t *testing.T) {
	missing := refusing(t, 404, `{"error":{"message":"model \"gone\" not found, try pulling it first"}}`)
	there := modelServer(t, "4:1", "AlphaGo beat Lee Sedol 4:1 [%s].")
	shown, logged := askTwice(t, fmt.Sprintf("models:\n  default: one\n  profiles:\n    one: {base_url: %q, model: gone, fallback: [two]}\n"+
		"    two: {base_url: %q, api_key: key-of-the-test, model: m}\n", missing.URL+"/v1", there.URL+"/v1"), "Lee Sedol 4:1 [1].\n\n")
	if n := count(shown, "The model one cannot be used"); n != 1 || count(shown, "does not know the model &quot;gone&quot;") != 1 {
		t.Errorf("the admin is told %d times: %q", n, shown)
	}
	if n := count(shown, "No model gave an answer"); n != 0 || strings.Contains(logged, "profile=two error") {
		t.Errorf("the second model did not answer: %q, logged %s", shown, logged)
	}
}

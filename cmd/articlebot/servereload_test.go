package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// telegramChat is a Bot API with one private chat.
type telegramChat struct {
	*httptest.Server
	t         *testing.T
	questions chan string
	// shown takes the text of each message that the bot sends or edits.
	shown chan string
}

func newTelegramChat(t *testing.T) *telegramChat {
	t.Helper()
	c := &telegramChat{t: t, questions: make(chan string, 1), shown: make(chan string, 100)}
	id := 0
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = r.ParseForm()
		switch _, method, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/"); method {
		case "getMe":
			fmt.Fprint(w, `{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"b_bot"}}`)
		case "getUpdates":
			select {
			case text := <-c.questions:
				id++
				fmt.Fprintf(w, `{"ok":true,"result":[{"update_id":%d,"message":{"message_id":%d,"date":%d,"text":%q,`+
					`"from":{"id":5,"first_name":"a"},"chat":{"id":5,"type":"private"}}}]}`, id, id, time.Now().Unix(), text)
			case <-r.Context().Done():
			}
		default:
			if text := r.Form.Get("text"); text != "" {
				c.shown <- text
			}
			fmt.Fprint(w, `{"ok":true,"result":{"message_id":4,"date":1,"chat":{"id":5,"type":"private"}}}`)
		}
	}))
	t.Cleanup(c.Close)
	return c
}

// waitFor returns the first text with needle in it. The test fails when none comes in a minute, which is far more than
// it takes.
func (c *telegramChat) waitFor(needle string) string {
	tooLong := time.After(time.Minute)
	for {
		select {
		case text := <-c.shown:
			if strings.Contains(text, needle) {
				return text
			}
		case <-tooLong:
			c.t.Errorf("no message with %q was shown", needle)
			return ""
		}
	}
}

// awaited is a log that tells when a text stands in it.
type awaited struct {
	mu     sync.Mutex
	text   strings.Builder
	needle string
	found  chan struct{}
}

// Write takes a line of the log.
func (a *awaited) Write(p []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.text.Write(p)
	if strings.Contains(string(p), a.needle) {
		a.found <- struct{}{}
	}
	return len(p), nil
}

// TestServeReloadsWhenHungUp has one model answer, changes the file, hangs up, and has the other one answer.
func TestServeReloadsWhenHungUp(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be hung up here")
	}
	isolate(t)
	chat := newTelegramChat(t)
	first, second := modelServer(t, "4:1", "AlphaGo beat Lee Sedol 4:1 [%s]."), modelServer(t, "4:1", "Lee Sedol lost to AlphaGo 4:1 [%s].")
	path := filepath.Join(t.TempDir(), "bot.yaml")
	write := func(standard, more string) {
		t.Helper()
		profile := "    %s: {base_url: %q, api_key: key-of-the-test, model: m}\n"
		content := "access: {admins: [5]}\ntelegram: {token: '1:canary-token', api_url: '" + chat.URL + "'}\nmodels:\n  default: " +
			standard + "\n  profiles:\n" + fmt.Sprintf(profile, "one", first.URL+"/v1") + fmt.Sprintf(profile, "two", second.URL+"/v1")
		if err := os.WriteFile(path, []byte(content+more), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	hangUp := func() {
		t.Helper()
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		if err := self.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
	}
	write("one", "")
	log := &awaited{needle: "is in force", found: make(chan struct{}, 10)}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"--config", path, "serve"}, strings.NewReader(""), log, log) }()

	const question = "By how much did AlphaGo win?"
	chat.questions <- question
	chat.waitFor("AlphaGo beat Lee Sedol 4:1 [1].\n\n")
	write("two", "")
	hangUp()
	<-log.found
	chat.questions <- question
	chat.waitFor("Lee Sedol lost to AlphaGo 4:1 [1].\n\n")
	chat.questions <- "/model"
	chat.waitFor("<code>two</code> · m (default, in use here)")

	write("two", "nonsense: 1\n")
	hangUp()
	if notice := chat.waitFor("stays in force"); !strings.Contains(notice, "nonsense: unknown key") {
		t.Errorf("the admin was told %q", notice)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the bot stopped with %v", err)
	}
	if strings.Contains(log.text.String(), "canary-token") {
		t.Error("the log shows the token")
	}
}

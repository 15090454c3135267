package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// telegram is a Telegram over HTTP.
func telegram(t *testing.T) *playground.Server {
	t.Helper()
	api := playground.New(playground.Options{Token: "1:canary-token"})
	server := httptest.NewServer(api)
	t.Cleanup(func() {
		api.Close()
		server.CloseClientConnections()
		server.Close()
	})
	t.Setenv("TELEGRAM_TOKEN", api.Token())
	t.Setenv("TELEGRAM_API_URL", server.URL)
	return api
}

// serveUntil serves the bot until a chat's screen is as wanted, and returns what it logged.
func serveUntil(t *testing.T, api *playground.Server, chat int64, wanted func(last string) bool) string {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	var watch sync.WaitGroup
	watch.Go(func() {
		defer stop()
		if err := api.Await(ctx, func() bool { return wanted(api.Screen(chat).Last().Text) }); err != nil {
			t.Errorf("the screen shows %q: %v", api.Screen(chat).Lines(), err)
		}
	})
	var errs bytes.Buffer
	if err := run(ctx, nil, strings.NewReader(""), io.Discard, &errs); err != nil {
		t.Errorf("the bot stopped with %v", err)
	}
	watch.Wait()
	return errs.String()
}

func TestServe(t *testing.T) {
	isolate(t)
	api := telegram(t)
	t.Setenv("ARTICLEBOT_ACCESS", "5")
	reader := playground.Person{ID: 5, LanguageCode: "zh"}
	api.Do(playground.Say{By: reader, Text: "ChatGPT是用什么框架开发的?"})
	isAnswer := func(text string) bool {
		return strings.Contains(text, "PyTorch") && strings.Contains(text, "[1]") && strings.Contains(text, "来源")
	}
	log := serveUntil(t, api, reader.ID, isAnswer)
	if strings.Contains(log, "canary-token") {
		t.Error("the log shows the token")
	}

	// The next process remembers what was said.
	api.Do(playground.Say{By: reader, Text: "/stop"})
	serveUntil(t, api, reader.ID, func(text string) bool { return strings.HasPrefix(text, "好的") })
	if screen := api.Screen(reader.ID).Lines(); len(screen) != 4 || !isAnswer(screen[1]) {
		t.Errorf("the screen shows %q", screen)
	}
}

// quietTelegram is a Bot API without updates. It calls polled when the bot asks for some.
func quietTelegram(t *testing.T, polled func()) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case strings.HasSuffix(r.URL.Path, "/getMe"):
			fmt.Fprint(w, `{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"b_bot"}}`)
		case strings.HasSuffix(r.URL.Path, "/getUpdates"):
			polled()
			fmt.Fprint(w, `{"ok":true,"result":[]}`)
		default:
			fmt.Fprint(w, `{"ok":true,"result":true}`)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

// TestServeReadsConfigurationOnce has it come through a pipe, as a shell's <(command) makes one, which is empty when it is
// read again.
func TestServeReadsConfigurationOnce(t *testing.T) {
	isolate(t)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	path := fmt.Sprintf("/dev/fd/%d", read.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip("files that are open have no names here")
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	fmt.Fprintf(write, "telegram: {token: '1:canary-token', api_url: %q}\naccess: {mode: open}\n", quietTelegram(t, stop).URL)
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	if err := run(ctx, []string{"--config", path}, strings.NewReader(""), io.Discard, io.Discard); err != nil {
		t.Errorf("the bot stopped with %v", err)
	}
}

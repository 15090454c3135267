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
)

// telegram is as much of the Bot API as one question takes: it delivers the question once and calls done with the text
// of the first message that shows a source.
func telegram(t *testing.T, question string, done func(text string)) *httptest.Server {
	t.Helper()
	var once sync.Once
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = r.ParseForm()
		method, ok := strings.CutPrefix(r.URL.Path, "/bot1:canary-token/")
		switch {
		case !ok:
			t.Errorf("the request goes to %s", r.URL.Path)
		case method == "getMe":
			fmt.Fprint(w, `{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"b_bot"}}`)
		case method == "getUpdates" && r.Form.Get("offset") != "8":
			fmt.Fprintf(w, `{"ok":true,"result":[{"update_id":7,"message":{"message_id":3,"date":1,"text":%q,`+
				`"from":{"id":5,"first_name":"a","language_code":"zh"},"chat":{"id":5,"type":"private"}}}]}`, question)
		case method == "getUpdates":
			<-r.Context().Done()
		case method == "sendMessage" || method == "editMessageText":
			if text := r.Form.Get("text"); strings.Contains(text, "[1]") && strings.Contains(text, "来源") {
				once.Do(func() { done(text) })
			}
			fmt.Fprint(w, `{"ok":true,"result":{"message_id":4,"date":1,"chat":{"id":5,"type":"private"}}}`)
		default:
			fmt.Fprint(w, `{"ok":true,"result":true}`)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

func TestServe(t *testing.T) {
	isolate(t)
	ctx, stop := context.WithCancel(t.Context())
	var text string
	server := telegram(t, "ChatGPT是用什么框架开发的?", func(final string) { text = final; stop() })
	t.Setenv("TELEGRAM_TOKEN", "1:canary-token")
	t.Setenv("TELEGRAM_API_URL", server.URL)
	t.Setenv("ARTICLEBOT_ACCESS", "5")
	var out, errs bytes.Buffer
	if err := run(ctx, nil, strings.NewReader(""), &out, &errs); err != nil {
		t.Fatalf("the bot stopped with %v", err)
	}
	if !strings.Contains(text, "PyTorch") {
		t.Errorf("answered %q", text)
	}
	if strings.Contains(errs.String(), "canary-token") {
		t.Error("the log shows the token")
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

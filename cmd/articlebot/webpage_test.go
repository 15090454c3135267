package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// webPage is the playground's page, with whoever uses it.
type webPage struct {
	t      *testing.T
	url    string
	out    string
	log    *bytes.Buffer
	client *http.Client
	stop   func()
}

// openPage runs the program until the test ends or stop is called, and returns when it has printed where its page is.
func openPage(t *testing.T, args ...string) *webPage {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	reader, writer := io.Pipe()
	w := &webPage{t: t, log: &bytes.Buffer{}, client: &http.Client{Transport: &http.Transport{}, Timeout: 30 * time.Second}}
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, args, strings.NewReader(""), writer, w.log)
		_ = writer.CloseWithError(io.EOF)
		ended <- err
	}()
	stopped := false
	w.stop = func() {
		if stopped {
			return
		}
		stopped = true
		w.client.CloseIdleConnections()
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("it ended with %v", err)
		}
	}
	t.Cleanup(w.stop)
	lines := bufio.NewScanner(reader)
	for range 3 {
		if !lines.Scan() {
			cancel()
			t.Fatalf("it printed %q and ended with %v", w.out, <-ended)
		}
		w.out += lines.Text() + "\n"
	}
	w.url = strings.TrimSuffix(strings.SplitN(w.out, "\n", 2)[0], "/")
	return w
}

// send makes a request and returns the status and what was answered.
func (w *webPage) send(method, path, kind, body string) (status int, answer string) {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	response, err := w.client.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return response.StatusCode, string(data)
}

// post sends JSON, which must be taken.
func (w *webPage) post(path string, body any) string {
	w.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	status, answer := w.send(http.MethodPost, path, "application/json", string(data))
	if status != http.StatusOK {
		w.t.Fatalf("%s: %d %s", path, status, answer)
	}
	return answer
}

// message is one that the page shows.
type message struct {
	ID       int64
	FromBot  bool `json:"from_bot"`
	Text     string
	Keyboard [][]struct{ Text string }
}

// events opens the stream of events, for 20 seconds at most, until end is called.
func (w *webPage) events() (stream io.Reader, end func()) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url+"/api/events", http.NoBody)
	if err != nil {
		w.t.Fatal(err)
	}
	response, err := w.client.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	return response.Body, func() {
		_ = response.Body.Close()
		cancel()
	}
}

// ask has Ada write, and returns the message of the bot that follows and has the text in it.
func (w *webPage) ask(question, wanted string) message {
	w.t.Helper()
	var said struct{ ID int64 }
	answer := w.post("/api/say", map[string]any{"person": 1001, "chat": 1001, "text": question, "lang": "en"})
	if err := json.Unmarshal([]byte(answer), &said); err != nil {
		w.t.Fatal(err)
	}
	stream, end := w.events()
	defer end()
	var seen []string
	lines := bufio.NewScanner(stream)
	for lines.Buffer(nil, 1<<20); lines.Scan(); {
		var event struct {
			ID       int64
			Messages []message
		}
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok || json.Unmarshal([]byte(data), &event) != nil || event.ID != 1001 {
			continue
		}
		for _, m := range event.Messages {
			seen = append(seen, m.Text)
			if m.FromBot && m.ID > said.ID && strings.Contains(m.Text, wanted) {
				return m
			}
		}
	}
	w.t.Fatalf("no answer to %q has %q in it: %q", question, wanted, seen)
	return message{}
}

// pageState is what the page tells of the model and of the article.
type pageState struct {
	Model   struct{ Offline, Custom bool }
	Article articleState
}

// articleState is an article with the titles of its editions.
type articleState struct {
	Titles []struct{ Lang, Title string }
	Custom bool
}

// title is that of the first edition.
func (a articleState) title() string {
	if len(a.Titles) == 0 {
		return ""
	}
	return a.Titles[0].Title
}

// state returns what the page tells of first.
func (w *webPage) state() (state pageState) {
	w.t.Helper()
	stream, end := w.events()
	defer end()
	lines := bufio.NewScanner(stream)
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			if err := json.Unmarshal([]byte(data), &state); err != nil {
				w.t.Fatal(err)
			}
			break
		}
	}
	return state
}

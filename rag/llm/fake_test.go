package llm_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"articlebot/rag"
	"articlebot/rag/llm"
)

// canary is the key of every test; it must not turn up anywhere but in the Authorization header.
const canary = "canary-7f3a91-key"

// fake is an OpenAI-compatible server that plays one reply after the other and records what it was asked. It is an
// http.RoundTripper, so that tests with a fake clock need no sockets, and an http.Handler for those that need some.
type fake struct {
	mu       sync.Mutex
	replies  []reply
	requests []request
	// open counts the bodies that were handed out and not closed.
	open int
}

// reply is what the server sends: after a delay the status, the parts of the body, each after its wait, and then broken,
// hung or in order.
type reply struct {
	delay  time.Duration
	status int
	header map[string]string
	parts  []part
	end    ending
}

type part struct {
	wait time.Duration
	text string
}

type ending int

const (
	inOrder ending = iota
	broken
	hung
)

type request struct {
	at     time.Time
	path   string
	header http.Header
	// raw is the body as it was sent, again what the request would repeat it with, body its fields.
	raw, again string
	length     int64
	body       map[string]any
}

// says is a reply with status 200 and body.
func says(body string) reply { return reply{parts: []part{{text: body}}} }

// refuses is a reply with another status and headers as name, value, name, value.
func refuses(status int, body string, header ...string) reply {
	r := reply{status: status, header: map[string]string{}, parts: []part{{text: body}}}
	for i := 0; i+1 < len(header); i += 2 {
		r.header[header[i]] = header[i+1]
	}
	return r
}

// data joins JSON events to a stream.
func data(events ...string) string {
	return "data: " + strings.Join(events, "\n\ndata: ") + "\n\n"
}

// token is a chunk with a piece of text, finish one that ends the answer.
func token(text string) string {
	quoted, _ := json.Marshal(text)
	return fmt.Sprintf(`{"model":"m-1","choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}]}`, quoted)
}

func finish(reason string) string {
	return fmt.Sprintf(`{"model":"m-1","choices":[{"index":0,"delta":{},"finish_reason":%q}]}`, reason)
}

// good is a whole answer.
func good(text string) reply { return says(data(token(text), finish("stop"), "[DONE]")) }

// take records a request and returns its reply; when none is left it is the last one again.
func (f *fake) take(r *http.Request) reply {
	f.mu.Lock()
	defer f.mu.Unlock()
	got := request{at: time.Now(), path: r.URL.Path, header: r.Header.Clone(), raw: readAll(r.Body), length: r.ContentLength}
	if r.GetBody != nil {
		again, _ := r.GetBody()
		got.again = readAll(again)
	}
	_ = json.Unmarshal([]byte(got.raw), &got.body)
	f.requests = append(f.requests, got)
	played := f.replies[min(len(f.requests), len(f.replies))-1]
	played.parts = slices.Clone(played.parts)
	return played
}

func readAll(r io.ReadCloser) string {
	defer r.Close()
	text, _ := io.ReadAll(r)
	return string(text)
}

// opened counts the bodies that are read.
func (f *fake) opened(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open += n
}

// RoundTrip implements http.RoundTripper.
func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	reply := f.take(r)
	select {
	case <-time.After(reply.delay):
	case <-r.Context().Done():
		return nil, context.Cause(r.Context())
	}
	resp := &http.Response{StatusCode: cmp.Or(reply.status, http.StatusOK), Header: http.Header{}, Request: r}
	for name, value := range reply.header {
		resp.Header.Set(name, value)
	}
	f.opened(1)
	resp.Body = &playedBody{ctx: r.Context(), reply: reply, close: sync.OnceFunc(func() { f.opened(-1) })}
	return resp, nil
}

// playedBody plays a reply on whatever clock the test has.
type playedBody struct {
	ctx   context.Context
	reply reply
	close func()
}

func (b *playedBody) Read(p []byte) (int, error) {
	if len(b.reply.parts) == 0 {
		return 0, b.ended()
	}
	next := &b.reply.parts[0]
	select {
	case <-time.After(next.wait):
	case <-b.ctx.Done():
		return 0, context.Cause(b.ctx)
	}
	n := copy(p, next.text)
	next.wait, next.text = 0, next.text[n:]
	if next.text == "" {
		b.reply.parts = b.reply.parts[1:]
	}
	return n, nil
}

func (b *playedBody) ended() error {
	switch b.reply.end {
	case broken:
		return io.ErrUnexpectedEOF
	case hung:
		<-b.ctx.Done()
		return context.Cause(b.ctx)
	default:
		return io.EOF
	}
}

func (b *playedBody) Close() error {
	b.close()
	return nil
}

// ServeHTTP implements http.Handler.
func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	reply := f.take(r)
	for name, value := range reply.header {
		w.Header().Set(name, value)
	}
	if reply.status != 0 {
		w.WriteHeader(reply.status)
	}
	for _, p := range reply.parts {
		_, _ = io.WriteString(w, p.text)
		_ = http.NewResponseController(w).Flush()
	}
	switch reply.end {
	case broken:
		panic(http.ErrAbortHandler)
	case hung:
		<-r.Context().Done()
	}
}

// serve starts a fake on a socket and returns its address with /v1.
func serve(t *testing.T, f *fake) string {
	t.Helper()
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// newClient returns a client on the fake, without sockets; edit changes its options. At the end of the test every body must
// be closed.
func newClient(t *testing.T, f *fake, edit ...func(*llm.Options)) *llm.Client {
	t.Helper()
	o := llm.Options{
		Name: "local", BaseURL: "http://model.test/v1", APIKey: canary, Model: "qwen", Transport: f,
	}
	for _, e := range edit {
		e(&o)
	}
	client, err := llm.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if f != nil && f.open != 0 {
			t.Errorf("%d bodies were left open", f.open)
		}
	})
	return client
}

var question = []rag.Message{{Role: "system", Content: "Answer."}, {Role: "user", Content: "Why?"}}

// chat asks the question and returns the reply, what grow was called with, and the error.
func chat(ctx context.Context, c *llm.Client) (rag.Reply, []string, error) {
	var drafts []string
	reply, err := c.Chat(ctx, question, func(text string) { drafts = append(drafts, text) })
	return reply, drafts, err
}

// kindOf is the kind of an *llm.Error, else "".
func kindOf(err error) llm.Kind {
	var failed *llm.Error
	if errors.As(err, &failed) {
		return failed.Kind
	}
	return ""
}

// wantError checks that err is an *llm.Error of kind, fit for a log: short, one line, without the key.
func wantError(t *testing.T, err error, kind llm.Kind) llm.Error {
	t.Helper()
	var failed *llm.Error
	if !errors.As(err, &failed) {
		t.Fatalf("error = %v, want an *llm.Error of kind %s", err, kind)
	}
	if failed.Kind != kind {
		t.Errorf("kind = %s, want %s: %v", failed.Kind, kind, err)
	}
	message := err.Error()
	if len([]rune(message)) > 300 || strings.ContainsAny(message, "\n\r\t\x1b") || strings.Contains(message, canary) {
		t.Errorf("message is long, of several lines or holds the key: %q", message)
	}
	return *failed
}

// logTo returns a logger that writes everything to b.
func logTo(b *bytes.Buffer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

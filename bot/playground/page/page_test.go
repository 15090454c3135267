package page_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
	"articlebot/bot/playground/page"
)

// People of the tests, and the group that they are in.
var (
	ann   = playground.Person{ID: 11, FirstName: "Ann", Username: "ann", LanguageCode: "en"}
	bo    = playground.Person{ID: 12, FirstName: "Bo"}
	group = playground.Chat{ID: -1001, Type: "supergroup", Title: "Readers"}
)

// subject is an article that can be replaced.
type subject struct {
	now  page.Article
	name string
	text []byte
	err  error
}

func (s *subject) Article() page.Article { return s.now }

func (s *subject) Replace(_ context.Context, name string, text []byte) error {
	if s.err != nil {
		return s.err
	}
	s.name, s.text = name, text
	s.now.Version++
	s.now.Custom = text != nil
	return nil
}

// models is a model that can be replaced.
type models struct {
	now page.Model
	new page.NewModel
}

func (m *models) Model() page.Model { return m.now }

func (m *models) Use(_ context.Context, n page.NewModel) error {
	if strings.Contains(n.BaseURL, " ") {
		return errors.New("the address\nis none")
	}
	m.new = n
	m.now = page.Model{Model: n.Model, Custom: true}
	return nil
}

func (m *models) Local(context.Context) page.Local {
	return page.Local{BaseURL: "http://127.0.0.1:9/v1"}
}

// traces knows one answer and when it was finished.
type traces struct {
	chat     int64
	finished time.Time
	known    page.Trace
}

func (l *traces) Trace(chat int64, from, to time.Time) (page.Trace, bool) {
	return l.known, chat == l.chat && !l.finished.Before(from) && !l.finished.After(to)
}

// world is a page with all that it shows.
type world struct {
	page    *page.Page
	server  *playground.Server
	subject *subject
	models  *models
	traces  *traces
}

// start makes a world; token may be empty.
func start(t testing.TB, token string) *world {
	t.Helper()
	w := &world{
		server: playground.New(playground.Options{Name: "Reader"}),
		subject: &subject{now: page.Article{Version: 1, Editions: []page.Edition{{
			Lang: "en", Title: "Rain", Sections: []page.Section{{Paragraphs: []page.List[string]{{"It rains. ", "It pours."}}}},
		}}}},
		models: &models{now: page.Model{Offline: true}},
		traces: &traces{},
	}
	var err error
	w.page, err = page.New(page.Options{
		Server: w.server, People: []playground.Person{ann, bo}, Group: group, Subject: w.subject, Models: w.models, Traces: w.traces,
		Token: token,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.server.Close)
	t.Cleanup(w.page.Close)
	return w
}

// request makes a request as a browser on this machine does.
func request(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "127.0.0.1:8080"
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// serve answers a request.
func (w *world) serve(r *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	w.page.ServeHTTP(recorder, r)
	return recorder
}

// wants checks what a request is answered with, as JSON text.
func (w *world) wants(t *testing.T, status int, answer, method, target, body string) {
	t.Helper()
	got := w.serve(request(method, target, body))
	if text := strings.TrimSpace(got.Body.String()); got.Code != status || text != answer {
		t.Errorf("%s %s %s: %d %s\nwant %d %s", method, target, body, got.Code, text, status, answer)
	}
}

// call has the bot call a method of the Bot API, and returns the id of the message that it results in, if any.
func (w *world) call(t testing.TB, method string, params ...string) int64 {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(params); i += 2 {
		form.Set(params[i], params[i+1])
	}
	client := http.Client{Transport: w.server}
	answer, err := client.PostForm("http://telegram.test/bot"+w.server.Token()+"/"+method, form)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var envelope struct {
		OK          bool
		Description string
		Result      json.RawMessage
	}
	if err := json.NewDecoder(answer.Body).Decode(&envelope); err != nil || !envelope.OK {
		t.Fatalf("%s: %s, %v", method, envelope.Description, err)
	}
	var message struct {
		ID int64 `json:"message_id"`
	}
	_ = json.Unmarshal(envelope.Result, &message) // other results have no id
	return message.ID
}

// says has the bot send a text to a chat.
func (w *world) says(t testing.TB, chat int64, text string) int64 {
	t.Helper()
	return w.call(t, "sendMessage", "chat_id", fmt.Sprint(chat), "text", text)
}

func TestNewNeedsAllParts(t *testing.T) {
	w := start(t, "")
	whole := page.Options{
		Server: w.server, People: []playground.Person{ann}, Group: group, Subject: w.subject, Models: w.models, Traces: w.traces,
	}
	if _, err := page.New(whole); err != nil {
		t.Error(err)
	}
	for name, less := range map[string]func(*page.Options){
		"Server":  func(o *page.Options) { o.Server = nil },
		"People":  func(o *page.Options) { o.People = nil },
		"Group":   func(o *page.Options) { o.Group = playground.Chat{} },
		"Private": func(o *page.Options) { o.Group = ann.Private() },
		"Subject": func(o *page.Options) { o.Subject = nil },
		"Models":  func(o *page.Options) { o.Models = nil },
		"Traces":  func(o *page.Options) { o.Traces = nil },
	} {
		o := whole
		less(&o)
		if _, err := page.New(o); err == nil {
			t.Errorf("a page without %s", name)
		}
	}
}

func TestFiles(t *testing.T) {
	w := start(t, "")
	for target, want := range map[string]string{
		"/": "200 text/html; charset=utf-8", "/assets/index.html": "404 application/json",
		"/assets/none.js": "404 application/json", "/assets/": "404 application/json", "/assets/a/b.js": "404 application/json",
		"/assets/..%2Fpage.go": "404 application/json", "/index.html": "404 application/json", "/api/none": "404 application/json",
	} {
		got := w.serve(request(http.MethodGet, target, ""))
		if text := fmt.Sprint(got.Code, " ", got.Header().Get("Content-Type")); text != want {
			t.Errorf("%s: %s, want %s", target, text, want)
		}
	}
	if body := w.serve(request(http.MethodGet, "/", "")).Body.String(); !strings.Contains(strings.ToLower(body), "<!doctype html>") {
		t.Errorf("the page is %.80q", body)
	}
}

// TestFilesOfThePage states that whatever the page loads is there.
func TestFilesOfThePage(t *testing.T) {
	w := start(t, "")
	index := w.serve(request(http.MethodGet, "/", "")).Body.String()
	for _, reference := range regexp.MustCompile(`(?:src|href)="(/[^"]+)"`).FindAllStringSubmatch(index, -1) {
		if got := w.serve(request(http.MethodGet, reference[1], "")); got.Code != http.StatusOK || got.Body.Len() == 0 {
			t.Errorf("%s: %d", reference[1], got.Code)
		}
	}
}

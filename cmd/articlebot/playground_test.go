package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestPlaygroundAnswers(t *testing.T) {
	isolate(t)
	w := openPage(t, "playground", "--listen", "127.0.0.1:0")
	if status, page := w.send(http.MethodGet, "/", "", ""); status != http.StatusOK || !strings.Contains(page, "<html") {
		t.Errorf("the page is %d %.80q", status, page)
	}
	if state := w.state(); !state.Model.Offline || state.Model.Custom || state.Article.Custom || state.Article.title() == "" {
		t.Errorf("the state is %+v", state)
	}
	m := w.ask("Who bought DeepMind, and when?", "[1]")
	if len(m.Keyboard) == 0 || m.Keyboard[0][0].Text != "[1]" {
		t.Errorf("the keyboard is %+v", m.Keyboard)
	}
	status, answer := w.send(http.MethodGet, fmt.Sprintf("/api/trace?chat=1001&message=%d", m.ID), "", "")
	var trace struct {
		Question  string
		Evidence  []struct{ Legs []struct{ Leg string } }
		Citations []struct {
			Text, Lang string
			Paragraph  int
		}
	}
	if err := json.Unmarshal([]byte(answer), &trace); err != nil || status != http.StatusOK {
		t.Fatalf("the trace is %d %s, %v", status, answer, err)
	}
	if trace.Question != "Who bought DeepMind, and when?" || len(trace.Evidence) == 0 || len(trace.Evidence[0].Legs) == 0 || len(trace.Citations) == 0 {
		t.Fatalf("the trace is %+v", trace)
	}
	if c := trace.Citations[0]; c.Lang != "en" || c.Paragraph == 0 || c.Text == "" {
		t.Errorf("the citation is %+v", c)
	}
	w.ask("/usage", "no model was asked")
}

func TestPlaygroundAsksAnotherArticle(t *testing.T) {
	isolate(t)
	w := openPage(t, "playground", "--listen", "127.0.0.1:0")
	first := w.state().Article.title()
	const heron = "# The heron\n\nA heron came to the pond of Ashmere in 2019. The baker Ambrose Pell bought a net for twelve pounds.\n"
	if status, answer := w.send(http.MethodPost, "/api/article?name=heron.md", "text/plain", heron); status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	for name, tt := range map[string]struct{ name, text, says string }{
		"extension": {"heron.pdf", heron, "use .md, .markdown or .txt"},
		"no text":   {"heron.md", "# The heron\n", "the article has no text"},
		"encoding":  {"heron.txt", "abc\x00\xff\x00\x81", "not readable as text"},
	} {
		status, answer := w.send(http.MethodPost, "/api/article?name="+tt.name, "text/plain", tt.text)
		if status != http.StatusBadRequest || !strings.Contains(answer, tt.says) || strings.Count(answer, "\n") > 1 {
			t.Errorf("%s: %d %s", name, status, answer)
		}
	}
	if a := w.state().Article; a.title() != "The heron" || !a.Custom {
		t.Errorf("the article is %+v", a)
	}
	w.ask("What did Ambrose Pell buy?", "net for twelve pounds")
	if status, answer := w.send(http.MethodPost, "/api/article", "text/plain", ""); status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	if a := w.state().Article; a.title() != first || a.Custom {
		t.Errorf("the article is %+v", a)
	}
	w.ask("Who bought DeepMind, and when?", "[1]")
}

func TestPlaygroundUsesAModel(t *testing.T) {
	isolate(t)
	server := modelServer(t, "4:1", "AlphaGo beat Lee Sedol 4:1 [%s].")
	w := openPage(t, "playground", "--listen", "127.0.0.1:0", "--log-level", "debug")
	form := func(address, key, model string) string {
		return fmt.Sprintf(`{"base_url":%q,"api_key":%q,"model":%q}`, address, key, model)
	}
	for name, tt := range map[string]struct{ form, says string }{
		"no model":   {form(server.URL+"/v1", "key-of-the-test", ""), "name the model"},
		"no address": {form("", "", "m"), "give the address"},
		"address":    {form("nowhere", "key-of-the-test", "m"), "http:// or https://"},
		"key":        {form(server.URL+"/v1", "key-of-the-test and more", "m"), "the key holds a space"},
	} {
		status, answer := w.send(http.MethodPost, "/api/model", "application/json", tt.form)
		if status != http.StatusBadRequest || !strings.Contains(answer, tt.says) || strings.Contains(answer, "key-of-the-test") {
			t.Errorf("%s: %d %s", name, status, answer)
		}
	}
	if !w.state().Model.Offline {
		t.Error("a refused model answers")
	}
	const question = "By how much did AlphaGo win?"
	w.post("/api/model", map[string]string{"base_url": server.URL + "/v1", "api_key": "key-of-the-test", "model": "m"})
	if m := w.state().Model; m.Offline || !m.Custom {
		t.Errorf("the model is %+v", m)
	}
	m := w.ask(question, "AlphaGo beat Lee Sedol 4:1 [1].")
	_, trace := w.send(http.MethodGet, fmt.Sprintf("/api/trace?chat=1001&message=%d", m.ID), "", "")
	if !strings.Contains(trace, `"profile":"custom"`) || strings.Contains(trace, "key-of-the-test") {
		t.Errorf("the trace is %s", trace)
	}
	// The model stays when the article changes.
	const heron = "# The heron\n\nAlphaGo beat Lee Sedol 4:1 at Go in Seoul.\n"
	if status, answer := w.send(http.MethodPost, "/api/article?name=heron.md", "text/plain", heron); status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	w.ask(question, "AlphaGo beat Lee Sedol 4:1 [1].")
	w.post("/api/model", map[string]string{})
	if !w.state().Model.Offline {
		t.Error("the model answers still")
	}
	if m := w.ask(question, "[1]"); strings.Contains(m.Text, "AlphaGo beat Lee Sedol 4:1 [1].") {
		t.Errorf("the model's answer comes without it: %q", m.Text)
	}
	w.stop()
	if all := w.log.String() + w.out; strings.Contains(all, "key-of-the-test") || strings.Contains(all, question) {
		t.Errorf("what was written on the page stands in\n%s", all)
	}
}

// TestPlaygroundIsTheDefault has the program called without a command and a token while the page's usual port is taken, in an
// empty folder that stays empty, and ends it without leaving anything behind.
func TestPlaygroundIsTheDefault(t *testing.T) {
	isolate(t)
	empty := t.TempDir()
	t.Chdir(empty)
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"} {
		t.Setenv(name, empty)
	}
	if taken, err := net.Listen("tcp", usualListen); err == nil {
		defer func() { _ = taken.Close() }()
	}
	before := runtime.NumGoroutine()
	w := openPage(t)
	if !strings.HasSuffix(w.out, "\n"+goLive) || !strings.HasPrefix(w.url, "http://127.0.0.1:") || strings.HasSuffix(w.url, ":8417") {
		t.Errorf("it printed %q", w.out)
	}
	w.ask("Who bought DeepMind, and when?", "[1]")
	w.stop()
	for try := 0; runtime.NumGoroutine() > before && try < 200; try++ {
		time.Sleep(10 * time.Millisecond) // connections of the test's own client
	}
	if now := runtime.NumGoroutine(); now > before {
		stacks := make([]byte, 1<<16)
		t.Errorf("%d goroutines, before %d\n%s", now, before, stacks[:runtime.Stack(stacks, true)])
	}
	if connection, err := net.Dial("tcp", strings.TrimPrefix(w.url, "http://")); err == nil {
		_ = connection.Close()
		t.Error("somebody listens still")
	}
	if files, err := os.ReadDir(empty); err != nil || len(files) > 0 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
}

// TestPlaygroundEndsWhileAnArticleIsReplaced has an embedding server hang when it gets another article's passages, for longer than
// anybody waits for a program's end.
func TestPlaygroundEndsWhileAnArticleIsReplaced(t *testing.T) {
	isolate(t)
	known, hanging := &embeddings{}, make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !strings.Contains(string(body), "Ambrose Pell") {
			r.Body = io.NopCloser(bytes.NewReader(body))
			known.ServeHTTP(w, r)
			return
		}
		hanging <- struct{}{}
		<-r.Context().Done()
	}))
	defer server.Close()
	t.Setenv("EMBED_BASE_URL", server.URL+"/v1")
	t.Setenv("EMBED_MODEL", "even")
	w := openPage(t, "playground", "--listen", "127.0.0.1:0")
	w.ask("Who bought DeepMind, and when?", "[1]")
	var replacing sync.WaitGroup
	replacing.Go(func() {
		if status, _ := w.send(http.MethodPost, "/api/article?name=heron.md", "text/plain", "# Heron\n\nThe baker Ambrose Pell bought a net.\n"); status == http.StatusOK {
			t.Error("the article is asked without its vectors")
		}
	})
	<-hanging
	begun := time.Now()
	w.stop()
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it ended after %v", took)
	}
	replacing.Wait()
}

// TestPlaygroundNeedsTokenElsewhere binds the page to all addresses; a Telegram token, which it does not use, is configured.
func TestPlaygroundNeedsTokenElsewhere(t *testing.T) {
	isolate(t)
	t.Setenv("TELEGRAM_TOKEN", "1:canary-token")
	t.Setenv("TELEGRAM_API_URL", "http://127.0.0.1:1")
	w := openPage(t, "playground", "--listen", "0.0.0.0:0")
	address, token, ok := strings.Cut(w.url, "/?token=")
	if !ok || len(token) < 20 {
		t.Fatalf("its address is %q", w.url)
	}
	w.url = address
	if status, _ := w.send(http.MethodGet, "/", "", ""); status != http.StatusForbidden {
		t.Errorf("without the token it answers %d", status)
	}
	w.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if status, _ := w.send(http.MethodGet, "/?token="+token, "", ""); status != http.StatusSeeOther {
		t.Errorf("with the token it answers %d", status)
	}
}

func TestPlaygroundUsage(t *testing.T) {
	isolate(t)
	for _, args := range [][]string{{"playground", "page"}, {"playground", "--listen", "8417"}, {"playground", "--close"}} {
		if r := articlebot(t, args...); r.code != 2 || strings.Contains(r.said, "\n") {
			t.Errorf("%v: code %d, %s", args, r.code, r.said)
		}
	}
	taken, err := net.Listen("tcp", anyListen)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	if r := articlebot(t, "playground", "--listen", taken.Addr().String()); r.code != 1 || !strings.Contains(r.said, "in use") {
		t.Errorf("code %d, %s", r.code, r.said)
	}
}

func TestBrowserCommand(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32"} {
		got := browserCommand(system, "http://127.0.0.1:1/")
		if got[0] != want || !slices.Contains(got, "http://127.0.0.1:1/") {
			t.Errorf("%s: %q", system, got)
		}
	}
}

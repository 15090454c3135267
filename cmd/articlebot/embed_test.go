package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"articlebot/corpus"
)

// embeddings is an embedding server whose vectors count letters. It keeps the texts that it is sent and serves no text that
// contains broken.
type embeddings struct {
	mu     sync.Mutex
	sent   []string
	broken string
}

// taken returns the texts sent since the last call.
func (e *embeddings) taken() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	sent := e.sent
	e.sent = nil
	return sent
}

func (e *embeddings) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Input []string
		Model string
	}
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil || r.URL.Path != "/v1/embeddings" {
		http.Error(w, fmt.Sprintf("%s: %v", r.URL.Path, err), http.StatusBadRequest)
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	type item struct {
		Index     int       `json:"index"`
		Embedding []float64 `json:"embedding"`
	}
	var data []item
	for i, text := range request.Input {
		if e.broken != "" && strings.Contains(text, e.broken) {
			http.Error(w, `{"error":{"message":"refused"}}`, http.StatusBadRequest)
			return
		}
		vector := []float64{1}
		for _, letter := range []string{"e", "t", "a", "o", "的", "开", "模", "人"} {
			vector = append(vector, float64(strings.Count(text, letter)))
		}
		data = append(data, item{i, vector[:len(vector)-len(request.Model)%2]}) // models differ in their dimensions
	}
	e.sent = append(e.sent, request.Input...)
	_ = json.NewEncoder(w).Encode(map[string]any{"data": data})
}

// embedBy lets the program embed by a fresh server.
func embedBy(t *testing.T, model string) *embeddings {
	t.Helper()
	e := &embeddings{}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	t.Setenv("EMBED_BASE_URL", server.URL+"/v1")
	t.Setenv("EMBED_MODEL", model)
	return e
}

// builtinTexts are what is embedded of the built-in article.
func builtinTexts(t *testing.T) []string {
	t.Helper()
	article, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, edition := range article.Editions {
		for _, p := range corpus.Passages(edition) {
			texts = append(texts, p.Searchable())
		}
	}
	return texts
}

func TestEmbeddingsOutliveTheProgram(t *testing.T) {
	isolate(t)
	server, data := embedBy(t, "m"), t.TempDir()
	ask := func(question string) result { return articlebot(t, "--data", data, "ask", question) }

	first := ask("Who bought DeepMind, and when?")
	sent := server.taken()
	if first.code != 0 || len(sent) < 2 || !slices.Equal(sent[:len(sent)-1], builtinTexts(t)) {
		t.Fatalf("code %d: %s; %d texts were sent, want all passages and the question", first.code, first.said, len(sent))
	}
	second := ask("Who bought DeepMind, and when?")
	if sent := server.taken(); second.code != 0 || second.out != first.out || len(sent) != 1 || strings.Contains(sent[0], "\n") {
		t.Errorf("code %d: %s; sent %q, want the question alone", second.code, second.said, sent)
	}
}

func TestFaultE2AnotherModelNeedsAnIndex(t *testing.T) {
	isolate(t)
	server, data := embedBy(t, "m"), t.TempDir()
	ask := func(question string) result { return articlebot(t, "--data", data, "ask", question) }
	if r := ask("Who bought DeepMind, and when?"); r.code != 0 {
		t.Fatalf("code %d: %s", r.code, r.said)
	}
	server.taken()

	t.Setenv("EMBED_MODEL", "m2")
	other := ask("谁收购了DeepMind?")
	if other.code != 1 || !strings.Contains(other.said, "do not fit") || !strings.Contains(other.said, "run articlebot index") {
		t.Errorf("another model: code %d: %q", other.code, other.said)
	}
	if sent := server.taken(); len(sent) != 0 {
		t.Errorf("another model: sent %d texts before it was refused", len(sent))
	}
	if r := articlebot(t, "--data", data, "index"); r.code != 0 || !strings.Contains(r.out, "endpoint:m2:auto") {
		t.Fatalf("index: code %d: %s, %s", r.code, r.out, r.said)
	}
	if sent := server.taken(); !slices.Equal(sent, builtinTexts(t)) {
		t.Errorf("index sent %d texts, want all passages", len(sent))
	}
	cured := ask("谁收购了DeepMind?")
	if sent := server.taken(); cured.code != 0 || len(sent) != 1 {
		t.Errorf("after index: code %d: %s; sent %d texts", cured.code, cured.said, len(sent))
	}
}

func TestFaultE1EmbeddingsResumeAfterAFailure(t *testing.T) {
	isolate(t)
	server, data := embedBy(t, "m"), t.TempDir()
	texts := builtinTexts(t)
	server.broken = texts[len(texts)-1]
	if r := articlebot(t, "--data", data, "ask", "Who bought DeepMind?"); r.code != 0 || !strings.Contains(r.err, "embedding passages") {
		t.Fatalf("code %d: %q, logged %q", r.code, r.said, r.err)
	}
	server.taken()
	server.broken = ""
	r := articlebot(t, "--data", data, "ask", "Who bought DeepMind?")
	if sent := server.taken(); r.code != 0 || len(sent) < 2 || len(sent) > 1+64 {
		t.Errorf("code %d: %s; sent %d texts, want what was lacking and the question", r.code, r.said, len(sent))
	}
}

func TestFaultE1IndexGoesOn(t *testing.T) {
	isolate(t)
	server, data := embedBy(t, "m"), t.TempDir()
	texts := builtinTexts(t)
	server.broken = texts[len(texts)-1]
	if r := articlebot(t, "--data", data, "index"); r.code != 1 || !strings.Contains(r.said, "run articlebot index again") {
		t.Fatalf("code %d: %q", r.code, r.said)
	}
	before := server.taken()
	server.broken = ""
	r := articlebot(t, "--data", data, "index")
	if sent := server.taken(); r.code != 0 || len(before) < 64 || len(before)-len(before)%64+len(sent) != len(texts) {
		t.Errorf("code %d: %s; sent %d texts and then %d of %d", r.code, r.said, len(before), len(sent), len(texts))
	}
}

// TestEvalKeepsTheArticlesVectors measures on a set in between.
func TestEvalKeepsTheArticlesVectors(t *testing.T) {
	isolate(t)
	server, data := embedBy(t, "m"), t.TempDir()
	for _, want := range []struct {
		args []string
		sent bool
	}{
		{[]string{"index"}, true},
		{[]string{"eval", "refusals", "--beir", "testdata/beir"}, true},
		{[]string{"ask", "--lang", "en", "Who bought DeepMind?"}, false},
		{[]string{"eval", "retrieval", "--beir", "testdata/beir"}, false},
	} {
		r := articlebot(t, append([]string{"--data", data}, want.args...)...)
		isPassage := func(text string) bool { return strings.Contains(text, "\n") }
		if got := slices.ContainsFunc(server.taken(), isPassage); r.code != 0 || got != want.sent {
			t.Errorf("%v: code %d: %s; passages sent: %v, want %v", want.args, r.code, r.said, got, want.sent)
		}
	}
}

func TestFaultE2IndexCuresSetsToo(t *testing.T) {
	isolate(t)
	embedBy(t, "m")
	data := t.TempDir()
	eval := func() result { return articlebot(t, "--data", data, "eval", "retrieval", "--beir", "testdata/beir") }
	if r := eval(); r.code != 0 {
		t.Fatalf("code %d: %s", r.code, r.said)
	}
	t.Setenv("EMBED_MODEL", "m2")
	if r := eval(); r.code != 1 || !strings.Contains(r.said, "run articlebot index") {
		t.Errorf("another model: code %d: %q", r.code, r.said)
	}
	if r := articlebot(t, "--data", data, "index"); r.code != 0 {
		t.Fatalf("index: code %d: %s", r.code, r.said)
	}
	if r := eval(); r.code != 0 {
		t.Errorf("after index: code %d: %s", r.code, r.said)
	}
}

// TestViewsOfTheSameEditionsAreOne has an article in one language and one in two.
func TestViewsOfTheSameEditionsAreOne(t *testing.T) {
	isolate(t)
	path := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte("The mill was built in 1850."), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		articles []string
		one      bool
	}{{[]string{path}, true}, {nil, false}} {
		p, err := newProgram(globals{articles: tt.articles}, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		views, err := p.newViews(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		zh, en := views[corpus.Chinese], views[corpus.English]
		if one := zh == en; one != tt.one || len(en.Passages) == 0 || len(zh.Passages) == 0 {
			t.Errorf("%v: one view: %v, want %v", tt.articles, one, tt.one)
		}
	}
}

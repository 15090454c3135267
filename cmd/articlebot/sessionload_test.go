package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestPlaygroundIsSwitchedAbout has articles and models switched at the same time, again and again, while somebody asks. All that
// was begun for one of them must have ended, and what holds last is asked.
func TestPlaygroundIsSwitchedAbout(t *testing.T) {
	isolate(t)
	const key = "key-of-the-test"
	broken := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, `{"error":{"message":"`+r.Header.Get("Authorization")+`"}}`, http.StatusUnauthorized) // as some servers do
	}))
	defer broken.Close()
	w := openPage(t, "playground", "--listen", "127.0.0.1:0", "--log-level", "debug")
	heron := func(i int) string {
		return fmt.Sprintf("# Heron %d\n\nThe baker Ambrose Pell bought a net for %d pounds.\n", i, i)
	}
	replace := func(i int) {
		if status, answer := w.send(http.MethodPost, "/api/article?name=heron.md", "text/plain", heron(i)); status != http.StatusOK {
			t.Errorf("%d %s", status, answer)
		}
	}
	replace(0)
	before := runtime.NumGoroutine()
	var all sync.WaitGroup
	all.Go(func() {
		for i := range 20 {
			replace(i)
		}
	})
	all.Go(func() {
		for i := range 20 {
			form := fmt.Sprintf(`{"base_url":%q,"api_key":%q,"model":"m%d"}`, broken.URL+"/v1", key, i)
			if i%2 == 1 {
				form = `{}`
			}
			if status, answer := w.send(http.MethodPost, "/api/model", "application/json", form); status != http.StatusOK {
				t.Errorf("%d %s", status, answer)
			}
		}
	})
	all.Go(func() {
		for range 10 {
			w.post("/api/say", map[string]any{"person": 1002, "chat": 1002, "text": "What did Ambrose Pell buy?", "lang": "en"})
		}
	})
	all.Wait()
	w.post("/api/model", map[string]string{"base_url": broken.URL + "/v1", "api_key": key, "model": "m"})
	replace(77)
	m := w.ask("What did Ambrose Pell buy?", "77 pounds")
	_, trace := w.send(http.MethodGet, fmt.Sprintf("/api/trace?chat=1001&message=%d", m.ID), "", "")
	_, article := w.send(http.MethodGet, "/api/article", "", "")
	if !strings.Contains(trace, `"error":"`) || strings.Contains(trace+article+m.Text, key) {
		t.Errorf("the trace is %s", trace)
	}
	// Connections and answers at their pace may be there yet and end soon; each bot that went on would add ten.
	for patience := time.Now().Add(20 * time.Second); runtime.NumGoroutine() > before+40 && time.Now().Before(patience); {
		time.Sleep(50 * time.Millisecond)
	}
	if now := runtime.NumGoroutine(); now > before+40 {
		var stacks bytes.Buffer
		_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1)
		t.Errorf("%d goroutines, before %d\n%s", now, before, stacks.String())
	}
	w.stop()
	if strings.Contains(w.log.String()+w.out, key) {
		t.Error("the key is in the log")
	}
}

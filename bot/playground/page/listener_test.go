package page_test

import (
	"context"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// listener is the browser's end of a stream of events.
type listener struct {
	mu       sync.Mutex
	header   http.Header
	sent     strings.Builder
	deadline time.Time
	stuck    bool // takes nothing in
	ended    atomic.Bool
}

func (l *listener) Header() http.Header { return l.header }

func (l *listener) WriteHeader(int) {}

func (l *listener) Flush() {}

func (l *listener) SetWriteDeadline(t time.Time) error {
	l.deadline = t
	return nil
}

func (l *listener) Write(b []byte) (int, error) {
	if l.stuck {
		time.Sleep(time.Until(l.deadline))
		return 0, os.ErrDeadlineExceeded
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sent.Write(b)
}

// take returns what was sent since the last time, one line for each event.
func (l *listener) take() []string {
	synctest.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	text := l.sent.String()
	l.sent.Reset()
	var events []string
	for _, e := range strings.Split(strings.TrimSuffix(text, "\n\n"), "\n\n") {
		if e != "" {
			events = append(events, strings.Replace(strings.TrimPrefix(e, "event: "), "\ndata: ", " ", 1))
		}
	}
	return events
}

// wants checks that exactly these events were sent since the last time.
func (l *listener) wants(t *testing.T, events ...string) {
	t.Helper()
	if got := l.take(); strings.Join(got, "\n") != strings.Join(events, "\n") {
		t.Errorf("events\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(events, "\n"))
	}
}

// listen opens a stream of events.
func (w *world) listen(ctx context.Context, l *listener) *listener {
	l.header = http.Header{}
	r := request(http.MethodGet, "/api/events", "").WithContext(ctx)
	r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
	go func() {
		w.page.ServeHTTP(l, r)
		l.ended.Store(true)
	}()
	return l
}

// listening runs a test with a world and a stream that is open, on a clock that starts at 946684800000.
func listening(t *testing.T, test func(t *testing.T, w *world, l *listener)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := start(t, "")
		w.call(t, "setMyDescription", "description", "问我。", "language_code", "zh")
		test(t, w, w.listen(t.Context(), &listener{}))
		w.page.Close()
		synctest.Wait()
	})
}

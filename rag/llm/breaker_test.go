package llm_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag/llm"
)

// TestFaultL5StormOpensBreaker asks a failing server every second for a minute and a half: it gets five requests and then a probe
// every thirty seconds.
func TestFaultL5StormOpensBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		f := &fake{replies: []reply{refuses(503, "")}}
		client := newClient(t, f, func(o *llm.Options) { o.Logger = logTo(&log) })
		start := time.Now()
		for time.Since(start) < 90*time.Second {
			_, _, err := chat(t.Context(), client)
			if len(f.requests) == 5 && time.Since(start) > 5*time.Second {
				failed := wantError(t, err, llm.KindOpen)
				if failed.RetryAfter <= 0 || failed.RetryAfter > 30*time.Second || !strings.Contains(failed.Message, "overloaded") {
					t.Fatalf("error %+v, want when to ask again, and why not now", failed)
				}
			}
			time.Sleep(time.Second)
		}
		if n := len(f.requests); n != 7 {
			t.Fatalf("%d requests, want 5 and 2 probes", n)
		}
		for _, wait := range f.waits()[4:] {
			if wait < 30*time.Second || wait > 31*time.Second {
				t.Errorf("a probe after %v", wait)
			}
		}
		if n := strings.Count(log.String(), "not asking for a while"); n != 3 {
			t.Errorf("%d lines about the breaker in %s", n, log.String())
		}
	})
}

// fail makes calls until the breaker is open, and returns the number of requests.
func fail(t *testing.T, c *llm.Client, f *fake) int {
	t.Helper()
	for range 5 {
		if _, _, err := chat(t.Context(), c); err == nil {
			t.Fatal("the server answers")
		}
	}
	_, _, err := chat(t.Context(), c)
	wantError(t, err, llm.KindOpen)
	return len(f.requests)
}

// TestFaultL5BreakerCloses has the probe answered: then everything is asked again, and five failures are needed anew.
func TestFaultL5BreakerCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := refuses(500, "")
		f := &fake{replies: []reply{down, down, down, down, down, good("Yes."), down, good("Yes.")}}
		client := newClient(t, f)
		fail(t, client, f)
		time.Sleep(30 * time.Second)
		for range 2 {
			if reply, _, err := chat(t.Context(), client); err != nil || reply.Text != "Yes." {
				t.Fatalf("reply = %+v, %v", reply, err)
			}
		}
		if len(f.requests) != 8 {
			t.Errorf("%d requests, want 8", len(f.requests))
		}
	})
}

// TestFaultL5BreakerLetsOneProbe asks from ten goroutines at once when the time is over, while the probe hangs.
func TestFaultL5BreakerLetsOneProbe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := refuses(502, "")
		slow := good("Yes.")
		slow.delay = 20 * time.Second
		f := &fake{replies: []reply{down, down, down, down, down, slow}}
		client := newClient(t, f)
		before := fail(t, client, f)
		time.Sleep(30 * time.Second)
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() { _, _, _ = chat(t.Context(), client) })
		}
		all.Wait()
		if n := len(f.requests) - before; n != 1 {
			t.Errorf("%d requests, want one probe", n)
		}
	})
}

// TestFaultL5BreakerOutlivesLostProbe has the caller of the probe give up: the next probe comes thirty seconds later.
func TestFaultL5BreakerOutlivesLostProbe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := refuses(502, "")
		f := &fake{replies: []reply{down, down, down, down, down, {end: hung}, good("Yes.")}}
		client := newClient(t, f)
		fail(t, client, f)
		time.Sleep(30 * time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, _, err := chat(ctx, client)
		wantError(t, err, llm.KindTimeout)
		_, _, err = chat(t.Context(), client)
		wantError(t, err, llm.KindOpen)
		time.Sleep(30 * time.Second)
		if _, _, err := chat(t.Context(), client); err != nil {
			t.Error(err)
		}
	})
}

// TestBreakerStopsWaitingCalls opens the breaker while another call waits for its second attempt, which is then not made.
func TestBreakerStopsWaitingCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{replies: []reply{refuses(429, "", "Retry-After", "20"), refuses(401, ""), good("Yes.")}}
		client := newClient(t, f)
		var waiting sync.WaitGroup
		waiting.Go(func() {
			_, _, err := chat(t.Context(), client)
			wantError(t, err, llm.KindRate)
		})
		time.Sleep(time.Second)
		_, _, err := chat(t.Context(), client)
		wantError(t, err, llm.KindAuth)
		waiting.Wait()
		if len(f.requests) != 2 {
			t.Errorf("%d requests, want 2", len(f.requests))
		}
	})
}

// TestWhatOpensBreaker tells the failures that say something about the server from those that do not.
func TestWhatOpensBreaker(t *testing.T) {
	cut := says(data(token("Meta")))
	tests := map[string]struct {
		reply reply
		// calls is after how many failing calls the next one is refused, 0 for never, pause for how long.
		calls int
		pause time.Duration
	}{
		"wrong key":      {refuses(401, ""), 1, time.Minute},
		"arrears":        {refuses(429, `{"error":{"code":"1113"}}`), 1, time.Minute},
		"no credit":      {refuses(402, ""), 1, time.Minute},
		"no such model":  {refuses(404, `{"error":{"message":"model not found"}}`), 1, time.Minute},
		"down":           {refuses(503, ""), 2, 30 * time.Second},
		"cut":            {cut, 3, 30 * time.Second},
		"hung":           {reply{end: hung}, 5, 30 * time.Second},
		"rate":           {refuses(429, ""), 0, 0},
		"too long":       {refuses(413, ""), 0, 0},
		"content filter": {says(data(finish("content_filter"))), 0, 0},
		"empty":          {says(data(finish("stop"))), 0, 0},
		"wrong address":  {refuses(404, "404 page not found"), 0, 0},
		"bad request":    {refuses(400, `{"error":"bad temperature"}`), 0, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{tt.reply}}
				client := newClient(t, f)
				var failed llm.Error
				calls := 0
				for failed.Kind != llm.KindOpen && calls < 8 {
					_, _, err := chat(t.Context(), client)
					failed = wantError(t, err, kindOf(err))
					calls++
				}
				switch {
				case tt.calls == 0 && failed.Kind == llm.KindOpen:
					t.Fatalf("refused after %d calls", calls-1)
				case tt.calls > 0 && (calls-1 != tt.calls || failed.Kind != llm.KindOpen || failed.RetryAfter != tt.pause):
					t.Fatalf("%s for %v after %d calls, want %v after %d", failed.Kind, failed.RetryAfter, calls-1, tt.pause, tt.calls)
				}
				if before := len(f.requests); tt.calls > 0 {
					time.Sleep(tt.pause)
					_, _, _ = chat(t.Context(), client)
					if len(f.requests) == before {
						t.Errorf("no probe after %v", tt.pause)
					}
				}
			})
		})
	}
}

// TestCallersDoNotOpenBreaker has ten callers give up on a slow server.
func TestCallersDoNotOpenBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{replies: []reply{{end: hung}}}
		client := newClient(t, f)
		for range 10 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_, _, err := chat(ctx, client)
			cancel()
			wantError(t, err, llm.KindTimeout)
		}
		if len(f.requests) != 10 {
			t.Errorf("%d requests, want 10", len(f.requests))
		}
	})
}

// TestBreakerIsEmbeddersToo shows that an embedder leaves a failing server alone as well.
func TestBreakerIsEmbeddersToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{replies: []reply{refuses(401, "")}}
		e := newEmbedder(t, f)
		for _, kind := range []llm.Kind{llm.KindAuth, llm.KindOpen} {
			_, err := e.Embed(t.Context(), []string{"a"})
			wantError(t, err, kind)
		}
		if len(f.requests) != 1 {
			t.Errorf("%d requests, want 1", len(f.requests))
		}
	})
}

// TestFaultL4RetriesAreFew makes calls that are all turned away for a moment: ten retries at first, then one for ten calls, and ten
// again after a minute without.
func TestFaultL4RetriesAreFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{replies: []reply{refuses(429, "")}}
		client := newClient(t, f)
		retries := func(calls int) int {
			before := len(f.requests)
			for range calls {
				_, _, err := chat(t.Context(), client)
				wantError(t, err, llm.KindRate)
			}
			return len(f.requests) - before - calls
		}
		if n := retries(5); n != 10 {
			t.Errorf("%d retries of 5 calls, want 10", n)
		}
		if n := retries(200); n < 19 || n > 21 {
			t.Errorf("%d retries of 200 further calls, want a tenth", n)
		}
		time.Sleep(time.Minute)
		if n := retries(20); n < 10 || n > 12 {
			t.Errorf("%d retries of 20 calls after a minute, want 10 and a tenth", n)
		}
	})
}

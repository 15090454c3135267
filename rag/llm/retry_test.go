package llm_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag/llm"
)

// waits are the times between the requests that a fake got.
func (f *fake) waits() []time.Duration {
	var waits []time.Duration
	for i := 1; i < len(f.requests); i++ {
		waits = append(waits, f.requests[i].at.Sub(f.requests[i-1].at))
	}
	return waits
}

func TestRetryBacksOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		f := &fake{replies: []reply{refuses(500, ""), refuses(503, ""), good("Yes.")}}
		client := newClient(t, f, func(o *llm.Options) { o.Logger = logTo(&log) })
		reply, _, err := chat(t.Context(), client)
		if err != nil || reply.Text != "Yes." {
			t.Fatalf("reply = %+v, %v", reply, err)
		}
		for i, wait := range f.waits() {
			base := 500 * time.Millisecond << i
			if wait < base*8/10 || wait > base*12/10 {
				t.Errorf("wait %d = %v, want %v give or take a fifth", i, wait, base)
			}
		}
		if n := strings.Count(log.String(), "trying again"); n != 2 || strings.Contains(log.String(), canary) {
			t.Errorf("log = %s", log.String())
		}
	})
}

func TestRetryAfter(t *testing.T) {
	in := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
	tests := map[string]struct {
		header func() []string
		wait   time.Duration
		asked  int
	}{
		"seconds":      {func() []string { return []string{"Retry-After", "7"} }, 7 * time.Second, 2},
		"milliseconds": {func() []string { return []string{"Retry-After-Ms", "1500", "Retry-After", "9"} }, 1500 * time.Millisecond, 2},
		"date":         {func() []string { return []string{"Retry-After", in(20 * time.Second)} }, 20 * time.Second, 2},
		"a minute":     {func() []string { return []string{"Retry-After", "60"} }, time.Minute, 2},
		"too long":     {func() []string { return []string{"Retry-After", "61"} }, 61 * time.Second, 1},
		"absurd":       {func() []string { return []string{"Retry-After", "1e300"} }, 1e6 * time.Second, 1},
		"past date":    {func() []string { return []string{"Retry-After", in(-time.Hour)} }, 0, 2},
		"nonsense":     {func() []string { return []string{"Retry-After", "soon"} }, 0, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{refuses(429, "{}", tt.header()...), good("Yes.")}}
				_, _, err := chat(t.Context(), newClient(t, f))
				if len(f.requests) != tt.asked {
					t.Fatalf("%d requests, want %d", len(f.requests), tt.asked)
				}
				if tt.asked == 1 {
					if failed := wantError(t, err, llm.KindRate); failed.RetryAfter != tt.wait {
						t.Errorf("RetryAfter = %v, want %v", failed.RetryAfter, tt.wait)
					}
					return
				}
				if wait := f.waits()[0]; err != nil || tt.wait > 0 && wait != tt.wait || wait > max(tt.wait, time.Second) {
					t.Errorf("waited %v, want %v: %v", wait, tt.wait, err)
				}
			})
		})
	}
}

func TestNoRetryPastDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		f := &fake{replies: []reply{refuses(429, "", "Retry-After", "7"), good("Yes.")}}
		start := time.Now()
		_, _, err := chat(ctx, newClient(t, f))
		wantError(t, err, llm.KindRate)
		if len(f.requests) != 1 || time.Since(start) != 0 {
			t.Errorf("%d requests in %v, want one at once", len(f.requests), time.Since(start))
		}
	})
}

func TestCancelDuringRetryWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		f := &fake{replies: []reply{refuses(429, "", "Retry-After", "7"), good("Yes.")}}
		start := time.Now()
		_, _, err := chat(ctx, newClient(t, f))
		wantError(t, err, llm.KindCanceled)
		if !errors.Is(err, context.Canceled) || time.Since(start) != 3*time.Second {
			t.Errorf("error = %v after %v", err, time.Since(start))
		}
	})
}

// TestTimeouts plays slow answers; each one says after how long the call ends and how.
func TestTimeouts(t *testing.T) {
	thought := data(`{"choices":[{"delta":{"reasoning_content":"hm"}}]}`)
	role := data(`{"choices":[{"delta":{"role":"assistant"}}]}`)
	end := data(finish("stop"))
	var alive []part
	for range 20 {
		alive = append(alive, part{5 * time.Second, ": keep-alive\n\n"})
	}
	tests := map[string]struct {
		parts []part
		kind  llm.Kind
		text  string
		after time.Duration
	}{
		"no first token":      {nil, llm.KindTimeout, "", 60 * time.Second},
		"signs of life":       {slices.Concat(alive, alive), llm.KindTimeout, "", 120 * time.Second},
		"signs of life end":   {alive[:2], llm.KindTimeout, "", 70 * time.Second},
		"role is no token":    {[]part{{time.Second, role}}, llm.KindTimeout, "", 61 * time.Second},
		"late after comments": {slices.Concat(alive, []part{{5 * time.Second, data(token("Meta"))}, {0, end}}), "", "Meta", 107 * time.Second},
		"stall":               {[]part{{50 * time.Second, data(token("Meta"))}}, llm.KindTimeout, "Meta", 80 * time.Second},
		"stall with comments": {append([]part{{0, data(token("Meta"))}}, alive...), llm.KindTimeout, "Meta", 30 * time.Second},
		"slow but alive": {
			[]part{{59 * time.Second, thought}, {29 * time.Second, thought}, {29 * time.Second, data(token("Meta"))}, {29 * time.Second, end}},
			"", "Meta", 148 * time.Second,
		},
		"usage never comes": {[]part{{0, data(token("Meta"), finish("stop"))}}, "", "Meta", 2 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{{parts: tt.parts, end: hung}}}
				start := time.Now()
				reply, _, err := chat(t.Context(), newClient(t, f))
				// The last part of an answer in order is followed by the wait for its usage.
				if took := time.Since(start); took.Round(time.Second) != tt.after {
					t.Errorf("took %v, want %v", took, tt.after)
				}
				if reply.Text != tt.text || reply.Complete != (tt.kind == "") || len(f.requests) != 1 {
					t.Errorf("reply = %+v after %d requests", reply, len(f.requests))
				}
				if tt.kind != "" {
					wantError(t, err, tt.kind)
				} else if err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestCallersContext(t *testing.T) {
	tests := map[string]struct {
		kind  llm.Kind
		is    error
		limit func(context.Context) (context.Context, context.CancelFunc)
	}{
		"canceled": {llm.KindCanceled, context.Canceled, func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(ctx)
			stop := func() { cancel(errors.New("the user left")) }
			time.AfterFunc(5*time.Second, stop)
			return ctx, stop
		}},
		"deadline": {llm.KindTimeout, context.DeadlineExceeded, func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 5*time.Second)
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := tt.limit(t.Context())
				defer cancel()
				f := &fake{replies: []reply{{parts: []part{{0, data(token("Meta"))}}, end: hung}}}
				start := time.Now()
				reply, _, err := chat(ctx, newClient(t, f))
				wantError(t, err, tt.kind)
				if !errors.Is(err, tt.is) || reply.Text != "Meta" || time.Since(start) != 5*time.Second {
					t.Errorf("reply = %+v, %v after %v", reply, err, time.Since(start))
				}
			})
		})
	}
}

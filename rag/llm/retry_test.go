package llm_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
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

func TestFaultL4RetryBacksOff(t *testing.T) {
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

func TestFaultL3RetryAfter(t *testing.T) {
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
		"fraction":     {func() []string { return []string{"Retry-After", "1.5"} }, 1500 * time.Millisecond, 2},
		"far date":     {func() []string { return []string{"Retry-After", in(90 * time.Second)} }, 90 * time.Second, 1},
		"long, in ms":  {func() []string { return []string{"Retry-After-Ms", "60500"} }, 60500 * time.Millisecond, 1},
		"minute in ms": {func() []string { return []string{"Retry-After-Ms", "60000"} }, time.Minute, 2},
		"at once":      {func() []string { return []string{"Retry-After", "0"} }, 0, 2},
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

// TestFaultM7RetryAfterByTheServersClock has our clock be an hour off, in either direction: a date is as far away as the
// server's own clock says.
func TestFaultM7RetryAfterByTheServersClock(t *testing.T) {
	for name, off := range map[string]time.Duration{"ahead": -time.Hour, "behind": time.Hour} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				theirs := func(d time.Duration) string { return time.Now().Add(off + d).UTC().Format(http.TimeFormat) }
				f := &fake{replies: []reply{refuses(429, "{}", "Retry-After", theirs(20*time.Second), "Date", theirs(0)), good("Yes.")}}
				if _, _, err := chat(t.Context(), newClient(t, f)); err != nil || f.waits()[0] != 20*time.Second {
					t.Errorf("waited %v: %v", f.waits(), err)
				}
			})
		})
	}
}

func TestFaultL3NoWaitPastDeadline(t *testing.T) {
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

func TestFaultL3CancelDuringWait(t *testing.T) {
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

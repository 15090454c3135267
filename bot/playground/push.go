package playground

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Times of a delivery: how long an answer is waited for, the second pause after a failure, which then doubles, and the
// longest pause that a webhook can ask for. The first pause is none, the longest a random time from one to two minutes.
const (
	pushWait      = time.Minute
	pushPause     = 2 * time.Second
	pushLongest   = time.Minute
	pushRequested = time.Hour
)

// pushError is a delivery that was not taken; pause is what the webhook asked for, 0 when it did not.
type pushError struct {
	why   string
	pause time.Duration
}

// Error returns why the delivery was not taken.
func (e *pushError) Error() string { return e.why }

// push has a queue delivered unless it is being delivered; mu is held.
func (s *Server) push(h *webhook, queue string) {
	select {
	case <-s.closed:
		return
	default:
	}
	if !h.busy[queue] {
		h.busy[queue] = true
		h.start(queue)
	}
}

// drain delivers what waits in a queue, one update after the other, until nothing does or ctx ends.
func (s *Server) drain(ctx context.Context, h *webhook, queue string) {
	for {
		u := s.head(h, queue)
		if u == nil || s.deliver(ctx, h, u) != nil {
			return
		}
		s.remove(u)
	}
}

// head returns the first update of a queue; when there is none the queue is no longer busy.
func (s *Server) head(h *webhook, queue string) *update {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inbox.expire()
	if !s.inbox.held {
		for _, u := range s.inbox.waiting {
			if u.queue == queue {
				return u
			}
		}
	}
	h.busy[queue] = false
	return nil
}

func (s *Server) remove(u *update) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inbox.waiting = slices.DeleteFunc(s.inbox.waiting, func(other *update) bool { return other == u })
	s.changed.fire()
}

// deliver tries until the webhook takes an update or it would expire before the next try; an error means that ctx ended.
func (s *Server) deliver(ctx context.Context, h *webhook, u *update) error {
	pause := time.Duration(0)
	for {
		err := s.attempt(ctx, h, u)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		wait := pause
		var refused *pushError
		if errors.As(err, &refused) && refused.pause > 0 {
			wait = min(refused.pause, pushRequested)
		}
		longest := s.failed(h, err)
		if time.Now().Add(wait).After(u.expires) {
			return nil
		}
		pause = min(max(2*pause, pushPause), longest)
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// failed notes a failure for getWebhookInfo and rolls how long the longest pause is.
func (s *Server) failed(h *webhook, err error) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.failure, h.failed = err.Error(), time.Now()
	s.changed.fire()
	return pushLongest + time.Duration(s.dice.Int64N(int64(pushLongest)))
}

// attempt sends an update once.
func (s *Server) attempt(ctx context.Context, h *webhook, u *update) error {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, pushWait)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(u.raw))
	if err != nil {
		return fmt.Errorf("making the request to the webhook: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	response, err := s.options.Webhook.RoundTrip(r)
	if err != nil {
		return &pushError{why: "Connection failed: " + err.Error()}
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, bodyLimit))
	switch {
	case err != nil:
		return &pushError{why: "Connection failed: " + err.Error()}
	case response.StatusCode/100 != 2:
		seconds, _ := strconv.ParseInt(response.Header.Get("Retry-After"), 10, 32)
		return &pushError{
			why:   "Wrong response from the webhook: " + response.Status,
			pause: time.Duration(max(seconds, 0)) * time.Second,
		}
	}
	s.lookAtAnswer(body)
	return nil
}

// lookAtAnswer takes a call in the answer of a webhook, which Telegram would carry out, for a violation: it is not served.
func (s *Server) lookAtAnswer(body []byte) {
	var call struct {
		Method string `json:"method"`
	}
	if json.Unmarshal(body, &call) == nil && call.Method != "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.violate("an answer of the webhook that calls " + call.Method)
	}
}

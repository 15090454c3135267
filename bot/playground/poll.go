package playground

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// Rules of getUpdates. A poll with the offset of the one before it is slowed down when it comes within sameSoon, and gets
// one update at a time within sameNow. A refusal within clashPause of another waits for that long. A batch stays below
// batchLimit, in bytes. An offset that is further ahead than farAhead is taken for one of another time and confirms nothing.
const (
	pollLimit  = 100
	pollWait   = 50
	sameSoon   = 3 * time.Second
	sameNow    = 500 * time.Millisecond
	clashPause = 3 * time.Second
	batchLimit = 4 << 20
	farAhead   = 10
)

const (
	otherPoller = "terminated by other getUpdates request; make sure that only one bot instance is running"
	hookInWay   = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	hookCame    = "terminated by setWebhook request"
)

// poll is a getUpdates under way.
type poll struct {
	limit int
	wait  time.Duration
	ended chan struct{} // closed when something else puts an end to it
	why   string        // what; set before ended is closed
	pause time.Duration // how long the answer about it waits
}

// getUpdates confirms what is below the offset and delivers the rest, again too, for as long as it is not confirmed.
func (s *Server) getUpdates(ctx context.Context, p params) (any, *refusal) {
	l, batch, more := s.beginPoll(p)
	if more == nil {
		return nil, l.refuse(ctx)
	}
	defer s.endPoll(l)
	timeout := time.NewTimer(l.wait)
	defer timeout.Stop()
	for len(batch) == 0 && l.wait > 0 {
		select {
		case <-more:
			batch, more = s.nextBatch(l)
		case <-timeout.C:
			return []json.RawMessage{}, nil
		case <-l.ended:
			return nil, l.refuse(ctx)
		case <-ctx.Done():
			return nil, goneAway()
		case <-s.closed:
			return nil, &refusal{code: 500, description: "Internal Server Error: restart"}
		}
	}
	return batch, nil
}

func goneAway() *refusal { return &refusal{code: 499, description: "client went away"} }

// refuse waits for as long as the refusal of a poll is held back.
func (l *poll) refuse(ctx context.Context) *refusal {
	timer := time.NewTimer(l.pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return conflict(l.why)
	case <-ctx.Done():
		return goneAway()
	}
}

// beginPoll applies the parameters and returns what there is and where more is announced; that is nil when the poll is
// refused. Only when there is nothing and the poll waits does it put an end to one that waits already.
func (s *Server) beginPoll(p params) (l *poll, batch []json.RawMessage, more chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	in := &s.inbox
	l = &poll{limit: pollLimit, ended: make(chan struct{})}
	if s.hook != nil {
		s.clash(l, hookInWay)
		return l, nil, nil
	}
	offset := p.number("offset")
	if p["limit"] != "" {
		l.limit = int(min(max(p.number("limit"), 1), pollLimit))
	}
	l.wait = time.Duration(min(max(p.number("timeout"), 0), pollWait)) * time.Second
	if since := time.Since(in.lastAt); offset == in.last && since < sameSoon {
		l.wait = max(l.wait, sameSoon)
		if since < sameNow {
			l.limit = 1
		}
	}
	in.last, in.lastAt = offset, time.Now()
	in.offsets = appendKept(in.offsets, offset)
	in.allow(p)
	in.confirm(offset)
	if batch, more = in.batch(l.limit); len(batch) == 0 && l.wait > 0 {
		s.stopPoll(otherPoller)
		in.poll = l
	}
	return l, batch, more
}

// confirm forgets the updates below an offset, or with a negative one all but the last.
func (in *inbox) confirm(offset int64) {
	if offset < 0 {
		in.waiting = in.waiting[max(0, len(in.waiting)+int(offset)):]
		return
	}
	tail := in.nextID
	for _, u := range in.waiting {
		tail = max(tail, u.id+1)
	}
	if offset <= tail+farAhead {
		in.waiting = slices.DeleteFunc(in.waiting, func(u *update) bool { return u.id < offset && !u.shielded })
	}
}

// batch returns updates to deliver, and a channel that is closed when there may be more.
func (in *inbox) batch(limit int) ([]json.RawMessage, chan struct{}) {
	in.expire()
	batch, size := []json.RawMessage{}, 0
	for _, u := range in.waiting {
		if size += len(u.raw); in.held || len(batch) == limit || size > batchLimit {
			break
		}
		batch = append(batch, u.raw)
		u.shielded = false
	}
	return batch, in.wake.c
}

// nextBatch is batch for a poll that waits, unless another took its place.
func (s *Server) nextBatch(l *poll) ([]json.RawMessage, chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inbox.poll != l {
		return nil, nil // l.ended says why
	}
	return s.inbox.batch(l.limit)
}

// stopPoll ends a poll that waits.
func (s *Server) stopPoll(why string) {
	if l := s.inbox.poll; l != nil {
		s.clash(l, why)
		s.inbox.poll = nil
		close(l.ended)
	}
}

// clash notes why a poll is refused. Refusals that follow each other closely are held back.
func (s *Server) clash(l *poll, why string) {
	l.why = why
	if now := time.Now(); now.Before(s.inbox.clash) {
		l.pause = clashPause
	} else {
		s.inbox.clash = now.Add(clashPause)
	}
}

func (s *Server) endPoll(l *poll) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inbox.poll == l {
		s.inbox.poll = nil
	}
}

package bot

import (
	"context"
	"sync"
	"time"
)

// Pacing of requests to chats. Telegram publishes no numbers for edits; these are the ones that bots in the field get along
// with. The overall rate is the one of Telegram's FAQ.
const (
	editPrivate = 1200 * time.Millisecond
	editGroup   = 3500 * time.Millisecond
	perSecond   = 30
)

// maxGlobalHold bounds how long all chats wait because several were refused: a single chat may be held for an hour, the bot as
// a whole is not, and asking once in so long does no harm.
const maxGlobalHold = 30 * time.Second

// pace says when a request to a chat may be made: not before the time that Telegram asked for, not too soon after the last
// edit there, and not more of them in a second, over all chats, than Telegram takes.
type pace struct {
	gap time.Duration

	mu    sync.Mutex
	lanes map[int64]*lane
	next  time.Time // of the next request to anybody
	held  time.Time // no request to anybody before
	// limited is the chat that was refused last, for as long as it is held.
	limited      int64
	limitedUntil time.Time
}

// lane is the pace of one chat.
type lane struct {
	held   time.Time
	edited time.Time
}

func newPace(rate int) *pace {
	return &pace{gap: time.Second / time.Duration(rate), lanes: make(map[int64]*lane)}
}

// wait returns when a request to a chat may be made, or the error of ctx.
func (p *pace) wait(ctx context.Context, chat int64, edit bool) error {
	for {
		d := p.left(chat, edit)
		if d == 0 {
			if d = p.reserve(); d == 0 {
				return ctx.Err()
			}
			if err := sleep(ctx, d); err != nil {
				return err
			}
			if d = p.left(chat, edit); d == 0 {
				return ctx.Err()
			}
		}
		if err := sleep(ctx, d); err != nil {
			return err
		}
	}
}

// left returns how long a chat has to wait still; 0 when it is free.
func (p *pace) left(chat int64, edit bool) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, free := time.Now(), p.held
	if l := p.lanes[chat]; l != nil {
		free = later(free, l.held)
		if edit && !l.edited.IsZero() {
			free = later(free, l.edited.Add(editGap(chat)))
		}
	}
	return max(0, free.Sub(now))
}

// reserve takes the next place among the requests to all chats and returns how far away it is.
func (p *pace) reserve() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	place := later(now, p.next)
	p.next = place.Add(p.gap)
	return place.Sub(now)
}

// spare takes a place among the requests to all chats if one is free right now.
func (p *pace) spare() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if now.Before(p.next) {
		return false
	}
	p.next = now.Add(p.gap)
	return true
}

// edited notes that a message of a chat was changed just now.
func (p *pace) edited(chat int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lane(chat).edited = time.Now()
}

// hold keeps requests from a chat for d from now, or longer if it is held longer already. Where another chat is held too, it
// is the bot that asks too much, not one of its chats, and all wait.
func (p *pace) hold(chat int64, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.limited != chat && now.Before(p.limitedUntil) {
		p.held = later(p.held, now.Add(min(d, maxGlobalHold)))
	}
	l := p.lane(chat)
	l.held = later(l.held, now.Add(d))
	p.limited, p.limitedUntil = chat, l.held
}

// maxLanes bounds the chats whose pace is kept; beyond it, those that are free are dropped.
const maxLanes = 10_000

func (p *pace) lane(chat int64) *lane {
	l := p.lanes[chat]
	if l != nil {
		return l
	}
	if len(p.lanes) >= maxLanes {
		now := time.Now()
		for id, l := range p.lanes {
			if now.After(l.held) && now.After(l.edited.Add(editGroup)) {
				delete(p.lanes, id)
			}
		}
	}
	l = &lane{}
	p.lanes[chat] = l
	return l
}

// editGap is the least time between two edits in a chat; groups have negative ids.
func editGap(chat int64) time.Duration {
	if chat < 0 {
		return editGroup
	}
	return editPrivate
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

package bot

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// When the growing answer and the typing action show first, and how often the action is repeated: it lasts 5 seconds.
const (
	firstEdit   = 400 * time.Millisecond
	firstTyping = 600 * time.Millisecond
	typingEvery = 4 * time.Second
)

// live shows an answer while it grows: the latest text wins, unchanged text is not sent, and nothing of this must
// succeed, since the finished answer is shown by its own edit.
type live struct {
	growth
	out *messenger

	mu    sync.Mutex
	text  string
	grown chan struct{}
	quit  chan struct{}
	done  chan struct{}

	// sent is the text that stands there, and at when it was sent.
	sent string
	at   time.Time
}

// follow starts to show the growth of an answer; stop must be called.
func (m *messenger) follow(ctx context.Context, g growth) *live {
	l := &live{
		growth: g,
		out:    m,
		grown:  make(chan struct{}, 1),
		quit:   make(chan struct{}),
		done:   make(chan struct{}),
	}
	go l.run(ctx)
	return l
}

// draft takes the whole text so far. It does not block, and after stop it does nothing.
func (l *live) draft(text string) {
	l.mu.Lock()
	l.text = text
	l.mu.Unlock()
	l.again()
}

// stop ends the showing. It waits for an edit under way, which must not arrive after the final one.
func (l *live) stop() {
	close(l.quit)
	<-l.done
}

func (l *live) run(ctx context.Context) {
	defer close(l.done)
	defer func() {
		if v := recover(); v != nil {
			logPanic(l.out.log, v, debug.Stack())
		}
	}()
	typing := time.NewTimer(firstTyping)
	defer typing.Stop()
	var due, fading <-chan time.Time
	if l.to.draft != 0 {
		typing.Stop()
		due = time.After(0)
	}
	for {
		select {
		case <-l.quit:
			return
		case <-typing.C:
			l.typing(ctx)
			typing.Reset(typingEvery)
		case <-l.grown:
			if due == nil {
				due = time.After(l.wait())
			}
		case <-fading:
			l.again()
		case <-due:
			due, fading = nil, nil
			typing.Stop()
			if !l.show(ctx) {
				return
			}
			if l.to.draft != 0 {
				fading = time.After(draftEvery)
			}
		}
	}
}

// wait returns how long the next edit has to wait for its turn.
func (l *live) wait() time.Duration {
	return max(firstEdit, l.out.pace.left(l.to.chat, true))
}

// stands reports whether there is nothing to send: no other text than what stands there and, of a draft, not for long.
func (l *live) stands(text string) bool {
	if l.to.draft == 0 {
		return text == "" || text == l.sent
	}
	return text == l.sent && time.Since(l.at) < draftEvery
}

// show edits the placeholder, or sends the draft, and reports whether to go on. Where the bot is busy with finished answers, it waits.
func (l *live) show(ctx context.Context) bool {
	l.mu.Lock()
	text := l.text
	l.mu.Unlock()
	text = draftText(text)
	if l.stands(text) {
		return true
	}
	if l.out.pace.left(l.to.chat, true) > 0 || !l.out.pace.spare() {
		l.again()
		return true
	}
	_, err := l.out.try(ctx, l.to, body{text: text, keyboard: l.keys})
	switch judge(err) {
	case shown:
		l.sent, l.at = text, time.Now()
	case limited:
		l.out.pace.hold(l.to.chat, max(retryAfter(err), editPrivate))
		l.again()
	case gone:
		l.end(err)
		return false
	case unavailable, aborted:
		if l.to.draft != 0 {
			l.again() // it fades
		}
	case vanished:
		return false
	default:
		if l.to.draft != 0 {
			return l.settle(err)
		}
	}
	return true
}

// settle goes on in a placeholder where Telegram takes no draft.
func (l *live) settle(err error) bool {
	l.out.drafts.learn(err)
	id, err := l.place()
	if err != nil {
		l.end(fmt.Errorf("%w: %w", errUnplaced, err))
		return false
	}
	l.to.draft, l.to.id, l.sent = 0, id, ""
	l.again()
	return true
}

// typing shows that the bot is at work; nothing depends on it.
func (l *live) typing(ctx context.Context) {
	if l.out.pace.left(l.to.chat, false) > 0 || !l.out.pace.spare() {
		return
	}
	if err := l.out.api.sendTyping(ctx, l.to); judge(err) == limited {
		l.out.pace.hold(l.to.chat, retryAfter(err))
	}
}

// again asks for another edit.
func (l *live) again() {
	select {
	case l.grown <- struct{}{}:
	default:
	}
}

package bot

import (
	"context"
	"runtime/debug"
	"sync"
	"time"
)

// Pacing of the growing answer in a private chat. Telegram publishes no numbers for edits; these are the ones that bots
// in the field get along with.
const (
	editEvery   = 1200 * time.Millisecond
	firstEdit   = 400 * time.Millisecond
	firstTyping = 600 * time.Millisecond
	typingEvery = 4 * time.Second // the action lasts 5 seconds
)

// live shows an answer while it grows: the latest text wins, unchanged text is not sent, and nothing of this must
// succeed, since the finished answer is shown by its own edit.
type live struct {
	out *messenger
	to  target
	// end is called with the error that says that nobody reads in this chat any more.
	end context.CancelCauseFunc

	mu    sync.Mutex
	text  string
	grown chan struct{}
	quit  chan struct{}
	done  chan struct{}

	// sent and edited belong to the goroutine of run until done is closed.
	sent   string
	edited time.Time
}

// follow starts to show the growth of an answer in the placeholder id; stop must be called.
func (m *messenger) follow(ctx context.Context, chat, id int64, end context.CancelCauseFunc) *live {
	l := &live{
		out:   m,
		to:    target{chat: chat, id: id},
		end:   end,
		grown: make(chan struct{}, 1),
		quit:  make(chan struct{}),
		done:  make(chan struct{}),
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

// stop ends the showing. It waits for an edit under way, which must not arrive after the final one, and for the pace
// after the last edit.
func (l *live) stop(ctx context.Context) {
	close(l.quit)
	<-l.done
	if !l.edited.IsZero() {
		_ = sleep(ctx, editEvery-time.Since(l.edited))
	}
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
	var due <-chan time.Time
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
		case <-due:
			due = nil
			typing.Stop()
			if !l.show(ctx) {
				return
			}
		}
	}
}

// wait returns how long the next edit has to wait for its turn.
func (l *live) wait() time.Duration {
	pace := firstEdit
	if !l.edited.IsZero() {
		pace = editEvery - time.Since(l.edited)
	}
	return max(pace, l.out.holds.left(l.to.chat))
}

// show edits the placeholder and reports whether to go on.
func (l *live) show(ctx context.Context) bool {
	l.mu.Lock()
	text := l.text
	l.mu.Unlock()
	text = draftText(text)
	if text == "" || text == l.sent {
		return true
	}
	err := l.out.api.editMessage(ctx, l.to.chat, l.to.id, body{text: text})
	l.edited = time.Now()
	switch judge(err) {
	case shown:
		l.sent = text
	case limited:
		l.out.holds.add(l.to.chat, max(retryAfter(err), editEvery))
		l.again()
	case gone:
		l.end(err)
		return false
	case vanished:
		return false
	}
	return true
}

// typing shows that the bot is at work; nothing depends on it.
func (l *live) typing(ctx context.Context) {
	if l.out.holds.left(l.to.chat) > 0 {
		return
	}
	if err := l.out.api.sendTyping(ctx, l.to.chat); judge(err) == limited {
		l.out.holds.add(l.to.chat, retryAfter(err))
	}
}

// again asks for another edit.
func (l *live) again() {
	select {
	case l.grown <- struct{}{}:
	default:
	}
}

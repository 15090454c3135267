package bot

import (
	"context"
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
	out *messenger
	to  target
	// keys stand below the growing answer.
	keys [][]button
	// end is called with the error that says that nobody reads in this chat any more.
	end context.CancelCauseFunc

	mu    sync.Mutex
	text  string
	grown chan struct{}
	quit  chan struct{}
	done  chan struct{}

	// sent is the text that stands there.
	sent string
}

// follow starts to show the growth of an answer in a placeholder; stop must be called.
func (m *messenger) follow(ctx context.Context, to target, keys [][]button, end context.CancelCauseFunc) *live {
	l := &live{
		out:   m,
		to:    to,
		keys:  keys,
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
	return max(firstEdit, l.out.pace.left(l.to.chat, true))
}

// show edits the placeholder and reports whether to go on. Where the bot is busy with finished answers, it waits.
func (l *live) show(ctx context.Context) bool {
	l.mu.Lock()
	text := l.text
	l.mu.Unlock()
	text = draftText(text)
	if text == "" || text == l.sent {
		return true
	}
	if l.out.pace.left(l.to.chat, true) > 0 || !l.out.pace.spare() {
		l.again()
		return true
	}
	_, err := l.out.try(ctx, l.to, body{text: text, keyboard: l.keys})
	switch judge(err) {
	case shown:
		l.sent = text
	case limited:
		l.out.pace.hold(l.to.chat, max(retryAfter(err), editPrivate))
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

package llm

import (
	"context"
	"fmt"
	"time"
)

// watchdog cancels a context when what it waits for does not come. It is used by the goroutine that reads the answer.
type watchdog struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
	// word is the longest wait for the first word without a sign of life, begun when it began; word is 0 after it.
	word  time.Duration
	begun time.Time
}

// awaitWord begins the wait for the first word.
func (d *watchdog) awaitWord(limit time.Duration) {
	d.word, d.begun = limit, time.Now()
	d.bark(limit, "no first word")
}

// alive begins the wait for the first word anew, up to twice its length in all. Without that limit a server whose queue
// is long could keep a reader waiting for minutes and the fallback from being asked.
func (d *watchdog) alive() {
	if d.word > 0 {
		d.bark(min(d.word, time.Until(d.begun.Add(2*d.word))), "no first word")
	}
}

// watch begins a wait after the first word and ends the one before.
func (d *watchdog) watch(limit time.Duration, what string) {
	d.word, d.begun = 0, time.Now()
	d.bark(limit, what)
}

func (d *watchdog) bark(limit time.Duration, what string) {
	d.stop()
	message := fmt.Sprintf("%s for %v", what, (time.Since(d.begun) + limit).Round(time.Second/10))
	d.timer = time.AfterFunc(limit, func() { d.cancel(&Error{Kind: KindTimeout, Message: message}) })
}

func (d *watchdog) stop() {
	if d.timer != nil {
		d.timer.Stop()
	}
}

package bot

import (
	"sync"
	"time"
)

// forwardPause is how long a person who was told that forwarded messages are no questions is not told so again.
const forwardPause = 10 * time.Minute

// forwards remembers whom the bot has told that forwarded messages are no questions, so that a flood of them gets one notice.
type forwards struct {
	mu   sync.Mutex
	told map[int64]time.Time
}

func newForwards() *forwards { return &forwards{told: map[int64]time.Time{}} }

// first reports whether a chat is to be told, and takes it as told from now on.
func (f *forwards) first(chat int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := time.Now()
	if last, ok := f.told[chat]; ok && now.Before(last.Add(forwardPause)) {
		return false
	}
	if len(f.told) >= maxChats {
		clear(f.told)
	}
	f.told[chat] = now
	return true
}

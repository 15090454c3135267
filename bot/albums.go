package bot

import "sync"

// maxChats bounds the chats whose last album is remembered.
const maxChats = 1000

// albums remembers the last album that each chat sent.
type albums struct {
	mu   sync.Mutex
	last map[int64]string
}

func newAlbums() *albums { return &albums{last: map[int64]string{}} }

// first reports whether a chat's album was not seen in its message before.
func (a *albums) first(chat int64, album string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.last[chat] == album {
		return false
	}
	if len(a.last) >= maxChats {
		clear(a.last)
	}
	a.last[chat] = album
	return true
}

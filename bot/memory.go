package bot

import (
	"slices"
	"sync"

	"articlebot/rag"
)

// maxChats bounds the chats that are remembered.
const maxChats = 1000

// memory holds the last turns of each chat, as many as an answer takes into account, the last album that it sent, and
// the profile that it chose.
type memory struct {
	mu       sync.Mutex
	turns    map[int64][]rag.Turn
	albums   map[int64]string
	profiles map[int64]string
}

func newMemory() *memory {
	return &memory{turns: map[int64][]rag.Turn{}, albums: map[int64]string{}, profiles: map[int64]string{}}
}

// of returns the turns of a chat, oldest first.
func (m *memory) of(chat int64) []rag.Turn {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.turns[chat])
}

// add appends a turn. Where too many chats are remembered, some other one is forgotten.
func (m *memory) add(chat int64, t rag.Turn) {
	m.mu.Lock()
	defer m.mu.Unlock()
	turns := slices.Concat(m.turns[chat], []rag.Turn{t})
	m.turns[chat] = turns[max(0, len(turns)-rag.MaxHistory):]
	bound(m.turns, chat)
}

// bound forgets some chats other than the one given where there are too many.
func bound[V any](chats map[int64]V, chat int64) {
	for other := range chats {
		if len(chats) <= maxChats {
			return
		}
		if other != chat {
			delete(chats, other)
		}
	}
}

// profile returns the profile that a chat chose; it is empty when it did not.
func (m *memory) profile(chat int64) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.profiles[chat]
}

// choose sets the profile of a chat; an empty name means the default one.
func (m *memory) choose(chat int64, profile string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if profile == "" {
		delete(m.profiles, chat)
		return
	}
	m.profiles[chat] = profile
	bound(m.profiles, chat)
}

// forget forgets the turns of a chat.
func (m *memory) forget(chat int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.turns, chat)
}

// firstOfAlbum reports whether a chat's album was not seen in its message before.
func (m *memory) firstOfAlbum(chat int64, album string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.albums[chat] == album {
		return false
	}
	if len(m.albums) >= maxChats {
		clear(m.albums)
	}
	m.albums[chat] = album
	return true
}

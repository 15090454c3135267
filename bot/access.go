package bot

import (
	"slices"
	"sync"
)

// Access says who may use the bot. The zero value lets nobody in.
type Access struct {
	// Open lets everybody in.
	Open bool
	// Users and Admins are Telegram's numeric ids of people.
	Users  []int64
	Admins []int64
}

// Allows reports whether a person may use the bot.
func (a Access) Allows(user int64) bool {
	return a.Open || slices.Contains(a.Users, user) || slices.Contains(a.Admins, user)
}

// maxStrangers bounds how many refused people are remembered; beyond it the memory starts anew.
const maxStrangers = 10_000

// guard applies the access rule and remembers whom it has told so, in order to say it once only.
type guard struct {
	Access

	mu   sync.Mutex
	told map[int64]bool
}

func newGuard(a Access) *guard { return &guard{Access: a, told: map[int64]bool{}} }

// first reports whether a stranger has not been told yet, and takes it as told from now on.
func (g *guard) first(user int64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.told[user] {
		return false
	}
	if len(g.told) >= maxStrangers {
		clear(g.told)
	}
	g.told[user] = true
	return true
}

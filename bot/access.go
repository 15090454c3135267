package bot

import (
	"maps"
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
	// Switching says who of those who are let in may choose the model that answers them.
	Switching Switching
}

// Switching says who may choose, with /model, the model that answers in their chat.
type Switching int

// The kinds of Switching.
const (
	AdminsSwitch Switching = iota
	EveryoneSwitches
	NobodySwitches
)

// Allows reports whether a person may use the bot.
func (a Access) Allows(user int64) bool {
	return a.Open || slices.Contains(a.Users, user) || a.isAdmin(user)
}

// isAdmin reports whether a person is an admin.
func (a Access) isAdmin(user int64) bool { return slices.Contains(a.Admins, user) }

// MaySwitch reports whether a person may choose the model that answers them.
func (a Access) MaySwitch(user int64) bool {
	switch a.Switching {
	case EveryoneSwitches:
		return a.Allows(user)
	case AdminsSwitch:
		return a.isAdmin(user)
	}
	return false
}

// maxStrangers bounds how many refused people are remembered; beyond it the memory starts anew.
const maxStrangers = 10_000

// guard keeps the access rule and remembers whom it has told so, in order to say it once only.
type guard struct {
	mu   sync.Mutex
	rule Access
	told map[int64]bool
}

func newGuard(a Access) *guard { return &guard{rule: a, told: map[int64]bool{}} }

// access returns the rule in force.
func (g *guard) access() Access {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.rule
}

// set replaces the rule. Those whom the new one lets in are told again, should they be shut out later.
func (g *guard) set(a Access) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rule = a
	maps.DeleteFunc(g.told, func(user int64, _ bool) bool { return a.Allows(user) })
}

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

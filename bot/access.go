package bot

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// Access says who may use the bot. The zero value lets nobody in.
type Access struct {
	// Open lets everybody in.
	Open bool
	// Users and Admins are Telegram's numeric ids of people, Chats of groups in which everybody may use the bot.
	Users  []int64
	Admins []int64
	Chats  []int64
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

// AllowsIn reports whether a person may use the bot in a chat.
func (a Access) AllowsIn(chat, user int64) bool {
	return slices.Contains(a.Chats, chat) || a.Allows(user)
}

// isEmpty reports whether nobody is let in.
func (a Access) isEmpty() bool { return !a.Open && len(a.Users)+len(a.Admins)+len(a.Chats) == 0 }

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
	// pairing is the owner, or the code that makes one; wrong counts the tries that failed.
	pairing Pairing
	wrong   int
	// moves are the ids that groups have now by those that they had.
	moves map[int64]int64
	// changed holds a sign for whoever follows the rule that it is another.
	changed chan struct{}
}

func newGuard(a Access, p Pairing) *guard {
	return &guard{rule: a, told: map[int64]bool{}, pairing: p, changed: make(chan struct{}, 1)}
}

// signal says that the rule is another.
func (g *guard) signal() {
	select {
	case g.changed <- struct{}{}:
	default:
	}
}

// access returns the rule in force, in which the owner is an admin and groups are known by the ids that they have now.
func (g *guard) access() Access {
	g.mu.Lock()
	defer g.mu.Unlock()
	a := g.rule.withMoves(g.moves)
	if g.pairing.Owner != 0 && !a.isAdmin(g.pairing.Owner) {
		a.Admins = slices.Concat(a.Admins, []int64{g.pairing.Owner})
	}
	return a
}

// lets reports whether a message is by somebody who may use the bot where it was written.
func (g *guard) lets(m *message) bool { return g.access().AllowsIn(m.Chat.ID, m.From.ID) }

// set replaces the rule. Those whom the new one lets in are told again, should they be shut out later. One that lets anybody in
// voids the pairing code.
func (g *guard) set(a Access) {
	defer g.signal()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rule = a
	if !a.isEmpty() {
		g.pairing.Code = ""
	}
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

// groupNote tells an admin how to let a whole group in: Telegram shows nobody the number of a group.
func (h *handler) groupNote(k *task, m *message) string {
	rule := h.access.access()
	if !m.isGroup() || rule.Open || !rule.isAdmin(m.From.ID) || slices.Contains(rule.Chats, m.Chat.ID) {
		return ""
	}
	return "\n\n" + fmt.Sprintf(k.t.group.chat, m.Chat.ID)
}

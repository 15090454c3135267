package bot

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"strings"
)

// Pairing is how the first admin of a bot comes about that the configuration lists nobody for.
type Pairing struct {
	// Owner is the person who was paired before, as store.Store.Owner returns it, or 0.
	Owner int64
	// Code, unless empty, makes the first person an admin who sends it with /pair in private.
	Code string
}

// maxTries is how many wrong codes are taken before the right one is not taken any more either.
const maxTries = 5

// codeLength is the length of a pairing code: 40 bits, of which five tries find one in 2e11.
const codeLength = 8

// NewPairingCode draws a code of letters and digits that are not mistaken for each other.
func NewPairingCode() string { return rand.Text()[:codeLength] }

// pairs reports whether a code is out.
func (g *guard) pairs() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.pairing.Code != ""
}

// tries reports whether a code is the right one. The last wrong one that is taken voids it.
func (g *guard) tries(code string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pairing.Code == "" {
		return false
	}
	code = strings.ToUpper(strings.TrimSpace(code))
	if subtle.ConstantTimeCompare([]byte(code), []byte(g.pairing.Code)) == 1 {
		return true
	}
	if g.wrong++; g.wrong >= maxTries {
		g.pairing.Code = ""
	}
	return false
}

// own makes somebody the owner, and voids the code.
func (g *guard) own(person int64) {
	defer g.signal()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pairing = Pairing{Owner: person}
}

// stranger deals with what somebody writes who is not let in. In a group that is nothing: others would read it.
func (h *handler) stranger(ctx context.Context, k *task, m *message) error {
	if m.isGroup() {
		return nil
	}
	if !h.access.pairs() {
		return h.deny(ctx, k, m)
	}
	// Another replica, which has a code of its own, may have an owner already.
	owner, err := h.store.Owner(ctx)
	if err != nil {
		return stored(err)
	}
	if owner != 0 {
		h.access.own(owner)
		if h.access.lets(m) {
			return h.reply(ctx, k, m)
		}
	}
	if c, ok := parseCommand(m.Text); ok && c.name == "pair" && h.access.pairs() {
		return h.pair(ctx, k, m, c.args)
	}
	return h.deny(ctx, k, m)
}

// pair makes the person who knows the code the owner.
func (h *handler) pair(ctx context.Context, k *task, m *message, code string) error {
	if code == "" {
		return h.say(ctx, k, k.t.access.pairing)
	}
	if !h.access.tries(code) {
		h.log.Warn("somebody tried a wrong pairing code", "user", m.From.ID, "void", !h.access.pairs())
		return h.say(ctx, k, k.t.access.wrong)
	}
	var owner int64
	err := h.disk.insist(ctx, func(ctx context.Context) (err error) {
		owner, err = h.store.Pair(ctx, m.From.ID)
		return err
	})
	if err != nil {
		return err
	}
	h.access.own(owner)
	if !h.access.lets(m) {
		return h.deny(ctx, k, m)
	}
	h.log.Info("paired with an admin", "user", owner)
	return h.say(ctx, k, k.t.access.paired)
}

// isHidden keeps a command out of the list of those that do something.
func isHidden(*handler, int64) bool { return false }

// explainPair is what /pair says to those who are let in already.
func (h *handler) explainPair(ctx context.Context, k *task, m *message, _ string) error {
	if h.isAdmin(m.From.ID) {
		return h.say(ctx, k, k.t.access.paired)
	}
	return h.say(ctx, k, k.t.access.needless)
}

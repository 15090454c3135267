// Package ledger keeps what the models used in a day, by user and by chat, and the limits on that. It is kept in memory and
// begins anew with the program.
package ledger

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"articlebot/rag"
)

// Limits bounds what models may be used for in a day. 0 is no limit.
type Limits struct {
	// UserTokens and UserCost are for the questions of one user, TotalTokens and TotalCost for those of all together. Costs
	// are in the currency of the profiles' prices.
	UserTokens, TotalTokens int
	UserCost, TotalCost     float64
}

// Sum is what a number of answers took. Answers without a model do not count.
type Sum struct {
	Answers int
	Usage   rag.Usage
}

// Tokens returns the tokens of prompts and answers together.
func (s Sum) Tokens() int { return s.Usage.PromptTokens + s.Usage.CompletionTokens }

// add enters an answer. A server that reports less than nothing must not make room for more.
func (s Sum) add(u rag.Usage) Sum {
	s.Answers++
	s.Usage.PromptTokens += max(0, u.PromptTokens)
	s.Usage.CompletionTokens += max(0, u.CompletionTokens)
	s.Usage.Cost += max(0, u.Cost)
	return s
}

// within reports whether the sum is below both limits.
func (s Sum) within(tokens int, cost float64) bool {
	return (tokens == 0 || s.Tokens() < tokens) && (cost == 0 || s.Usage.Cost < cost)
}

// Share is what a user or a chat took.
type Share struct {
	ID string
	Sum
}

// Day is what was used in a day.
type Day struct {
	// Start is the midnight at which the day began.
	Start time.Time
	Total Sum
	// Users and Chats are the biggest first: by cost, then by tokens.
	Users, Chats []Share
}

// Ledger is a rag.Ledger of the day that it is. Any number of goroutines may use it. What an answer took counts for the day
// on which it ended. Only who had a model asked today takes up room.
type Ledger struct {
	zone *time.Location

	mu           sync.Mutex
	limits       Limits
	start        time.Time
	total        Sum
	users, chats map[string]Sum
}

var _ rag.Ledger = (*Ledger)(nil)

// New returns an empty ledger whose days are those of the time zone.
func New(l Limits, zone *time.Location) *Ledger { return &Ledger{limits: l, zone: zone} }

// SetLimits replaces the limits. What was used today stays.
func (l *Ledger) SetLimits(limits Limits) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.limits = limits
}

// Affords reports whether what the account's user and all users together took today is below the limits. An account without
// a user has no limit of its own.
func (l *Ledger) Affords(_ context.Context, a rag.Account) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn()
	return l.total.within(l.limits.TotalTokens, l.limits.TotalCost) &&
		(a.User == "" || l.users[a.User].within(l.limits.UserTokens, l.limits.UserCost))
}

// Charge enters what an answer took.
func (l *Ledger) Charge(_ context.Context, a rag.Account, u rag.Usage) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn()
	l.total = l.total.add(u)
	if a.User != "" {
		l.users[a.User] = l.users[a.User].add(u)
	}
	if a.Chat != "" {
		l.chats[a.Chat] = l.chats[a.Chat].add(u)
	}
}

// Today returns what was used today, with at most so many users and chats.
func (l *Ledger) Today(_ context.Context, most int) Day {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn()
	return Day{Start: l.start, Total: l.total, Users: biggest(l.users, most), Chats: biggest(l.chats, most)}
}

// turn begins a new page when a new day has begun. The one before is dropped.
func (l *Ledger) turn() {
	now := time.Now().In(l.zone)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, l.zone)
	if !today.Equal(l.start) {
		l.start, l.total = today, Sum{}
		l.users, l.chats = map[string]Sum{}, map[string]Sum{}
	}
}

// biggest returns the biggest of the sums; equal ones in the order of their ids.
func biggest(sums map[string]Sum, most int) []Share {
	list := make([]Share, 0, len(sums))
	for id, sum := range sums {
		list = append(list, Share{ID: id, Sum: sum})
	}
	slices.SortFunc(list, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Usage.Cost, a.Usage.Cost), cmp.Compare(b.Tokens(), a.Tokens()), cmp.Compare(a.ID, b.ID))
	})
	return slices.Clip(list[:min(most, len(list))])
}

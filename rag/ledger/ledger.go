// Package ledger keeps what the models used in a day, by user and by chat, and the limits on that. Its numbers are in a Book,
// which is asked each time: they outlive the program, and processes that share a book share the limits.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
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

// Options are what a Ledger is made of. Book is required.
type Options struct {
	Book   Book
	Limits Limits
	// Zone says when a day begins; nil means UTC. Processes that share a book should be of one zone.
	Zone *time.Location
	// Logger is told of a book that fails; nil discards.
	Logger *slog.Logger
}

// Ledger is a rag.Ledger of the day that it is. Any number of goroutines may use it. What an answer took counts for the day
// on which it ended.
type Ledger struct {
	book   Book
	limits atomic.Pointer[Limits]
	zone   *time.Location
	log    *slog.Logger
}

var _ rag.Ledger = (*Ledger)(nil)

// patience is how long the book may take. A question waits for it.
const patience = 5 * time.Second

// maxTokens is more than any model reads or writes for one answer, and so little that no sum of it overflows.
const maxTokens = 1_000_000_000

// New returns a ledger that goes on with what is in its book.
func New(o Options) *Ledger {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	l := &Ledger{book: o.Book, zone: o.Zone, log: o.Logger.With("component", "ledger")}
	l.SetLimits(o.Limits)
	return l
}

// SetLimits replaces the limits. What was used today stays.
func (l *Ledger) SetLimits(limits Limits) { l.limits.Store(&limits) }

// Affords reports whether what the account's user and all users together took today is below the limits. An account without
// a user has no limit of its own. Where there are limits but the book cannot be read, nothing is afforded, and that is logged.
func (l *Ledger) Affords(ctx context.Context, a rag.Account) bool {
	limits := *l.limits.Load()
	if limits == (Limits{}) {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	total, own, err := l.book.Sums(ctx, name(l.today()), a.User)
	if err != nil {
		if !errors.Is(ctx.Err(), context.Canceled) {
			l.log.ErrorContext(ctx, "no model is asked: there are daily limits, but what was used today cannot be read", "err", err)
		}
		return false
	}
	return total.within(limits.TotalTokens, limits.TotalCost) &&
		(a.User == "" || own.within(limits.UserTokens, limits.UserCost))
}

// Charge enters what an answer took, also when ctx has ended. What cannot be entered is logged, and counts for no limit.
func (l *Ledger) Charge(ctx context.Context, a rag.Account, u rag.Usage) {
	u = plausible(u)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := l.book.Add(ctx, name(l.today()), a, u); err != nil {
		l.log.ErrorContext(ctx, "what an answer took cannot be entered, and counts for no daily limit",
			"prompt_tokens", u.PromptTokens, "completion_tokens", u.CompletionTokens, "cost", u.Cost, "err", err)
	}
}

// plausible returns what a server reports, as far as that can be. Less than nothing must not make room for more, nor must a
// number that no sum can hold.
func plausible(u rag.Usage) rag.Usage {
	return rag.Usage{
		PromptTokens:     min(max(0, u.PromptTokens), maxTokens),
		CompletionTokens: min(max(0, u.CompletionTokens), maxTokens),
		Cost:             max(0, u.Cost),
	}
}

// Today returns what was used today, with at most so many users and chats. Its error is the book's.
func (l *Ledger) Today(ctx context.Context, most int) (Day, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	start := l.today()
	day, err := l.book.Day(ctx, name(start), most)
	if err != nil {
		return Day{}, fmt.Errorf("reading today's usage: %w", err)
	}
	day.Start = start
	return day, nil
}

// today returns the midnight at which the day began.
func (l *Ledger) today() time.Time {
	now := time.Now().In(l.zone)
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, l.zone)
}

// name is what a book calls a day.
func name(day time.Time) string { return day.Format(time.DateOnly) }

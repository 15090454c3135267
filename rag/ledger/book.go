package ledger

import (
	"context"
	"time"

	"articlebot/rag"
)

// Book keeps the sums of days, which are named as 2006-01-02. Any number of goroutines use it and, where several processes
// share a database, any number of those: what one has entered, all read.
type Book interface {
	// Add enters an answer's usage in a day, for all together and for the account's user and chat as far as it names them:
	// all of that, or nothing and an error.
	Add(ctx context.Context, day string, a rag.Account, u rag.Usage) error
	// Sums returns what was entered in a day for all together, and for a user; that of the user "" does not matter.
	Sums(ctx context.Context, day, user string) (total, own Sum, err error)
	// Day returns what was entered in a day, with at most so many users and chats. Its Start does not matter.
	Day(ctx context.Context, day string, most int) (Day, error)
}

// Sum is what a number of answers took. Answers without a model do not count.
type Sum struct {
	Answers int
	Usage   rag.Usage
}

// Tokens returns the tokens of prompts and answers together.
func (s Sum) Tokens() int { return s.Usage.PromptTokens + s.Usage.CompletionTokens }

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

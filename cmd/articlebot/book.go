package main

import (
	"context"

	"articlebot/bot/store"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// book is a ledger.Book in the bot's part of the database.
type book struct{ store *store.Store }

// Add enters an answer's usage.
func (b book) Add(ctx context.Context, day string, a rag.Account, u rag.Usage) error {
	payers := []store.Payer{store.Everybody()}
	if a.User != "" {
		payers = append(payers, store.UserPayer(a.User))
	}
	if a.Chat != "" {
		payers = append(payers, store.ChatPayer(a.Chat))
	}
	one := store.Usage{Answers: 1, PromptTokens: u.PromptTokens, CompletionTokens: u.CompletionTokens, Cost: u.Cost}
	return b.store.AddUsage(ctx, day, one, payers...)
}

// Sums reads what was used by all together and by a user.
func (b book) Sums(ctx context.Context, day, user string) (total, own ledger.Sum, err error) {
	all, err := b.store.SumUsage(ctx, day, store.Everybody())
	if err != nil {
		return ledger.Sum{}, ledger.Sum{}, err
	}
	users, err := b.store.SumUsage(ctx, day, store.UserPayer(user))
	if err != nil {
		return ledger.Sum{}, ledger.Sum{}, err
	}
	return sumOf(all), sumOf(users), nil
}

// Day reads what was used, and who used most.
func (b book) Day(ctx context.Context, day string, most int) (ledger.Day, error) {
	spent, err := b.store.SpentOn(ctx, day, most)
	if err != nil {
		return ledger.Day{}, err
	}
	return ledger.Day{Total: sumOf(spent.Total), Users: sharesOf(spent.Users), Chats: sharesOf(spent.Chats)}, nil
}

func sumOf(u store.Usage) ledger.Sum {
	usage := rag.Usage{PromptTokens: u.PromptTokens, CompletionTokens: u.CompletionTokens, Cost: u.Cost}
	return ledger.Sum{Answers: u.Answers, Usage: usage}
}

func sharesOf(list []store.Share) []ledger.Share {
	shares := make([]ledger.Share, len(list))
	for i, s := range list {
		shares[i] = ledger.Share{ID: s.ID, Sum: sumOf(s.Usage)}
	}
	return shares
}

package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"articlebot/rag/ledger"
)

// maxShares is how many users and chats /usage lists.
const maxShares = 10

// tellUsage tells an admin what the models were used for today.
func (h *handler) tellUsage(ctx context.Context, k *task, _ *message, _ string) error {
	t := k.t.usage
	day, err := h.usage.Today(ctx, maxShares)
	if err != nil {
		h.log.Error("an admin cannot be told what was used", "err", err)
		return h.say(ctx, k, t.failed)
	}
	return h.say(ctx, k, t.report(day))
}

// noUsage is the Usage of a bot that does not count any.
type noUsage struct{}

// Today returns a day without usage.
func (noUsage) Today(context.Context, int) (ledger.Day, error) {
	now := time.Now()
	return ledger.Day{Start: time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())}, nil
}

// report describes a day, with costs only if there were any.
func (t usagePhrases) report(day ledger.Day) string {
	date := day.Start.Format("2006-01-02 MST")
	if day.Total.Answers == 0 {
		return fmt.Sprintf(t.none, escape(date))
	}
	isPriced := day.Total.Usage.Cost > 0
	lines := []string{fmt.Sprintf(t.today, escape(date)), t.amount(day.Total, isPriced)}
	lines = append(lines, t.list(t.users, day.Users, isPriced)...)
	// A private chat has the id of its user: where there are no others, they are the same list.
	if !slices.Equal(day.Users, day.Chats) {
		lines = append(lines, t.list(t.chats, day.Chats, isPriced)...)
	}
	return strings.Join(lines, "\n")
}

// list returns a blank line, a title and a line for each share.
func (t usagePhrases) list(title string, shares []ledger.Share, isPriced bool) []string {
	lines := []string{"", title}
	for _, s := range shares {
		lines = append(lines, fmt.Sprintf(t.share, escape(s.ID), t.amount(s.Sum, isPriced)))
	}
	return lines
}

func (t usagePhrases) amount(s ledger.Sum, isPriced bool) string {
	text := fmt.Sprintf(t.sum, s.Answers, s.Tokens(), s.Usage.PromptTokens, s.Usage.CompletionTokens)
	if isPriced {
		text += fmt.Sprintf(t.cost, ledger.Money(s.Usage.Cost))
	}
	return text
}

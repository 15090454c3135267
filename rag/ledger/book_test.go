package ledger_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"articlebot/rag"
	"articlebot/rag/ledger"
)

// memory is a Book that ends with the test.
type memory struct {
	mu   sync.Mutex
	sums map[key]ledger.Sum
	// broken is an error that every call returns.
	broken error
	// asked counts the calls, and heard notes an error of their contexts.
	asked int
	heard error
}

// key names a sum: of which day, and of all (""), a user ("u…") or a chat ("c…").
type key struct{ day, who string }

func newMemory() *memory { return &memory{sums: map[key]ledger.Sum{}} }

// call begins a call, which the caller ends by unlocking.
func (m *memory) call(ctx context.Context) error {
	m.mu.Lock()
	m.asked++
	m.heard = errors.Join(m.heard, ctx.Err())
	return m.broken
}

// Add enters an answer.
func (m *memory) Add(ctx context.Context, day string, a rag.Account, u rag.Usage) error {
	defer m.mu.Unlock()
	if err := m.call(ctx); err != nil {
		return err
	}
	for who, isCharged := range map[string]bool{"": true, "u" + a.User: a.User != "", "c" + a.Chat: a.Chat != ""} {
		if !isCharged {
			continue
		}
		sum := m.sums[key{day, who}]
		sum.Answers++
		sum.Usage.PromptTokens += u.PromptTokens
		sum.Usage.CompletionTokens += u.CompletionTokens
		sum.Usage.Cost += u.Cost
		m.sums[key{day, who}] = sum
	}
	return nil
}

// Sums returns two sums.
func (m *memory) Sums(ctx context.Context, day, user string) (total, own ledger.Sum, err error) {
	defer m.mu.Unlock()
	if err := m.call(ctx); err != nil {
		return ledger.Sum{}, ledger.Sum{}, err
	}
	return m.sums[key{day, ""}], m.sums[key{day, "u" + user}], nil
}

// Day returns the biggest by tokens.
func (m *memory) Day(ctx context.Context, day string, most int) (ledger.Day, error) {
	defer m.mu.Unlock()
	if err := m.call(ctx); err != nil {
		return ledger.Day{}, err
	}
	return ledger.Day{Total: m.sums[key{day, ""}], Users: m.biggest(day, "u", most), Chats: m.biggest(day, "c", most)}, nil
}

func (m *memory) biggest(day, kind string, most int) (list []ledger.Share) {
	for k, sum := range m.sums {
		if id, is := strings.CutPrefix(k.who, kind); is && k.day == day {
			list = append(list, ledger.Share{ID: id, Sum: sum})
		}
	}
	slices.SortFunc(list, func(a, b ledger.Share) int {
		return cmp.Or(cmp.Compare(b.Tokens(), a.Tokens()), cmp.Compare(a.ID, b.ID))
	})
	return list[:min(most, len(list))]
}

package main

import (
	"testing"
	"time"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// openLedger opens a database and returns a ledger in it, as serve makes it, and what ends both.
func openLedger(t *testing.T, o sqldb.Options, limits ledger.Limits) (l *ledger.Ledger, end func()) {
	t.Helper()
	l, _, end = openBook(t, o, limits)
	return l, end
}

// openBook is openLedger with the store.
func openBook(t *testing.T, o sqldb.Options, limits ledger.Limits) (l *ledger.Ledger, work *store.Store, end func()) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	zone := middayZone()
	if work, err = store.New(t.Context(), db, store.Options{Zone: zone}); err != nil {
		t.Fatal(err)
	}
	return ledger.New(ledger.Options{Book: book{work}, Limits: limits, Zone: zone}), work, func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

// middayZone is where it is noon now, so that no test runs past midnight.
func middayZone() *time.Location {
	now := time.Now().UTC()
	return time.FixedZone("midday", int((12*time.Hour - now.Sub(now.Truncate(24*time.Hour))).Seconds()))
}

var (
	ann = rag.Account{Chat: "5", User: "5"}
	ben = rag.Account{Chat: "6", User: "6"}
	one = rag.Usage{PromptTokens: 100, CompletionTokens: 20, Cost: 0.5}
)

func TestRestartKeepsUsage(t *testing.T) {
	for name, limits := range map[string]ledger.Limits{"Tokens": {UserTokens: 240}, "Cost": {UserCost: 1}} {
		t.Run(name, func(t *testing.T) {
			sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
				for n := range 2 {
					l, end := openLedger(t, o, limits)
					if !l.Affords(t.Context(), ann) {
						t.Errorf("after %d answers, nothing is left", n)
					}
					l.Charge(t.Context(), ann, one)
					end()
				}
				l, _ := openLedger(t, o, limits)
				if l.Affords(t.Context(), ann) || !l.Affords(t.Context(), ben) {
					t.Error("a restart has lifted the limit, or bounds somebody else")
				}
				mustHaveUsed(t, l, map[string]int{"5": 2})
			})
		})
	}
}

// TestForgettingDoesNotLiftTheLimit, and the admins see no more of who was forgotten.
func TestForgettingDoesNotLiftTheLimit(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		l, work, _ := openBook(t, o, ledger.Limits{UserTokens: 240})
		for n := range 2 {
			if !l.Affords(t.Context(), ann) {
				t.Errorf("after %d answers, nothing is left", n)
			}
			l.Charge(t.Context(), ann, one)
			if err := work.Forget(t.Context(), 5); err != nil {
				t.Fatal(err)
			}
		}
		if l.Affords(t.Context(), ann) || !l.Affords(t.Context(), ben) {
			t.Error("to be forgotten lifts the limit, or bounds somebody else")
		}
		if day, err := l.Today(t.Context(), 5); err != nil || day.Total.Answers != 2 || len(day.Users)+len(day.Chats) > 0 {
			t.Errorf("got %+v, %v", day, err)
		}
	})
}

// TestReplicasShareUsage has two programs work in one database at the same time.
func TestReplicasShareUsage(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
		limits := ledger.Limits{TotalTokens: 360}
		first, _ := openLedger(t, o, limits)
		o.Beside = true
		second, _ := openLedger(t, o, limits)
		first.Charge(t.Context(), ann, one)
		second.Charge(t.Context(), ann, one)
		second.Charge(t.Context(), rag.Account{Chat: "-7"}, one)
		for _, l := range []*ledger.Ledger{first, second} {
			if l.Affords(t.Context(), ben) {
				t.Error("a replica does not see what the other one has used")
			}
			mustHaveUsed(t, l, map[string]int{"5": 2, "-7": 1})
		}
	})
}

// mustHaveUsed holds how many answers each chat had today. A private chat is its user's.
func mustHaveUsed(t *testing.T, l *ledger.Ledger, answers map[string]int) {
	t.Helper()
	day, err := l.Today(t.Context(), 5)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, chat := range day.Chats {
		total += chat.Answers
		if chat.Answers != answers[chat.ID] || chat.Tokens() != 120*chat.Answers || chat.Usage.Cost != 0.5*float64(chat.Answers) {
			t.Errorf("chat %s: %+v, want %d answers", chat.ID, chat.Sum, answers[chat.ID])
		}
	}
	if len(day.Chats) != len(answers) || len(day.Users) != 1 || day.Users[0] != day.Chats[0] || day.Total.Answers != total {
		t.Errorf("got %+v, want %v", day, answers)
	}
}

// TestLedgerOfAClosedDatabase denies what it cannot count.
func TestLedgerOfAClosedDatabase(t *testing.T) {
	l, end := openLedger(t, sqldb.Options{Dir: t.TempDir()}, ledger.Limits{TotalCost: 100})
	end()
	l.Charge(t.Context(), ann, one)
	if l.Affords(t.Context(), ann) {
		t.Error("there is a limit, but not for what cannot be counted")
	}
	if _, err := l.Today(t.Context(), 5); err == nil {
		t.Error("today was read from nowhere")
	}
}

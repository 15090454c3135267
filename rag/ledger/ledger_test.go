package ledger_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag"
	"articlebot/rag/ledger"
)

// answer is what one answer takes in these tests.
var answer = rag.Usage{PromptTokens: 100, CompletionTokens: 20, Cost: 0.5}

func account(id string) rag.Account { return rag.Account{Chat: id, User: id} }

func TestLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		limits ledger.Limits
		// own is how many answers one user gets, all how many two get when the second asks after the first.
		own, all int
	}{
		"None":        {ledger.Limits{}, 50, 100},
		"UserTokens":  {ledger.Limits{UserTokens: 300}, 3, 6},
		"JustSpent":   {ledger.Limits{UserTokens: 240}, 2, 4},
		"UserCost":    {ledger.Limits{UserCost: 1.75}, 4, 8},
		"TotalTokens": {ledger.Limits{TotalTokens: 599}, 5, 5},
		"TotalCost":   {ledger.Limits{TotalCost: 2}, 4, 4},
		"Nearest":     {ledger.Limits{UserTokens: 1200, UserCost: 1, TotalTokens: 241, TotalCost: 9}, 2, 3},
	} {
		t.Run(name, func(t *testing.T) {
			l := ledger.New(tt.limits, time.UTC)
			own := spend(t, l, "1")
			if all := own + spend(t, l, "2"); own != tt.own || all != tt.all {
				t.Errorf("one user got %d answers, two got %d; want %d and %d", own, all, tt.own, tt.all)
			}
		})
	}
}

// spend has a user ask until nothing is left, fifty times at most, and returns how often a model was asked.
func spend(t *testing.T, l *ledger.Ledger, user string) int {
	t.Helper()
	for n := range 50 {
		if !l.Affords(t.Context(), account(user)) {
			return n
		}
		l.Charge(t.Context(), account(user), answer)
	}
	return 50
}

func TestNobodyHasOnlyTheLimitOfAll(t *testing.T) {
	l := ledger.New(ledger.Limits{UserTokens: 1, TotalTokens: 1000}, time.UTC)
	if n := spend(t, l, ""); n != 9 {
		t.Errorf("%d answers for nobody, want 9", n)
	}
	if day := l.Today(t.Context(), 10); len(day.Users)+len(day.Chats) > 0 || day.Total.Answers != 9 {
		t.Errorf("got %+v", day)
	}
}

func TestLimitsChange(t *testing.T) {
	l := ledger.New(ledger.Limits{UserTokens: 1}, time.UTC)
	spend(t, l, "1")
	for _, tt := range []struct {
		limits ledger.Limits
		want   bool
	}{{ledger.Limits{UserTokens: 121}, true}, {ledger.Limits{UserTokens: 120}, false}, {ledger.Limits{}, true}} {
		l.SetLimits(tt.limits)
		if got := l.Affords(t.Context(), account("1")); got != tt.want {
			t.Errorf("%+v: affords %v", tt.limits, got)
		}
	}
}

func TestOddReportsMakeNoRoom(t *testing.T) {
	l := ledger.New(ledger.Limits{UserTokens: 120}, time.UTC)
	l.Charge(t.Context(), account("1"), answer)
	l.Charge(t.Context(), account("1"), rag.Usage{PromptTokens: -1000, CompletionTokens: -1, Cost: -3})
	if total := l.Today(t.Context(), 1).Total; l.Affords(t.Context(), account("1")) || total.Tokens() != 120 || total.Usage.Cost != 0.5 {
		t.Errorf("got %+v", total)
	}
}

// TestDay has a day end at midnight of the zone, which is 16:00 by the clock of the test.
func TestDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		zone := time.FixedZone("CST", 8*3600)
		l := ledger.New(ledger.Limits{UserTokens: 1}, zone)
		spend(t, l, "1")
		start := time.Date(2000, 1, 1, 0, 0, 0, 0, zone)
		time.Sleep(16*time.Hour - time.Second)
		if day := l.Today(t.Context(), 1); l.Affords(t.Context(), account("1")) || !day.Start.Equal(start) || day.Total.Answers != 1 {
			t.Errorf("before midnight: %+v", day)
		}
		time.Sleep(time.Second)
		if !l.Affords(t.Context(), account("1")) {
			t.Error("the limit outlives the day")
		}
		day := l.Today(t.Context(), 1)
		if !day.Start.Equal(start.AddDate(0, 0, 1)) || day.Total != (ledger.Sum{}) || len(day.Users)+len(day.Chats) > 0 {
			t.Errorf("after midnight: %+v", day)
		}
	})
}

func TestTodayListsTheBiggest(t *testing.T) {
	l := ledger.New(ledger.Limits{}, time.UTC)
	for user := range 12 {
		for range user%6 + 1 {
			l.Charge(t.Context(), rag.Account{Chat: "-7", User: strconv.Itoa(user)}, rag.Usage{PromptTokens: 10, CompletionTokens: 1})
		}
	}
	l.Charge(t.Context(), rag.Account{Chat: "0", User: "0"}, rag.Usage{PromptTokens: 1, Cost: 0.1})
	day := l.Today(t.Context(), 5)
	var got []string
	for _, s := range day.Users {
		got = append(got, fmt.Sprintf("%s %d %d", s.ID, s.Answers, s.Tokens()))
	}
	if want := []string{"0 2 12", "11 6 66", "5 6 66", "10 5 55", "4 5 55"}; !slices.Equal(got, want) {
		t.Errorf("users %q, want %q", got, want)
	}
	if len(day.Chats) != 2 || day.Chats[0].ID != "0" || day.Chats[1].Answers != 42 || day.Total.Tokens() != 42*11+1 {
		t.Errorf("got %+v", day)
	}
}

// TestManyAtOnce holds that nothing is lost between goroutines, and that each of them overdraws by one answer at most.
func TestManyAtOnce(t *testing.T) {
	const askers, limit = 64, 50_000
	l := ledger.New(ledger.Limits{TotalTokens: limit}, time.UTC)
	var all sync.WaitGroup
	counts := make([]int, askers)
	for i := range askers {
		all.Go(func() {
			ctx, who := context.WithoutCancel(t.Context()), account(strconv.Itoa(i%8))
			for l.Affords(ctx, who) {
				l.Charge(ctx, who, answer)
				counts[i]++
				l.Today(ctx, 3)
				l.SetLimits(ledger.Limits{TotalTokens: limit})
			}
		})
	}
	all.Wait()
	want := 0
	for _, n := range counts {
		want += n
	}
	day := l.Today(t.Context(), askers)
	sum := 0
	for _, s := range day.Users {
		sum += s.Answers
	}
	if day.Total.Answers != want || sum != want || day.Total.Tokens() != want*120 {
		t.Errorf("%d answers, %d by user, %d tokens; want %d answers", day.Total.Answers, sum, day.Total.Tokens(), want)
	}
	if tokens := day.Total.Tokens(); tokens < limit || tokens >= limit+askers*120 {
		t.Errorf("%d tokens of %d, with %d questions under way at most", tokens, limit, askers)
	}
}

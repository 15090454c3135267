package ledger_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag"
	"articlebot/rag/ledger"
)

// answer is what one answer takes in these tests.
var answer = rag.Usage{PromptTokens: 100, CompletionTokens: 20, Cost: 0.5}

// newLedger returns a ledger of days by UTC.
func newLedger(limits ledger.Limits, book ledger.Book) *ledger.Ledger {
	return ledger.New(ledger.Options{Book: book, Limits: limits})
}

// today returns what was used today.
func today(t *testing.T, l *ledger.Ledger, most int) ledger.Day {
	t.Helper()
	day, err := l.Today(t.Context(), most)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

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
			l := newLedger(tt.limits, newMemory())
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
	l := newLedger(ledger.Limits{UserTokens: 1, TotalTokens: 1000}, newMemory())
	if n := spend(t, l, ""); n != 9 {
		t.Errorf("%d answers for nobody, want 9", n)
	}
	if day := today(t, l, 10); len(day.Users)+len(day.Chats) > 0 || day.Total.Answers != 9 {
		t.Errorf("got %+v", day)
	}
}

func TestLimitsChange(t *testing.T) {
	l := newLedger(ledger.Limits{UserTokens: 1}, newMemory())
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
	l := newLedger(ledger.Limits{UserTokens: 120}, newMemory())
	l.Charge(t.Context(), account("1"), answer)
	l.Charge(t.Context(), account("1"), rag.Usage{PromptTokens: -1000, CompletionTokens: -1, Cost: -3})
	if total := today(t, l, 1).Total; l.Affords(t.Context(), account("1")) || total.Tokens() != 120 || total.Usage.Cost != 0.5 {
		t.Errorf("got %+v", total)
	}
	for range 3 {
		l.Charge(t.Context(), account("1"), rag.Usage{PromptTokens: math.MaxInt, CompletionTokens: math.MaxInt})
	}
	if total := today(t, l, 1).Total; l.Affords(t.Context(), account("1")) || total.Tokens() <= 120 {
		t.Errorf("got %+v", total)
	}
}

// TestDay has a day end at midnight of the zone, which is 16:00 by the clock of the test.
func TestDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		zone := time.FixedZone("CST", 8*3600)
		l := ledger.New(ledger.Options{Book: newMemory(), Limits: ledger.Limits{UserTokens: 1}, Zone: zone})
		spend(t, l, "1")
		start := time.Date(2000, 1, 1, 0, 0, 0, 0, zone)
		time.Sleep(16*time.Hour - time.Second)
		if day := today(t, l, 1); l.Affords(t.Context(), account("1")) || !day.Start.Equal(start) || day.Total.Answers != 1 {
			t.Errorf("before midnight: %+v", day)
		}
		time.Sleep(time.Second)
		if !l.Affords(t.Context(), account("1")) {
			t.Error("the limit outlives the day")
		}
		day := today(t, l, 1)
		if !day.Start.Equal(start.AddDate(0, 0, 1)) || day.Total != (ledger.Sum{}) || len(day.Users)+len(day.Chats) > 0 {
			t.Errorf("after midnight: %+v", day)
		}
	})
}

// TestLedgersShareABook has two programs charge a user, of which one begins later.
func TestLedgersShareABook(t *testing.T) {
	book := newMemory()
	one := newLedger(ledger.Limits{UserTokens: 240}, book)
	one.Charge(t.Context(), account("1"), answer)
	two := newLedger(ledger.Limits{UserTokens: 240}, book)
	if !two.Affords(t.Context(), account("1")) {
		t.Error("half of the limit is left")
	}
	two.Charge(t.Context(), account("1"), answer)
	for _, l := range []*ledger.Ledger{one, two} {
		if day := today(t, l, 1); l.Affords(t.Context(), account("1")) || !l.Affords(t.Context(), account("2")) || day.Total.Answers != 2 {
			t.Errorf("got %+v", day)
		}
	}
}

// TestBrokenBook holds that limits hold although nothing can be read, and that an operator learns of it.
func TestBrokenBook(t *testing.T) {
	book, logged := newMemory(), &bytes.Buffer{}
	l := ledger.New(ledger.Options{Book: book, Logger: slog.New(slog.NewTextHandler(logged, nil))})
	book.broken = errors.New("out of ink")
	if !l.Affords(t.Context(), account("1")) || book.asked != 0 {
		t.Errorf("without limits there is no reason to deny, nor to ask the book, which was asked %d times", book.asked)
	}
	for _, limits := range []ledger.Limits{{UserTokens: 1000}, {TotalTokens: 1000}, {UserCost: 1000}, {TotalCost: 1000}} {
		l.SetLimits(limits)
		logged.Reset()
		if l.Affords(t.Context(), account("1")) || l.Affords(t.Context(), rag.Account{}) || strings.Count(logged.String(), "out of ink") != 2 {
			t.Errorf("%+v: afforded, or logged is %q", limits, logged)
		}
	}
	logged.Reset()
	l.Charge(t.Context(), account("canary-id"), answer)
	if line := logged.String(); !strings.Contains(line, "completion_tokens=20") || !strings.Contains(line, "out of ink") || strings.Contains(line, "canary") {
		t.Errorf("logged is %q", line)
	}
	if _, err := l.Today(t.Context(), 1); !errors.Is(err, book.broken) {
		t.Errorf("got %v", err)
	}
	book.broken = nil
	if !l.Affords(t.Context(), account("1")) {
		t.Error("a book that is mended is not read")
	}
}

// TestReaderWhoLeaves is charged all the same, and what the book says of a context that has ended is no news.
func TestReaderWhoLeaves(t *testing.T) {
	book, logged := newMemory(), &bytes.Buffer{}
	l := ledger.New(ledger.Options{Book: book, Limits: ledger.Limits{UserTokens: 1}, Logger: slog.New(slog.NewTextHandler(logged, nil))})
	gone, leave := context.WithCancel(t.Context())
	leave()
	l.Charge(gone, account("1"), answer)
	if total := today(t, l, 1).Total; total.Tokens() != 120 || book.heard != nil {
		t.Errorf("got %+v, %v", total, book.heard)
	}
	book.broken = context.Canceled
	if l.Affords(gone, account("1")) || logged.Len() > 0 {
		t.Errorf("afforded, or logged is %q", logged)
	}
}

// TestManyAtOnce holds that nothing is lost between goroutines, and that each of them overdraws by one answer at most.
func TestManyAtOnce(t *testing.T) {
	const askers, limit = 64, 50_000
	l := newLedger(ledger.Limits{TotalTokens: limit}, newMemory())
	var all sync.WaitGroup
	counts := make([]int, askers)
	for i := range askers {
		all.Go(func() {
			ctx, who := context.WithoutCancel(t.Context()), account(strconv.Itoa(i%8))
			for l.Affords(ctx, who) {
				l.Charge(ctx, who, answer)
				counts[i]++
				l.SetLimits(ledger.Limits{TotalTokens: limit})
			}
		})
	}
	all.Wait()
	want := 0
	for _, n := range counts {
		want += n
	}
	day := today(t, l, askers)
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

package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// withUsage runs a bot whose only admin is Alice, and whose answers are charged to a ledger as an engine does it.
func withUsage(t *testing.T, price float64, story func(w *world, book *ledger.Ledger)) {
	t.Helper()
	book := ledger.New(ledger.Limits{}, time.UTC)
	asker := askFunc(func(ctx context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		book.Charge(ctx, q.Account, rag.Usage{PromptTokens: 100, CompletionTokens: 20, Cost: price})
		return rag.Answer{Question: q.Text, Text: "an answer"}, nil
	})
	inWorld(t, asker, func(w *world) { story(w, book) }, func(o *bot.Options) {
		o.Usage, o.Access = book, bot.Access{Open: true, Admins: []int64{alice}}
	})
}

func TestUsage(t *testing.T) {
	withUsage(t, 0.00056, func(w *world, _ *ledger.Ledger) {
		if got, want := w.asks(alice, "/usage")[0], "Today (2000-01-01 UTC) no model was asked so far."; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		w.asks(bob, "Bob's first", "Bob's second")
		w.asks(alice, "of Alice")
		want := "Used today (2000-01-01 UTC)\nanswers: 3, tokens: 360 (in 300, out 60), cost: 0.0017\n\nThe biggest users:\n" +
			"• 1002 answers: 2, tokens: 240 (in 200, out 40), cost: 0.0011\n" +
			"• 1001 answers: 1, tokens: 120 (in 100, out 20), cost: 0.00056"
		if got := w.asks(alice, "/usage")[0]; got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
		w.halt()
		time.Sleep(24 * time.Hour)
		w.boot()
		w.lang = "zh"
		if got, want := w.asks(alice, "/usage")[0], "今天（2000-01-02 UTC）还没有问过模型。"; got != want {
			t.Errorf("the next day: %q, want %q", got, want)
		}
	})
}

// TestUsageWithoutPrices also has a chat that is not its user's own.
func TestUsageWithoutPrices(t *testing.T) {
	withUsage(t, 0, func(w *world, book *ledger.Ledger) {
		book.Charge(t.Context(), rag.Account{Chat: "-1009", User: strconv.FormatInt(bob, 10)}, rag.Usage{PromptTokens: 7})
		w.lang = "zh"
		want := "今天的模型用量（2000-01-01 UTC）\n回答 1 个，token 7 个（输入 7，输出 0）\n\n用量最大的用户：\n• 1002：回答 1 个，token 7 个（输入 7，输出 0）\n\n" +
			"用量最大的聊天：\n• -1009：回答 1 个，token 7 个（输入 7，输出 0）"
		if got := w.asks(alice, "/usage")[0]; got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	})
}

func TestUsageListsTen(t *testing.T) {
	withUsage(t, 0, func(w *world, _ *ledger.Ledger) {
		for person := range int64(12) {
			w.say(5000+person, fmt.Sprintf("a question of %d", person))
		}
		w.settle(time.Minute)
		got := w.asks(alice, "/usage")[0]
		if strings.Count(got, "•") != 10 || !strings.Contains(got, "answers: 12,") {
			t.Errorf("got %q", got)
		}
	})
}

func TestUsageIsForAdmins(t *testing.T) {
	withUsage(t, 0, func(w *world, _ *ledger.Ledger) {
		got := w.asks(bob, "/usage", "/help")
		if got[0] != "Sorry, what the models are used for is for the admins to know." || strings.Contains(got[1], "/usage") {
			t.Errorf("Bob reads %q", got)
		}
		if help := w.asks(alice, "/help")[0]; !strings.HasSuffix(help, "\n/usage what the models were used for today") {
			t.Errorf("the help of an admin is %q", help)
		}
	})
}

// TestQuestionNamesWhoIsCharged has a profile that is gone, too, for which the question is asked twice.
func TestQuestionNamesWhoIsCharged(t *testing.T) {
	var accounts []rag.Account
	m := newModels()
	asker := askFunc(func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
		accounts = append(accounts, q.Account)
		return m.Ask(ctx, q, draft)
	})
	inWorld(t, asker, func(w *world) {
		w.asks(alice, "/model local")
		m.set(m.Profiles()[0])
		w.asks(alice, "Who is charged?")
	}, func(o *bot.Options) { o.Models, o.Access = m, bot.Access{Open: true, Switching: bot.EveryoneSwitches} })
	who := rag.Account{Chat: "1001", User: "1001"}
	if !slices.Equal(accounts, []rag.Account{who, who}) {
		t.Errorf("charged are %+v", accounts)
	}
}

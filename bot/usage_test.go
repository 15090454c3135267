package bot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// used is a Usage of fixed days. It notes how many users and chats it was asked for.
type used struct {
	day  ledger.Day
	err  error
	most int
}

// Today returns the day.
func (u *used) Today(_ context.Context, most int) (ledger.Day, error) {
	u.most = most
	return u.day, u.err
}

// withUsage runs a bot whose only admin is Alice.
func withUsage(t *testing.T, u bot.Usage, story func(w *world)) {
	t.Helper()
	inWorld(t, says("an answer"), story, func(o *bot.Options) {
		o.Usage, o.Access = u, bot.Access{Open: true, Admins: []int64{alice}}
	})
}

// sum is what so many answers of 100 and 20 tokens took.
func sum(answers int, cost float64) ledger.Sum {
	return ledger.Sum{Answers: answers, Usage: rag.Usage{PromptTokens: 100 * answers, CompletionTokens: 20 * answers, Cost: cost}}
}

func TestUsage(t *testing.T) {
	midnight := time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
	shares := func(cost float64) []ledger.Share {
		return []ledger.Share{{ID: "1002", Sum: sum(2, 2*cost)}, {ID: "1001", Sum: sum(1, cost)}}
	}
	for name, tt := range map[string]struct {
		day  ledger.Day
		lang string
		want string
	}{
		"NothingInEnglish": {ledger.Day{Start: midnight}, "en", "Today (2000-01-01 CST) no model was asked so far."},
		"NothingInChinese": {ledger.Day{Start: midnight}, "zh", "今天（2000-01-01 CST）还没有问过模型。"},
		"PrivateChats": {
			ledger.Day{Start: midnight, Total: sum(3, 0.00168), Users: shares(0.00056), Chats: shares(0.00056)}, "en",
			"Used today (2000-01-01 CST)\nanswers: 3, tokens: 360 (in 300, out 60), cost: 0.0017\n\nThe biggest users:\n" +
				"• 1002 answers: 2, tokens: 240 (in 200, out 40), cost: 0.0011\n" +
				"• 1001 answers: 1, tokens: 120 (in 100, out 20), cost: 0.00056",
		},
		"AnotherChatWithoutPrices": {
			ledger.Day{Start: midnight, Total: sum(3, 0), Users: shares(0), Chats: []ledger.Share{{ID: "-1009", Sum: sum(3, 0)}}}, "zh",
			"今天的模型用量（2000-01-01 CST）\n回答 3 个，token 360 个（输入 300，输出 60）\n\n用量最大的用户：\n" +
				"• 1002：回答 2 个，token 240 个（输入 200，输出 40）\n• 1001：回答 1 个，token 120 个（输入 100，输出 20）\n\n" +
				"用量最大的聊天：\n• -1009：回答 3 个，token 360 个（输入 300，输出 60）",
		},
	} {
		t.Run(name, func(t *testing.T) {
			u := &used{day: tt.day}
			withUsage(t, u, func(w *world) {
				w.lang = tt.lang
				if got := w.asks(alice, "/usage")[0]; got != tt.want {
					w.Errorf("got  %q\nwant %q", got, tt.want)
				}
				if u.most != 10 {
					w.Errorf("the %d biggest are asked for, want 10", u.most)
				}
			})
		})
	}
}

// TestUsageThatCannotBeRead is told to the admin without the cause, which is in the log.
func TestUsageThatCannotBeRead(t *testing.T) {
	withUsage(t, &used{err: errors.New("out of ink")}, func(w *world) {
		if got, want := w.asks(alice, "/usage")[0], "What was used today cannot be read just now; the log says why."; got != want {
			w.Errorf("got %q, want %q", got, want)
		}
		if !strings.Contains(w.log.String(), "out of ink") {
			w.Error("the log does not say why")
		}
		w.lang = "zh"
		if got, want := w.asks(alice, "/usage")[0], "现在读不到今天的用量，原因在日志里。"; got != want {
			w.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestUsageIsNotCounted(t *testing.T) {
	withUsage(t, nil, func(w *world) {
		today := time.Now().Format("2006-01-02 MST")
		if got, want := w.asks(alice, "/usage")[0], "Today ("+today+") no model was asked so far."; got != want {
			w.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestUsageIsForAdmins(t *testing.T) {
	withUsage(t, &used{day: ledger.Day{Total: sum(1, 0)}}, func(w *world) {
		got := w.asks(bob, "/usage", "/help")
		if got[0] != "Sorry, this command is for the admins." || strings.Contains(got[1], "/usage") {
			w.Errorf("Bob reads %q", got)
		}
		if help := w.asks(alice, "/help")[0]; !strings.Contains(help, "\n/usage what the models were used for today") {
			w.Errorf("the help of an admin is %q", help)
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

package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

func withTables(o *bot.Options) { o.RichTables = true }

// lighthouses is a comparison that makes a table, too wide for one of text, with a source.
func lighthouses() rag.Answer {
	a := compared([]rag.Statement{
		{Aspect: "Built", Side: "North", Text: "in **1881**, by the harbour board [1]"},
		{Aspect: "Built", Side: "South", Text: "in 1902 & with `oil` [2]"},
		{Aspect: "Paid by", Side: "North", Text: "a loan of ten years [1]"},
	}, "Rock")
	a.Lang = corpus.English
	a.Citations = []rag.Citation{{N: 1, Section: "North <1>", Quote: "It was built in 1881.", Verified: true}, {N: 2, Quote: "1902"}}
	return a
}

const (
	richScreen    = " | North | South\nBuilt | in 1881, by the harbour board [1] | in 1902 & with oil [2]\nPaid by | a loan of ten years [1] | –"
	classicScreen = "bot: Built\n• North: in 1881, by the harbour board [1]..."
)

func compares() askFunc {
	return func(context.Context, rag.Question, rag.Draft) (rag.Answer, error) { return lighthouses(), nil }
}

func TestComparisonIsShownAsATable(t *testing.T) {
	inWorld(t, compares(), func(w *world) {
		w.say(alice, "Compare the lighthouses")
		w.settle(5 * time.Second)
		m := w.last(alice)
		for _, want := range []string{strings.TrimSpace(richScreen), "Rock: The article does not say.", "Sources\n[1] North <1>: It was built in 1881.\n[2] 1902"} {
			if !strings.Contains(m.Text, want) {
				w.Errorf("the screen lacks %q:\n%s", want, m.Text)
			}
		}
		if !strings.Contains(m.Rich, "in <b>1881</b>, by") || !strings.Contains(m.Rich, "<table bordered striped><tr><th></th><th>North</th>") {
			w.Errorf("not a table: %s", m.Rich)
		}
		if len(m.Keyboard) < 2 || "bot: "+m.Shown[0] != reading || len(m.Shown) != 2 {
			w.Errorf("keys %v below %q", m.Keyboard, m.Shown)
		}
		// The buttons are as ever.
		w.api.Do(playground.Press{By: w.person(alice), Message: m.ID, Data: m.Keyboard[1][0].Data})
		w.settle(5 * time.Second)
		if after := w.last(alice); after.Keyboard[1][0].Text != "👍 ✓" || after.Rich != m.Rich {
			w.Errorf("after 👍: %v below %s", after.Keyboard, after.Rich)
		}
	}, withTables)
}

// TestChangedComparison: the message of a table becomes one with a text when its question is another.
func TestChangedComparison(t *testing.T) {
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		if strings.HasPrefix(q.Text, "Compare") {
			return lighthouses(), nil
		}
		return rag.Answer{Text: "no table"}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "Compare the lighthouses")
		w.settle(5 * time.Second)
		w.api.Do(playground.Edit{By: w.person(alice), Message: w.api.Screen(alice).Messages[0].ID, Text: "Forget it"})
		w.settle(10 * time.Second)
		w.sees(alice, "person: Forget it", "bot: no table")
	}, withTables)
}

func TestNoTableWithoutTheOption(t *testing.T) {
	inWorld(t, compares(), func(w *world) {
		w.say(alice, "Compare the lighthouses")
		w.settle(5 * time.Second)
		w.sees(alice, "person: Compare the lighthouses", classicScreen)
	})
}

// TestTableThatIsRefused: the classic form of the same answer comes at once; only what says that the server does not know rich messages
// keeps the bot from trying again.
func TestTableThatIsRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		fault playground.Fault // nil for an old server
		tries int
		final bool // what is shown last is the table
	}{
		"Old":      {nil, 1, false},
		"Named":    {playground.Refuse(400, "Bad Request: RICH_MESSAGE_UNSUPPORTED"), 1, false},
		"Odd":      {playground.Refuse(400, "Bad Request: TABLE_INVALID"), 2, false},
		"Parse":    {playground.Refuse(400, "Bad Request: can't parse entities: no"), 2, false},
		"TooLong":  {playground.Refuse(400, "Bad Request: MESSAGE_TOO_LONG"), 2, false},
		"NoEdit":   {playground.Refuse(400, "Bad Request: message can't be edited"), 2, false},
		"TooMany":  {playground.TooMany(3), 3, true},
		"NoServer": {playground.BadGateway, 3, true},
	} {
		t.Run(name, func(t *testing.T) {
			inStillWorld(t, compares(), func(w *world) {
				if tc.fault == nil {
					w.asOld()
				} else {
					w.api.On("editMessageText", tc.fault)
				}
				w.boot()
				w.say(alice, "Compare the lighthouses")
				w.settle(10 * time.Second)
				if m := w.last(alice); (m.Rich != "") != tc.final || len(m.Keyboard) == 0 || !tc.final && !isLine("bot: "+m.Text, classicScreen) {
					w.Errorf("the screen shows %q, rich %q", m.Text, m.Rich)
				}
				w.say(bob, "Compare them for me")
				w.settle(10 * time.Second)
				if n := len(w.api.Screen(alice).Messages); n != 2 {
					w.Errorf("%d messages, want the question and the answer", n)
				}
				tries := 0
				for _, c := range w.api.Calls("editMessageText") {
					if c.Params["rich_message"] != "" {
						tries++
					}
				}
				if tries != tc.tries {
					w.Errorf("%d tries, want %d", tries, tc.tries)
				}
			}, withTables)
		})
	}
}

// TestTableAfterARestart: what was ready is shown in the form that it was to have.
func TestTableAfterARestart(t *testing.T) {
	for name, tc := range map[string]struct {
		options []func(*bot.Options)
		without bool // of tables, after the restart
		method  string
	}{
		"Rich":         {nil, false, "editMessageText"},
		"ThenClassic":  {nil, true, "editMessageText"},
		"AfterADraft":  {[]func(*bot.Options){withDrafts}, false, "sendRichMessage"},
		"DraftThenNot": {[]func(*bot.Options){withDrafts}, true, "sendRichMessage"},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, &counted{asker: compares()}, func(w *world) {
				w.api.On(tc.method, playground.Hang)
				w.say(alice, "Compare the lighthouses")
				w.settle(6 * time.Second)
				w.halt()
				w.options.Asker, w.options.RichTables = says("another answer"), !tc.without
				w.boot()
				w.settle(10 * time.Second)
				if m := w.last(alice); (m.Rich == "") != tc.without || !strings.Contains(m.Text, "by the harbour board") || len(m.Keyboard) == 0 {
					w.Errorf("the screen shows %q, rich %q", m.Text, m.Rich)
				}
				if n := len(w.api.Screen(alice).Messages); n != 2 {
					w.Errorf("%d messages, want the question and the answer", n)
				}
			}, append(tc.options, withTables, func(o *bot.Options) { o.Grace = time.Millisecond })...)
		})
	}
}

func TestTableAfterADraftOnAnOldServer(t *testing.T) {
	inWorld(t, compares(), func(w *world) {
		w.api.On("sendRichMessage", playground.Refuse(404, "Not Found: method not found"))
		w.say(alice, "Compare the lighthouses")
		w.settle(10 * time.Second)
		w.sees(alice, "person: Compare the lighthouses", classicScreen)
	}, withTables, withDrafts)
}

func TestRichShape(t *testing.T) {
	cell := func(side, text string) rag.Statement { return rag.Statement{Aspect: "Built", Side: side, Text: text} }
	two := []rag.Statement{cell("North", "1881 [1]"), cell("South", "1902 [2]")}
	wide := make([]rag.Statement, 20)
	for i := range wide {
		wide[i] = cell(string(rune('A'+i)), "x [1]")
	}
	for name, tc := range map[string]struct {
		answer  rag.Answer
		isTable bool
	}{
		"Two":        {compared(two, ""), true},
		"Link":       {compared([]rag.Statement{two[0], cell("South", "[a](http://a.test/?b&c) [2]")}, ""), true},
		"OneSide":    {compared(two[:1], "Rock"), false},
		"TwoInACell": {compared(append([]rag.Statement{cell("South", "late [3]")}, two...), ""), false},
		"Block":      {compared([]rag.Statement{two[0], cell("South", "007) agent [3]")}, ""), false},
		"20Columns":  {compared(wide[:19], ""), true},
		"21Columns":  {compared(wide, ""), false},
		"Quotation":  {rag.Answer{Text: "> said\n\n" + compared(two, "").Text, Comparison: two}, false},
		"Over2Lines": {rag.Answer{Text: "**so\nsaid**\n\n" + compared(two, "").Text, Comparison: two}, false},
		"TooLong":    {compared([]rag.Statement{two[0], cell("South", strings.Repeat("字", 32_768))}, ""), false},
		"Plain":      {rag.Answer{Text: "no table"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			html := bot.RenderRich(tc.answer)
			if (html != "") != tc.isTable {
				t.Fatalf("a table: %v, want %v: %.200s", html != "", tc.isTable, html)
			}
			if _, err := playground.ParseRichHTML(html); err != nil {
				t.Errorf("%v: %s", err, html)
			}
		})
	}
}

// FuzzRich: whatever is compared, a table is one that Telegram takes, and shows every statement.
func FuzzRich(f *testing.F) {
	f.Add("Built", "North", "South", "in 1881 [1]", "**in** `1902` [2]", "> a notice")
	f.Add("See", "A", "B", "[x](http://a.test) [1][2]", "<br> & ~~gone~~ [3]", "so\n- said\n- and said")
	f.Add("出资", "北灯塔", "南灯塔", "👨‍👩‍👧 ![p](http://a.test/p.png) [1]", "ｅ\u0301\u202e[1]", "**so\nsaid**")
	f.Fuzz(func(t *testing.T, aspect, one, other, first, second, rest string) {
		statements := []rag.Statement{
			{Aspect: name(aspect), Side: name(one), Text: statementOf(first)},
			{Aspect: name(aspect), Side: name(other) + "2", Text: statementOf(second)},
		}
		a := compared(statements, "Rock")
		a.Text += "\n\n" + rest
		a.Citations = []rag.Citation{{N: 1, Section: first, Quote: second}}
		a.Notice = rest
		html := bot.RenderRich(a)
		if html == "" {
			return
		}
		text, err := playground.ParseRichHTML(html)
		if err != nil {
			t.Fatalf("%v: %s", err, html)
		}
		words := func(s string) string { return strings.Join(strings.Fields(s), "") }
		for _, s := range statements {
			if want := words(bot.TextOf(bot.RenderMarkdown(s.Text))); !strings.Contains(words(text), want) {
				t.Errorf("%q is not in %q", want, text)
			}
		}
	})
}

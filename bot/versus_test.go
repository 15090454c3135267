package bot_test

import (
	"strings"
	"testing"
	"unicode"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/rag"
)

// compared is an answer of statements, with its text as rag writes it.
func compared(statements []rag.Statement, silent string) rag.Answer {
	var b strings.Builder
	aspect := ""
	for _, s := range statements {
		if s.Aspect != aspect {
			b.WriteString("\n\n**" + s.Aspect + "**")
			aspect = s.Aspect
		}
		b.WriteString("\n- **" + s.Side + "**: " + s.Text)
	}
	if silent != "" {
		b.WriteString("\n\n- **" + silent + "**: The article does not say.")
	}
	return rag.Answer{Kind: rag.Compare, Text: strings.TrimSpace(b.String()), Comparison: statements}
}

func TestComparisonShape(t *testing.T) {
	short := func(more ...rag.Statement) []rag.Statement {
		return append([]rag.Statement{
			{Aspect: "Built", Side: "North", Text: "**1881** [1]"}, {Aspect: "Built", Side: "South", Text: "1902 [2]"},
		}, more...)
	}
	for name, tc := range map[string]struct {
		statements []rag.Statement
		isTable    bool
	}{
		"Short":         {short(), true},
		"EmptyCell":     {short(rag.Statement{Aspect: "Height", Side: "North", Text: "41 m [1]"}), true},
		"ThreeSides":    {short(rag.Statement{Aspect: "Built", Side: "Cape", Text: "1911 [3]"}), true},
		"OneSide":       {short()[:1], false},
		"TwoInACell":    {short(rag.Statement{Aspect: "Built", Side: "South", Text: "late [3]"}), false},
		"NoAspect":      {short(rag.Statement{Side: "South", Text: "late [3]"}), false},
		"Link":          {short(rag.Statement{Aspect: "See", Side: "South", Text: "[a](http://a.test) [3]"}), false},
		"BlockOfItsOwn": {short(rag.Statement{Aspect: "See", Side: "South", Text: "007) agent [3]"}), false},
		"38Columns":     {short(rag.Statement{Aspect: "Use", Side: "South", Text: strings.Repeat("中", 8) + "x [3]"}), true},
		"39Columns":     {short(rag.Statement{Aspect: "Use", Side: "South", Text: strings.Repeat("中", 9) + " [3]"}), false},
	} {
		t.Run(name, func(t *testing.T) {
			html := bot.Render(compared(tc.statements, "Rock"))
			if got := strings.HasPrefix(html, "<pre>"); got != tc.isTable {
				t.Errorf("a table: %v, want %v:\n%s", got, tc.isTable, html)
			}
			if !strings.Contains(html, "• <b>Rock</b>: The article does not say.") {
				t.Errorf("the silent side is lost:\n%s", html)
			}
			for _, s := range tc.statements {
				saysIt(t, s, html)
			}
			accepts(t, html)
		})
	}
}

// FuzzComparison: every word and citation of each statement is shown, with its aspect and its side, in messages that
// Telegram takes, and no line of a table is wider than a phone.
func FuzzComparison(f *testing.F) {
	f.Add("Built", "North", "South", "in 1881 [1]", "in 1902 [2]", true)
	f.Add("出资", "北灯塔", "南灯塔", "港务局，靠一笔十年期的贷款和向过往船只收的费[1]", "船主**独力**出资[2]", false)
	f.Add("See", "A", "B", "[x](http://a.test) [1][2]", "`code` <b> & ~~gone~~ [3]", true)
	f.Add("日", "甲", "乙", "👨‍👩‍👧[1]", "ｅ\u0301\u202e[1]", true)
	f.Fuzz(func(t *testing.T, aspect, one, other, first, second string, both bool) {
		statements := []rag.Statement{
			{Aspect: name(aspect), Side: name(one), Text: statementOf(first)},
			{Aspect: name(aspect) + "2", Side: name(one), Text: statementOf(second)},
			{Aspect: name(aspect) + "2", Side: name(other) + "2", Text: statementOf(first)},
		}
		if both {
			statements = append(statements, rag.Statement{Aspect: name(aspect) + "3", Side: name(other) + "2", Text: "x [1]"})
		}
		html := bot.Render(compared(statements, "Rock"))
		keepsTheRules(t, html)
		for _, s := range statements {
			saysIt(t, s, html)
		}
		text, entities, err := playground.ParseHTML(html)
		if err != nil || len(entities) == 0 || entities[0].Type != "pre" || entities[0].Offset > 0 {
			return
		}
		table, _, _ := strings.Cut(text, "\n\n")
		for line := range strings.Lines(table) {
			if n := bot.Columns(strings.TrimSuffix(line, "\n")); n > 38 {
				t.Errorf("%q has %d columns", line, n)
			}
		}
	})
}

// name makes a side or an aspect of any text: rag takes marks off them.
func name(text string) string {
	return "n" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(text, ""))
}

// statementOf makes a statement of any text: one of rag's is a trimmed line without bars.
func statementOf(text string) string {
	return "s " + strings.Join(strings.Fields(strings.ReplaceAll(strings.ToValidUTF8(text, ""), "|", "")), " ")
}

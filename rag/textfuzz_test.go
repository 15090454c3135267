package rag_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/rag"
)

// FuzzUnchangedStatements holds that a text of which every statement is put back keeps every line but the blanks at its
// end; what has no words behind a bullet or a number is no line.
func FuzzUnchangedStatements(f *testing.F) {
	for _, seed := range []string{
		"One [1]. Two. [2][3]\n\n- Three [1]", "一[1]。二。[2] 三！", "| a | b |\n|---|---|\n| c [1] | d |", "# Title\n1. One.  Two.\n2) 2023. It was.", "- \n* [1]",
		"[1] One.", "“One.” [1] Two (Mr. X). ", "`a [1] b.` c\n```\nd. [2]\n```", "**A:**\n> b.\t[3]", "a. [1][2] [3]b. 【2†x】。", "\r\n a.\r\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want []string
		for _, line := range strings.Split(text, "\n") {
			isBare := strings.TrimSpace(line) != "" && strings.Trim(line[len(rag.LineLead.FindString(line)):], " \t") == ""
			if !isBare {
				want = append(want, strings.TrimRight(line, " \t"))
			}
		}
		got := strings.Split(rag.Unchanged(text), "\n")
		for i, line := range got {
			got[i] = strings.TrimRight(line, " \t")
		}
		if len(want) > 0 && !slices.Equal(got, want) {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	})
}

// FuzzVerdict holds that a verdict that is known stays as it is while the reply grows, and that what is shown of a reply
// is its end, blanks aside.
func FuzzVerdict(f *testing.F) {
	for _, seed := range []string{
		"VERDICT: yes\nIt is old [1].", "VERDICT: no - the year\nBut", "**VERDICT:** 否", "Verdict： yes - It is old.", "VERDICT of old\nIt is", "Ver", "“VERDICT: no”",
		"No.", "\n\n> `VERDICT: yes`\n\n a", "VERD\nICT: no", "verdıct: no\na", "VERDICT: yes\r\n\r\na", "VERDICT: yes  a \t\n b", "[VERDICT] no", "VERDICT: NO，缺少",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, reply string) {
		lacking, body, known := rag.ReadVerdict(reply, true)
		if !known {
			t.Fatalf("the verdict of the whole %q is not known", reply)
		}
		blank := func(text string) string { return strings.Join(strings.Fields(text), "") }
		if !strings.HasSuffix(blank(reply), blank(body)) || lacking && body != "" {
			t.Errorf("of %q is shown %q, lacking %v", reply, body, lacking)
		}
		wasKnown := false
		for end := range reply {
			early, shown, isKnown := rag.ReadVerdict(reply[:end], false)
			switch {
			case wasKnown && !isKnown:
				t.Errorf("the verdict of %q is forgotten", reply[:end])
			case isKnown && early != lacking:
				t.Errorf("the verdict of %q is lacking %v, of the whole %q %v", reply[:end], early, reply, lacking)
			case !strings.HasPrefix(blank(body), blank(shown)):
				t.Errorf("of %q is shown %q, of the whole %q %q", reply[:end], shown, reply, body)
			}
			wasKnown = isKnown
		}
	})
}

// FuzzStatements holds that every statement is about one of the sides and shows no bar, whatever a model writes.
func FuzzStatements(f *testing.F) {
	for _, seed := range []string{
		"Age | North | It is old [1]\nAge | South | It is new [2]", "| Aspect | Side | Statement |\n|---|---|---|\n| Age | north light | old |", "a｜南｜b\n",
		"| | North Light | South Light |\n|-|-|\n| a | b | c |", "a | b | c", "a | North | b | c", "They differ:\na | The South Light | c\nd |", "||\n||", "|\n|-|\n|", " | North Light | ",
		"|North Light|\n|-|\n|a|b|", "\t| South", "a|North\v|b", "North Light | North Light | North Light",
	} {
		f.Add(seed)
	}
	sides := []string{"North Light", "South Light", "南灯塔"}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range rag.ParseStatements(text, sides) {
			if !slices.Contains(sides, s.Side) || strings.ContainsAny(s.Aspect+s.Text, "|｜\n") {
				t.Errorf("%q has the statement %+v", text, s)
			}
		}
		if rag.ParseStatements(text, nil) != nil {
			t.Errorf("%q has statements about nobody", text)
		}
	})
}

// FuzzClean holds that there is nothing left to do for a text that was treated, but that what was broken and so is no
// address any more is not written as code again.
func FuzzClean(f *testing.F) {
	for _, payload := range payloads() {
		f.Add(payload)
	}
	for _, seed := range []string{"[a]<b>: x", "[[a](b)](c)", "a.[b](c)com", "ht<b>tp://x.y", "@<i>a", "![](a)![](b)",
		"[a](b", "<b<b>>", "<!--<b>-->", "a\n[b]: c\nd", "] (", "`@a`.b.com"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := rag.Clean(text)
		isBroken := strings.Contains(once, "[.]") || strings.Contains(once, "[:]")
		if twice := rag.Clean(once); twice != once && !isBroken {
			t.Errorf("%q becomes %q and then %q", text, once, twice)
		}
	})
}

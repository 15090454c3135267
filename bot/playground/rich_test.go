package playground_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/bot/playground"
)

// rich is the parameter of a rich message in HTML.
func rich(html string) string {
	raw, err := json.Marshal(map[string]string{"html": html})
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func TestParseRichHTML(t *testing.T) {
	for src, want := range map[string]string{
		"<p>a <b>b</b> &lt;</p>":                "a b <",
		"<h2>Head</h2>\n<p>one</p> <p>two</p>":  "Head\none\ntwo",
		"<ul><li>a</li><li><p>b</p></li></ul>":  "a\nb",
		"<blockquote expandable>q</blockquote>": "q",
		"<table bordered striped><tr><th></th><th>N</th></tr><tr><td>x</td><td align=\"left\">1 <i>2</i></td></tr></table>": "| N\nx | 1 2",
		"<details open><summary>S</summary><p>a</p><ul><li><a href=\"http://a.test\">b</a></li></ul></details>":             "S\na\nb",
	} {
		text, err := playground.ParseRichHTML(src)
		if err != nil || text != want {
			t.Errorf("%s: %q, %v, want %q", src, text, err, want)
		}
	}
}

func TestParseRichHTMLRefusals(t *testing.T) {
	row := func(cells int) string { return "<tr>" + strings.Repeat("<td>x</td>", cells) + "</tr>" }
	for name, tc := range map[string]struct{ fits, not, want string }{
		"Tag":        {"<p>a</p>", "<p>a<br>b</p>", `Unsupported start tag "br"`},
		"Text":       {" <p>a</p> ", "<p>a</p> b", "Text outside of a block"},
		"Inline":     {"<p><b>a</b></p>", "<b>a</b>", `Start tag "b" is not allowed`},
		"Block":      {"<details><p>a</p></details>", "<p><p>a</p></p>", `Start tag "p" is not allowed`},
		"Styled":     {"<p>a</p>", "<blockquote><b><p>a</p></b></blockquote>", `Start tag "p" is not allowed`},
		"Row":        {"<table>" + row(1) + "</table>", row(1), `Start tag "tr" is not allowed`},
		"Cell":       {"<table>" + row(1) + "</table>", "<table><td>x</td></table>", `Start tag "td" is not allowed`},
		"CellText":   {"<table>" + row(1) + "</table>", "<table><tr>x</tr></table>", "Text outside of a block"},
		"CellBlock":  {"<table>" + row(1) + "</table>", "<table><tr><td><p>x</p></td></tr></table>", `Start tag "p" is not allowed`},
		"EmptyTable": {"<table>" + row(1) + "</table>", "<table></table>", `Empty tag "table"`},
		"EmptyRow":   {"<table>" + row(1) + "</table>", "<table><tr></tr></table>", `Empty tag "tr"`},
		"Point":      {"<ol><li>x</li></ol>", "<ol>x</ol>", "Text outside of a block"},
		"Summary":    {"<details><summary>s</summary><p>a</p></details>", "<details><p>a</p><summary>s</summary></details>", `Start tag "summary" is not allowed`},
		"Attribute":  {"<table compact>" + row(1) + "</table>", "<table border>" + row(1) + "</table>", `Unsupported attribute "border"`},
		"Open":       {"<p>a</p>", "<p>a", "Can't find end tag"},
		"Crossed":    {"<p><b>a</b></p>", "<p><b>a</p></b>", "Unexpected end tag"},
		"Columns":    {"<table>" + row(20) + "</table>", "<table>" + row(21) + "</table>", "Too many columns"},
		"Spans":      {"<table><tr><td colspan=\"20\">x</td></tr></table>", "<table><tr><td colspan=\"20\">x</td><td>y</td></tr></table>", "Too many columns"},
		"Blocks":     {strings.Repeat("<p>a</p>", 500), strings.Repeat("<p>a</p>", 501), "Too many blocks"},
		"Rows":       {"<table>" + strings.Repeat(row(1), 499) + "</table>", "<table>" + strings.Repeat(row(1), 500) + "</table>", "Too many blocks"},
		"Depth":      {strings.Repeat("<details>", 15) + "<p>a</p>" + strings.Repeat("</details>", 15), strings.Repeat("<details>", 16) + "<p>a</p>" + strings.Repeat("</details>", 16), "Too deep nesting"},
		"Length":     {"<p>" + strings.Repeat("字", 32_761) + "</p>", "<p>" + strings.Repeat("字", 32_762) + "</p>", "rich message is too long"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := playground.ParseRichHTML(tc.fits); err != nil {
				t.Errorf("%.80s: %v", tc.fits, err)
			}
			if _, err := playground.ParseRichHTML(tc.not); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%.80s: %v, want %s", tc.not, err, tc.want)
			}
		})
	}
}

func TestRichMessageOnTheScreen(t *testing.T) {
	s := town(t)
	keys := `{"inline_keyboard":[[{"text":"More","callback_data":"m"}]]}`
	const table = "<table><tr><td>a</td><td><b>b</b></td></tr></table>"
	sent := must(t, s, "sendRichMessage", "chat_id", "1001", "rich_message", rich(table), "reply_markup", keys)
	m := s.Screen(alice.ID).Last()
	if m.Text != "a | b" || m.Rich != table || len(m.Keyboard) != 1 {
		t.Errorf("%+v", m)
	}
	got := read[struct {
		Text string
		Rich struct{ Blocks []struct{ Text string } } `json:"rich_message"`
	}](t, sent)
	if got.Text != "" || len(got.Rich.Blocks) != 1 {
		t.Errorf("the bot gets %s", sent.Result)
	}
	edit := func(params ...string) []string {
		return append([]string{"chat_id", "1001", "message_id", "102"}, params...)
	}
	refused(t, s, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "+
		"current content and reply markup of the message", "editMessageText", edit("rich_message", rich(table), "reply_markup", keys)...)
	must(t, s, "editMessageText", edit("text", "a | b", "reply_markup", keys)...)
	if m := s.Screen(alice.ID).Last(); m.Rich != "" || m.Text != "a | b" {
		t.Errorf("as a text: %+v", m)
	}
	must(t, s, "editMessageText", edit("rich_message", rich("<p>c</p>"))...)
	if m := s.Screen(alice.ID).Last(); m.Rich == "" || m.Text != "c" || m.Keyboard != nil {
		t.Errorf("rich again: %+v", m)
	}
	if v := s.Violations(); v != nil {
		t.Errorf("violations %q", v)
	}
	must(t, s, "editMessageText", edit("rich_message", rich("<p>d</p>"), "text", "d", "link_preview_options", "{}")...)
	if v := s.Violations(); len(v) != 2 {
		t.Errorf("violations %q, want one for each parameter that does not belong there", v)
	}
}

func TestRichMessageHasOneForm(t *testing.T) {
	s := town(t)
	for value, want := range map[string]string{
		"no":                              "can't parse InputRichMessage JSON object",
		"{}":                              "exactly one of html, markdown and blocks must be given in InputRichMessage",
		`{"html":"<p>a</p>","blocks":[]}`: "exactly one of html, markdown and blocks must be given in InputRichMessage",
		`{"markdown":"a"}`:                "markdown of InputRichMessage is unsupported here",
		`{"html":5}`:                      "html of InputRichMessage must be of type String",
		`{"html":"<p> </p>"}`:             "rich message is empty",
		`{"html":"<x>a</x>"}`:             `can't parse entities: Unsupported start tag "x" at byte offset 0`,
	} {
		refused(t, s, "Bad Request: "+want, "sendRichMessage", "chat_id", "1001", "rich_message", value)
		refused(t, s, "Bad Request: "+want, "editMessageText", "chat_id", "1001", "message_id", "101", "rich_message", value)
	}
}

func TestOldServer(t *testing.T) {
	s := playground.New(playground.Options{Old: true})
	s.Open(alice.Private())
	const unknown = "Not Found: method not found"
	refused(t, s, unknown, "sendMessageDraft", "chat_id", "1001", "draft_id", "1", "text", "x")
	refused(t, s, unknown, "sendRichMessage", "chat_id", "1001", "rich_message", rich("<p>a</p>"))
	must(t, s, "sendMessage", "chat_id", "1001", "text", "x")
	refused(t, s, "Bad Request: message text is empty", "editMessageText", "chat_id", "1001", "message_id", "100", "rich_message", rich("<p>a</p>"))
}

// FuzzParseRichHTML: the parser never panics, what it accepts is UTF-8, and a text in a paragraph comes back but for white space.
func FuzzParseRichHTML(f *testing.F) {
	for _, src := range []string{
		"<p>a</p>", "<table><tr><td colspan=2>a</td></tr></table>", "<details><summary>s</summary><p>x</p></details>", "<", "</", "<p", "<>",
		"<ul><li>a<ul><li>b</li></ul></li></ul>", "&#xd83d;", "<pre>a</pre><td>",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, err := playground.ParseRichHTML(src)
		if err == nil && !utf8.ValidString(text) {
			t.Errorf("%q becomes %q", src, text)
		}
		if !utf8.ValidString(src) || strings.ContainsAny(src, "<&\x00") || len(src) > 1000 {
			return
		}
		text, err = playground.ParseRichHTML("<p>" + src + "</p>")
		if err != nil || text != strings.TrimSpace(src) {
			t.Errorf("%q becomes %q, %v", src, text, err)
		}
	})
}

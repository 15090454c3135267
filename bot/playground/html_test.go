package playground_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/bot/playground"
)

func TestParseHTML(t *testing.T) {
	type entities = []playground.Entity
	for src, want := range map[string]struct {
		text     string
		entities entities
	}{
		`<b>a</b> &lt;&amp;&quot;&#65;&#x42;&nbsp;&`: {`a <&"AB&nbsp;&`, entities{{Type: "bold", Length: 1}}},
		"&lt &ltx &#65x &#0; &#1114111;":             {"< &ltx Ax &#0; &#1114111;", nil},
		`😀<a href="http://X.org?a&amp;b">l<b>&lt;</b></a>`: {"😀l<", entities{
			{Type: "text_link", Offset: 2, Length: 2, URL: "http://x.org/?a&b"}, {Type: "bold", Offset: 3, Length: 1},
		}},
		"<a>example.org</a> <a href='nowhere'>x</a>":    {"example.org x", entities{{Type: "text_link", Length: 11, URL: "http://example.org/"}}},
		`<a href="tg://user?id=7">x</a>`:                {"x", entities{{Type: "text_mention", Length: 1, User: &playground.EntityUser{ID: 7}}}},
		"<B>x</b ><i></i><u>y</>":                       {"xy", entities{{Type: "bold", Length: 1}, {Type: "underline", Offset: 1, Length: 1}}},
		`<pre><code class="language-go">x</code></pre>`: {"x", entities{{Type: "pre", Length: 1, Language: "go"}}},
		`<code class="language-go"><pre>x</pre></code>`: {"x", entities{{Type: "pre", Length: 1, Language: "go"}}},
		`<code class=language-go>x</code>`:              {"x", entities{{Type: "code", Length: 1}}},
		"<blockquote expandable>x</blockquote>":         {"x", entities{{Type: "expandable_blockquote", Length: 1}}},
		`<blockquote expandable="">x</blockquote>`:      {"x", entities{{Type: "expandable_blockquote", Length: 1}}},
		`<span class="tg-spoiler">x</span>`:             {"x", entities{{Type: "spoiler", Length: 1}}},
		`<tg-emoji emoji-id="5">👍</tg-emoji>`:           {"👍", entities{{Type: "custom_emoji", Length: 2, CustomEmoji: "5"}}},
		`<tg-time unix="9" format="r">x</tg-time>`:      {"x", entities{{Type: "date_time", Length: 1, Unix: 9, Format: "r"}}},
	} {
		text, got, err := playground.ParseHTML(src)
		if err != nil || text != want.text || !reflect.DeepEqual(got, want.entities) {
			t.Errorf("%q: %q %+v, %v", src, text, got, err)
		}
	}
}

func TestParseHTMLRefusals(t *testing.T) {
	for src, want := range map[string]string{
		"<x>a</x>":                           `Unsupported start tag "x" at byte offset 0`,
		"a<br>b":                             `Unsupported start tag "br" at byte offset 1`,
		"1 < 2":                              `Unsupported start tag "" at byte offset 2`,
		"<b>a":                               `Can't find end tag corresponding to start tag "b"`,
		"a</b>":                              "Unexpected end tag at byte offset 1",
		"<b>x</b":                            "Unclosed end tag at byte offset 4",
		"<b><i>a</b></i>":                    `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
		"a <":                                "Unclosed start tag at byte offset 2",
		"<b ":                                `Empty attribute name in the tag "b" at byte offset 0`,
		`<a href="x" =>`:                     `Empty attribute name in the tag "a" at byte offset 0`,
		"<a href":                            `Unclosed start tag "a" at byte offset 0`,
		"<a href=":                           `Unclosed start tag "a" at byte offset 0`,
		`<a href="x`:                         "Unclosed start tag at byte offset 0",
		"<a href=x/y>":                       "Unexpected end of name token at byte offset 8",
		"<span>x</span>":                     `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		"<tg-emoji>x</tg-emoji>":             "Invalid custom emoji identifier specified",
		"&#xd83d;":                           "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
		"x\x00":                              "Text must not contain null bytes",
		"<blockquote>a<b>b</blockquote></b>": `Unmatched end tag at byte offset 17, expected "</b>", found "</blockquote>"`,
	} {
		if _, _, err := playground.ParseHTML(src); err == nil || err.Error() != "can't parse entities: "+want {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
}

func TestFormattingThatTelegramMends(t *testing.T) {
	for src, want := range map[string]string{
		"<blockquote>a<blockquote>b</blockquote></blockquote>": "a quotation inside a quotation",
		"<pre>a<b>b</b></pre>":                                 "bold inside pre",
		"<b>a<code>b</code></b>":                               "code inside bold",
		"<blockquote><code>b</code></blockquote>":              "",
		"<b><i><u>b</u></i></b>":                               "",
		strings.Repeat("<b>a</b> ", 101):                       "more than 100 entities",
	} {
		s := town(t)
		must(t, s, "sendMessage", "chat_id", "1001", "text", src, "parse_mode", "HTML")
		if got := strings.Join(s.Violations(), "; "); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

func TestTrimmedTextKeepsItsFormatting(t *testing.T) {
	s := town(t)
	must(t, s, "sendMessage", "chat_id", "1001", "text", " \n<b> a</b>b <i> </i>", "parse_mode", "HTML")
	m := s.Screen(alice.ID).Last()
	if want := []playground.Entity{{Type: "bold", Length: 1}}; m.Text != "ab" || !reflect.DeepEqual(m.Entities, want) {
		t.Errorf("%q %+v", m.Text, m.Entities)
	}
}

// FuzzParseHTML: the parser never panics, and what it accepts is UTF-8 whose entities lie within the text, are not empty and
// are properly nested; a text without markup comes back as it is.
func FuzzParseHTML(f *testing.F) {
	for _, src := range []string{
		"plain 文字 😀", "<b>a<i>b</i></b>", `<a href='x.org?&#x41;'>l</a>&lt`, "<pre><code class=language-go>x</code></pre>",
		"<blockquote expandable>x</>", `<tg-emoji emoji-id="1">x</tg-emoji>`, "&#xd83d;&#xde00;", "<b <", "\xff<i>\xff</i>",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, entities, err := playground.ParseHTML(src)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "can't parse entities: ") {
				t.Fatalf("the error is %v", err)
			}
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("%q becomes %q", src, text)
		}
		if !strings.ContainsAny(src, "<&") && utf8.ValidString(src) && text != src {
			t.Fatalf("%q becomes %q", src, text)
		}
		length := playground.Units(text)
		for i, e := range entities {
			if e.Type == "" || e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > length {
				t.Fatalf("%q: entity %+v of %d units", src, e, length)
			}
			for _, inner := range entities[i+1:] {
				if inner.Offset < e.Offset+e.Length && inner.Offset+inner.Length > e.Offset+e.Length {
					t.Fatalf("%q: %+v overlaps %+v", src, inner, e)
				}
			}
		}
	})
}

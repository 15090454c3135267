package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

func TestSplitBreaks(t *testing.T) {
	for name, tc := range map[string]struct {
		html  string
		units int
		want  []string
	}{
		"Whole":        {"short", 10, []string{"short"}},
		"Exact":        {"0123456789", 10, []string{"0123456789"}},
		"Nothing":      {"", 10, nil},
		"Blank":        {" \n<b> </b>\n", 10, nil},
		"BlankLine":    {"aaaa bb\n\ncc\ndd", 12, []string{"aaaa bb\n\n", "cc\ndd"}},
		"LineEnd":      {"aaaa bb cc\ndd ee", 13, []string{"aaaa bb cc\n", "dd ee"}},
		"Sentence":     {"aaa bb. cc dd", 10, []string{"aaa bb. ", "cc dd"}},
		"ChineseStop":  {"一二三。四五六七", 6, []string{"一二三。", "四五六七"}},
		"ClosingQuote": {"一“二三。”四五六七", 8, []string{"一“二三。”", "四五六七"}},
		"Citation":     {"一二三四。[1]五六七八九十", 9, []string{"一二三四。[1]五", "六七八九十"}},
		"Space":        {"aaaa bbbb cccc", 11, []string{"aaaa bbbb ", "cccc"}},
		"NoBreak":      {"aaaaaaaaaaaa", 5, []string{"aaaaa", "aaaaa", "aa"}},
		"Surrogates":   {"😀😀😀", 3, []string{"😀", "😀", "😀"}},
		"Mark":         {"abcde\u0301f", 5, []string{"abcd", "e\u0301f"}},
		"Joined":       {"abcd👩\u200d🚀", 7, []string{"abcd", "👩\u200d🚀"}},
		"SkinTone":     {"abcd👍🏽", 6, []string{"abcd", "👍🏽"}},
		"Flags":        {"🇨🇳🇺🇸", 6, []string{"🇨🇳", "🇺🇸"}},
		"Entity":       {"&lt;&lt;&lt;&lt;", 3, []string{"&lt;&lt;&lt;", "&lt;"}},
		"Tags":         {"<b>aaaa <i>bbbb cccc</i> d</b>", 10, []string{"<b>aaaa <i>bbbb </i></b>", "<b><i>cccc</i> d</b>"}},
		"ClosesWithIt": {"<b>aaaa bb.</b> cc dd", 9, []string{"<b>aaaa bb.</b> ", "cc dd"}},
		"ClosesAfter":  {"<b>一二三。</b>四五六七", 6, []string{"<b>一二三。</b>", "四五六七"}},
		"Link": {`<a href="http://x">aaaa bbbb</a>`, 5, []string{
			`<a href="http://x">aaaa </a>`, `<a href="http://x">bbbb</a>`}},
		"Pre": {"<pre><code class=\"x\">aaaa\n  bb</code></pre>", 6, []string{
			"<pre><code class=\"x\">aaaa\n</code></pre>", "<pre><code class=\"x\">  bb</code></pre>"}},
		"Quote": {"<blockquote expandable>aaaa\nbbbb</blockquote>", 6, []string{
			"<blockquote expandable>aaaa\n</blockquote>", "<blockquote expandable>bbbb</blockquote>"}},
		"SpacesAtTheCut": {"aaaa\n\n\n\n  bbbb", 7, []string{"aaaa\n\n\n", "bbbb"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := bot.Split(tc.html, tc.units)
			if strings.Join(got, "|") != strings.Join(tc.want, "|") {
				t.Errorf("Split = %q, want %q", got, tc.want)
			}
		})
	}
}

func TestSplitKeepsEveryLimit(t *testing.T) {
	for name, a := range map[string]rag.Answer{
		"Markup":    {Text: strings.Repeat("**b** *i* ", 600)},
		"Escapes":   {Text: strings.Repeat(`"&<>`, 3000)},
		"OneWord":   {Text: strings.Repeat("長", 9000)},
		"Emoji":     {Text: strings.Repeat("😀", 5000)},
		"Links":     {Text: strings.Repeat("[x](https://example.org/"+strings.Repeat("y", 900)+") ", 90)},
		"Sources":   {Lang: corpus.Chinese, Text: "答案", Citations: manyCitations(60)},
		"OneTable":  {Text: "|a|b|\n|-|-|\n" + strings.Repeat("|long cell of a table|another one|\n", 400)},
		"DeepLists": {Text: deepList(40)},
	} {
		t.Run(name, func(t *testing.T) {
			html := bot.Render(a)
			parts := bot.Split(html, bot.MaxUnits)
			if len(parts) < 2 && name != "DeepLists" {
				t.Errorf("only %d part", len(parts))
			}
			checkParts(t, html, parts, bot.MaxUnits)
		})
	}
}

func manyCitations(n int) []rag.Citation {
	citations := make([]rag.Citation, n)
	for i := range citations {
		citations[i] = rag.Citation{N: i + 1, Section: "一节", Quote: strings.Repeat("引文很长。", 40)}
	}
	return citations
}

func deepList(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- item **bold** text\n")
	}
	return b.String()
}

// checkParts says the property of split: every part is accepted by itself and within the limits, and together they are
// the whole but for white space.
func checkParts(t *testing.T, html string, parts []string, limit int) {
	t.Helper()
	together := ""
	for _, part := range parts {
		text, entities, err := playground.ParseHTML(part)
		switch {
		case err != nil:
			t.Fatalf("Telegram refuses a part: %v\n%s", err, part)
		case strings.TrimSpace(text) == "":
			t.Errorf("a part is blank: %q", part)
		case playground.Units(text) > limit:
			t.Errorf("a part has %d units, more than %d", playground.Units(text), limit)
		case len(part) > 32_000:
			t.Errorf("a part has %d bytes", len(part))
		case markupOf(part) > 9000:
			t.Errorf("the tags of a part have %d bytes", markupOf(part))
		case len(entities) > 100:
			t.Errorf("a part has %d entities", len(entities))
		}
		together += text
	}
	whole, _, err := playground.ParseHTML(html)
	if err != nil {
		t.Fatal(err)
	}
	if dropSpace(together) != dropSpace(whole) {
		t.Error("text is lost or changed")
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// markupOf returns the bytes of the tags of HTML.
func markupOf(html string) int { return len(strings.Join(tags.FindAllString(html, -1), "")) }

func dropSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func FuzzSplit(f *testing.F) {
	for _, seed := range markdownSeeds() {
		f.Add(seed, 4000)
		f.Add(strings.Repeat(seed+"\n\n", 20), 50)
	}
	f.Fuzz(func(t *testing.T, markdown string, limit int) {
		if limit < 2 || limit > 4000 { // two units are one emoji
			t.Skip()
		}
		html := bot.Render(rag.Answer{Text: markdown, Citations: manyCitations(2), Notice: markdown})
		checkParts(t, html, bot.Split(html, limit), limit)
	})
}

func FuzzParseCommand(f *testing.F) {
	for _, seed := range []string{"/start", "/start@bot x y", "/a@", "/@b", "/", "//a",
		"/帮助", "/a\nb", "/a_1\tb", "/\U0001F600", "/x/y", "/é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		name, addressed, args, ok := bot.ParseCommand(text)
		if !ok {
			if name+addressed+args != "" {
				t.Errorf("%q is no command but has parts", text)
			}
			return
		}
		head := "/" + name
		if addressed != "" {
			head += "@" + strings.ToLower(addressed)
		}
		if !strings.HasPrefix(strings.ToLower(text), head) || !strings.HasSuffix(strings.TrimSpace(text), args) {
			t.Errorf("%q reads as name %q, bot %q, args %q", text, name, addressed, args)
		}
		if len(name) > 32 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			t.Errorf("the name of %q is %q", text, name)
		}
		if utf8.ValidString(text) && !utf8.ValidString(args) {
			t.Errorf("the arguments of %q are cut inside a character", text)
		}
	})
}

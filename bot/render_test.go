package bot_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file of testdata, or rewrites the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the change. Got:\n%s", path, got)
	}
}

// answers are the rendered answers that are kept as golden files.
func answers() map[string]rag.Answer {
	return map[string]rag.Answer{
		"fact_en": {
			Lang: corpus.English,
			Text: "The lab went to **Google** in 2014, for *about* $600 million [1]. A rival had bid as well [1][2].",
			Citations: []rag.Citation{
				{N: 1, Section: "How it began", Quote: "In 2014 Google bought the lab for about $600 million.", Verified: true},
				{N: 2, Section: "", Quote: "A rival made a bid of its own, " +
					"which the founders turned down after a long night of talks in a hotel near the river, " +
					"as one of them recalls.", Verified: false},
			},
		},
		"fact_zh": {
			Lang: corpus.Chinese,
			Text: "**“向左”**的是甲公司[1]，3~5年内投入10~20亿元[2]。",
			Citations: []rag.Citation{
				{N: 1, Section: "谁更开放", Quote: "甲公司\n选择了封闭的路。", Verified: true},
				{N: 2, Section: "投入", Quote: "三到五年内，投入十亿到二十亿元。", Verified: false},
			},
			Notice: "模型暂时连不上，以上是文章里的原句。",
		},
		"compare_zh": {
			Lang: corpus.Chinese, Kind: rag.Compare,
			Text: "## 甲与乙的不同\n\n**甲公司**\n\n- 不公开权重[1]\n- 靠订阅赚钱[1]\n\n**乙公司**\n\n- 公开权重[2]\n\n" +
				"文章没有说乙公司怎么赚钱。",
			Citations: []rag.Citation{
				{N: 1, Section: "甲", Quote: "甲公司不公开权重，靠订阅赚钱。", Verified: true},
				{N: 2, Section: "乙", Quote: "乙公司公开权重。", Verified: true},
			},
		},
		"refusal_en": {
			Lang: corpus.English, Refused: true,
			Text: "The article does not say who paid for it. The nearest it says: the price was never published [1].\n\n" +
				"You could ask:\n- What was the price?\n- Who sold it?",
			Citations: []rag.Citation{{N: 1, Section: "Prices", Quote: "The price was never published.", Verified: true}},
		},
		"code_en": {
			Lang: corpus.English,
			Text: "Run `a < b && c` or:\n\n```go\nif a < b && c {\n\tfmt.Println(\"<hi>\")\n}\n```\n\n" +
				"and then\n\n    indented <code>\n\ndone.",
		},
		"table_en": {
			Lang: corpus.English,
			Text: "| Who | What **exactly** |\n|---|:--:|\n| A `x` | one & two [1] |\n| B | [three](https://example.org/3) |\n\nAfter it.",
		},
		"nested_zh": {
			Lang: corpus.Chinese,
			Text: "1. 第一点\n   - 其一\n   - 其二\n     续行\n     1. 更深\n2. 第二点\n\n   另起一段\n\n   > 引用\n" +
				"   > > 再引用\n\n   ```\n   code\n   ```\n3. 第三点",
		},
		"marks_en": {
			Lang: corpus.English,
			Text: "Title\n=====\n\n### A **bold** heading\n\n~~gone~~ and ~one~ tilde, ***both***, _i_ and __b__, " +
				"snake_case_name, 2*3*4\\*5.\n\n---\n\n" +
				"![a picture](https://example.org/p.png) <https://example.org/auto> [web](http://example.org/?a=1&b=\"2\") " +
				"[odd](javascript:alert(1)) [1](note) [2]: https://example.org/def\n\n[1]: https://example.org/reference\n\n" +
				"<b onclick=\"x\">raw</b> &amp; &copy; &#8238;evil &lt;i&gt;\n\n<div>\nblock\n</div>",
		},
	}
}

func TestRenderGolden(t *testing.T) {
	for name, a := range answers() {
		t.Run(name, func(t *testing.T) {
			html := bot.Render(a)
			accepts(t, html)
			golden(t, "render/"+name+".html", html+"\n")
		})
	}
}

func TestBlankAnswerRendersAsNothing(t *testing.T) {
	for _, text := range []string{"", " \u200b\n", "```\n```", "#", "[](http://example.org)"} {
		a := rag.Answer{Text: text, Notice: "By quotation.", Citations: []rag.Citation{{N: 1, Quote: "A quote."}}}
		if html := bot.Render(a); html != "" {
			t.Errorf("Render of the text %q = %q, want nothing", text, html)
		}
	}
}

func TestRenderNests(t *testing.T) {
	for markdown, want := range map[string]string{
		"**a** b":                 "<b>a</b> b",
		"***a***":                 "<i><b>a</b></i>",
		"# **a**":                 "<b>a</b>",
		"*a *b* c*":               "<i>a b c</i>",
		"> a\n> > b":              "<blockquote>a\nb</blockquote>",
		"- > a":                   "• <blockquote>a</blockquote>",
		"- \n- b":                 "• \n• b",
		"7) a\n8) b":              "7. a\n8. b",
		"``` c++\nx\n```":         "<pre>x</pre>",
		"``` go\nx\n```":          `<pre><code class="language-go">x</code></pre>`,
		"**a `b` c**":             "<b>a </b><code>b</code><b> c</b>",
		"# `a` *b*":               "<code>a</code><b> <i>b</i></b>",
		"***`a`***":               "<code>a</code>",
		"~~a **`b`**~~ c":         "<s>a </s><code>b</code> c",
		"> **a `b`**":             "<blockquote><b>a </b><code>b</code></blockquote>",
		"> `b`":                   "<blockquote><code>b</code></blockquote>",
		"[a `b`](http://a.test)":  `<a href="http://a.test">a b</a>`,
		"```\n```":                "",
		"#":                       "",
		"`a\nb`":                  "<code>a b</code>",
		"a\nb  \nc":               "a\nb\nc",
		"[](http://a.test)":       "",
		"中**文**字":                 "中<b>文</b>字",
		"这是**“词”**的意思":            "这是<b>“词”</b>的意思",
		"**注意：**不要":               "<b>注意：</b>不要",
		"x ~~~a~~~ ~~b~~":         "x ~~~a~~~ <s>b</s>",
		"a ** b ** c":             "a ** b ** c",
		"a\n# b\nc\n# d\n## e":    "a\n\n<b>b</b>\nc\n\n<b>d</b>\n<b>e</b>",
		"a<br>b<BR/>\nc<br x>d":   "a\nb\nc&lt;br x&gt;d",
		"- [ ] a\n  - [x] b\n- c": "☐ a\n  ☑ b\n• c",
	} {
		if got := bot.RenderMarkdown(markdown); got != want {
			t.Errorf("%q renders as %q, want %q", markdown, got, want)
		}
	}
}

func TestLongAddressIsNoLink(t *testing.T) {
	address := "https://example.org/" + strings.Repeat("x", 1000)
	if html := bot.RenderMarkdown("[here](" + address + ")"); strings.Contains(html, "<a") || !strings.Contains(html, address) {
		t.Errorf("rendered as %.80s…", html)
	}
}

func TestEscapeTakesOutWhatNobodySees(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="x">&amp;`:        "&lt;a href=&quot;x&quot;&gt;&amp;amp;",
		"a\u200bb\u202ec\ufeffd":   "abcd",
		"a\x00b\rc\nd\te\x7f":      "abc\nd\te",
		"tag\U000E0041\U000E0042s": "tags",
		"bad\xff\xfeend":           "bad\uFFFDend",
		"中文，“引号”":                  "中文，“引号”",
		"a\u2028b":                 "a\nb",
		"👨\u200d👩🏽\u200d👧":         "👨\u200d👩🏽\u200d👧",
		"a\u200db中\u200d":          "ab中",
	} {
		if got := bot.Escape(in); got != want {
			t.Errorf("Escape(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDraftIsPlainAndShort(t *testing.T) {
	for markdown, want := range map[string]string{
		"**bold** and **op":    "bold and **op",
		"- one\n- two":         "• one\n• two",
		"```go\nx := \"a<b\"":  `x := "a<b"`,
		" \n":                  "",
		"see [1](https://a.te": "see [1](https://a.te",
	} {
		if got := bot.DraftText(markdown); got != want {
			t.Errorf("the draft of %q is %q, want %q", markdown, got, want)
		}
	}
	long := bot.DraftText(strings.Repeat("长长的句子。", 2000))
	if n := playground.Units(long); n > 4096 || !strings.HasSuffix(long, "…") {
		t.Errorf("a long draft has %d units and ends in %q", n, long[len(long)-9:])
	}
}

func TestDeepListsDoNotGrowWide(t *testing.T) {
	if n := len(bot.RenderMarkdown(strings.Repeat("1. ", 500) + "x")); n > 15_000 {
		t.Errorf("1,500 bytes of list render as %d", n)
	}
}

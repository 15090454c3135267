package corpus_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
)

const (
	prose     = "这一段讲的是图书馆里新来的机器人，它们每天把书送回书架。"
	moreProse = "另一段讲的是馆员，他们用省下来的时间办读书会，来的人很多。"
)

// page is a page with the given lines above and below two paragraphs.
func page(above, below string) []byte {
	return []byte(above + "\n\n" + prose + "\n\n" + moreProse + "\n\n" + below + "\n")
}

func TestPlainHead(t *testing.T) {
	const title = "图书馆里的机器人"
	for name, c := range map[string]struct {
		above string
		want  corpus.Meta
	}{
		"labels with bars":    {title + "\n\n作者 | 陈小河\n编辑丨吴敏", corpus.Meta{Title: title, Author: "陈小河", Editor: "吴敏"}},
		"labels with slashes": {title + "\n\n文/陈小河 图/吴敏", corpus.Meta{Title: title, Author: "陈小河"}},
		"labels with spaces":  {title + "\n\n作者 陈小河", corpus.Meta{Title: title, Author: "陈小河"}},
		"one line": {
			title + "\n2025年3月8日 09:30 来源：城北日报 作者：陈小河",
			corpus.Meta{Title: title, Author: "陈小河", Publisher: "城北日报", Date: "2025-03-08"},
		},
		"in brackets":          {title + "\n\n（作者：陈小河，编辑：吴敏）", corpus.Meta{Title: title, Author: "陈小河", Editor: "吴敏"}},
		"account":              {"城北(chengbei_1)原创\n\n" + title, corpus.Meta{Title: title, Publisher: "城北"}},
		"date above the title": {"2025/3/8\n\n" + title + "\n\n3.2万", corpus.Meta{Title: title, Date: "2025-03-08"}},
		"name before the date": {title + "\n\n陈小河 2025-03-08 09:30", corpus.Meta{Title: title, Date: "2025-03-08"}},
		"address":              {title + "\n\n原文链接：https://a.b/c?d=1#e", corpus.Meta{Title: title, URL: "https://a.b/c?d=1#e"}},
		"English byline": {
			"A Title\n\nWritten by Jane Doe and John Roe\nEdited by A. Smith",
			corpus.Meta{Title: "A Title", Author: "Jane Doe and John Roe", Editor: "A. Smith"},
		},
		"Traditional": {
			title + "\n\n來源：城北日報 記者：陳小河 責任編輯：吳敏\n閱讀 1.2萬",
			corpus.Meta{Title: title, Author: "陳小河", Editor: "吳敏", Publisher: "城北日報"},
		},
		"English dates": {
			"A Title\n\nPublished: Monday, Jan. 8, 2024 at 10:30 a.m. ET | Updated 9 March 2024",
			corpus.Meta{Title: "A Title", Date: "2024-01-08"},
		},
		"ISO date":           {"A Title\n\n2024-01-08T10:30:00+08:00", corpus.Meta{Title: "A Title", Date: "2024-01-08"}},
		"no such date":       {"A Title\n\nSource: The Paper", corpus.Meta{Title: "A Title", Publisher: "The Paper"}},
		"site and menu":      {"城北日报\n首页 | 新闻 | 登录\n\n" + title + "就是这样来的\n\n2小时前", corpus.Meta{Title: title + "就是这样来的"}},
		"title with a quote": {"周兰：机器人没有“抢饭碗”\n\n作者：陈小河", corpus.Meta{Title: "周兰：机器人没有“抢饭碗”", Author: "陈小河"}},
		"title with a date":  {"2025年3月8日大事记", corpus.Meta{Title: "2025年3月8日大事记"}},
		"title twice":        {title + "\n\n作者：陈小河\n\n" + title, corpus.Meta{Title: title, Author: "陈小河"}},
		"buttons":            {title + "\n\n分享 收藏 打印\n微信 | 微博\n阅读 1.2万\n评论(36)\n约 1200 字", corpus.Meta{Title: title}},
	} {
		t.Run(name, func(t *testing.T) {
			e := mustParse(t, "a.txt", page(c.above, ""))
			if e.Meta != c.want {
				t.Errorf("got  %+v\nwant %+v", e.Meta, c.want)
			}
			if got, want := flat(e), []string{": " + prose + " / " + moreProse}; !slices.Equal(got, want) {
				t.Errorf("text %q, want %q", got, want)
			}
		})
	}
}

func TestPlainTail(t *testing.T) {
	for name, c := range map[string]struct {
		below string
		// kept is what belongs to the article.
		kept string
	}{
		"nothing":                 {"", ""},
		"buttons":                 {"分享\n收藏\n点赞 12\n上一篇：地铁开通\n下一篇", ""},
		"end mark":                {"（完）\n\n读者写道，这篇文章很好。", ""},
		"reprint notice":          {"转载请注明出处。\n\n本文由城北日报授权发布。", ""},
		"comments":                {"全部评论 2条\n登录后发表评论\n写得很好，谢谢。\n说得对！", ""},
		"related articles":        {"相关阅读\n城北地铁三号线开通了\n城北的天气明天会变好。", ""},
		"Traditional":             {"轉載請註明出處。\n相關閱讀\n地鐵開通\n登入後留言", ""},
		"English buttons":         {"Share on Facebook\nSign up for our newsletter\nRelated stories\nA new bridge opens", ""},
		"copyright":               {"Copyright © 2024 Northtown Daily. All rights reserved.", ""},
		"paragraph without stop":  {"最后一段没有句号", "最后一段没有句号"},
		"list":                    {"苹果\n梨\n桃\n\n分享", "苹果 / 梨 / 桃"},
		"law":                     {"Copyright law is complicated.", "Copyright law is complicated."},
		"subscribers":             {"People subscribe to our newsletter.", "People subscribe to our newsletter."},
		"this article":            {"本文为读者解释机器人的来历。", "本文为读者解释机器人的来历。"},
		"long text behind a mark": {"相关阅读\n\n" + strings.Repeat(prose, 3), "相关阅读 / " + strings.Repeat(prose, 3)},
		"most text behind a mark": {"转载请注明出处\n\n" + strings.Repeat(prose, 3), "转载请注明出处 / " + strings.Repeat(prose, 3)},
	} {
		t.Run(name, func(t *testing.T) {
			want := prose + " / " + moreProse
			if c.kept != "" {
				want += " / " + c.kept
			}
			// Whether a line that is kept becomes a heading or a paragraph does not matter here.
			all := strings.Join(flat(mustParse(t, "a.txt", page("题目", c.below))), " / ")
			got := strings.TrimPrefix(strings.ReplaceAll(all, ": ", " / "), " / ")
			if got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestPlainTailMeta(t *testing.T) {
	e := mustParse(t, "a.txt", page("题目", "（作者：陈小河 责任编辑：吴敏）\n本文链接:https://example.com/1\n2025-03-08"))
	want := corpus.Meta{Title: "题目", Author: "陈小河", Editor: "吴敏", URL: "https://example.com/1", Date: "2025-03-08"}
	if e.Meta != want {
		t.Errorf("got %+v, want %+v", e.Meta, want)
	}
}

// TestPlainMiddle checks that between two paragraphs nothing is lost but lines that credit a picture.
func TestPlainMiddle(t *testing.T) {
	for line, kept := range map[string]bool{
		"图片来源：城北市图书馆":                           false,
		"图源/视觉城北":                               false,
		"▲图：机器人在书架旁":                            false,
		"Photo: John Roe/Northtown Daily":       false,
		"Image credit: Northtown Library":       false,
		"Photograph by John Roe":                false,
		"图片来源于网络的说法并不可信。":                       true,
		"来源：城北日报":                               true,
		"作者：陈小河":                                true,
		"分享":                                    true,
		"评论":                                    true,
		"▲ 馆里的第一台机器人":                           true,
		"Photos by the wall show how it began.": true,
		"Photo: nobody knows who took it, and nobody will ever know why it hung there.": true,
		"转载请注明出处": true,
	} {
		e := mustParse(t, "a.txt", []byte("题目\n\n"+prose+"\n\n"+line+"\n\n"+moreProse+"\n"))
		all := fmt.Sprint(flat(e))
		if got := strings.Contains(all, line); got != kept {
			t.Errorf("%q: kept %v, want %v", line, got, kept)
		}
		if !strings.Contains(all, prose) || !strings.Contains(all, moreProse) {
			t.Errorf("%q: lost a paragraph: %s", line, all)
		}
	}
}

func TestPlainHeadings(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"between paragraphs": {"题目\n\n" + prose + "\n\n馆员的一天\n\n" + moreProse, []string{": " + prose, "馆员的一天: " + moreProse}},
		"question between paragraphs": {"题目\n\n" + prose + "\n\n馆员去哪儿了？\n\n" + moreProse,
			[]string{": " + prose + " / 馆员去哪儿了？ / " + moreProse}},
		"question apart": {"题目\n\n" + prose + "\n\n" + prose + "\n\n\n馆员去哪儿了？\n\n" + moreProse,
			[]string{": " + prose + " / " + prose, "馆员去哪儿了？: " + moreProse}},
		"below the title": {"题目\n\n第一章\n\n" + prose, []string{"第一章: " + prose}},
		"items of a list": {"题目\n\n" + prose + "\n\n苹果\n\n梨\n\n" + moreProse,
			[]string{": " + prose + " / 苹果 / 梨 / " + moreProse}},
		"bullet": {"题目\n\n" + prose + "\n\n- 苹果\n\n" + moreProse, []string{": " + prose + " / - 苹果 / " + moreProse}},
		"ends with a comma": {"题目\n\n" + prose + "\n\n说到馆员，\n\n" + moreProse,
			[]string{": " + prose + " / 说到馆员， / " + moreProse}},
		"last line": {"题目\n\n" + prose + "\n\n馆员的一天", []string{": " + prose + " / 馆员的一天"}},
		"somebody's words": {"题目\n\n" + prose + "\n\n\n“你们去哪儿？”\n\n" + moreProse,
			[]string{": " + prose + " / “你们去哪儿？” / " + moreProse}},
		"without empty line": {"题目\n" + prose + "\n馆员的一天\n" + moreProse, []string{": " + prose, "馆员的一天: " + moreProse}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := flat(mustParse(t, "a.txt", []byte(c.in))); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestPlainWrapped(t *testing.T) {
	const long = "The robots carry returned books back to the shelves, which takes them about an hour for every four hundred " +
		"of them, and nobody has complained so far. Readers stop and look, and then they go on reading as they did before."
	for _, width := range []int{40, 60, 72, 100} {
		in := "A title\n\n" + wrap(long, width) + "\n\n" + wrap(long, width) + "\n"
		want := []string{": " + long + " / " + long}
		if got := flat(mustParse(t, "a.txt", []byte(in))); !slices.Equal(got, want) {
			t.Errorf("width %d: got %q, want %q", width, got, want)
		}
	}
}

func wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for _, w := range strings.Fields(text) {
		if column > 0 && column+1+len(w) > width {
			b.WriteByte('\n')
			column = 0
		} else if column > 0 {
			b.WriteByte(' ')
			column++
		}
		b.WriteString(w)
		column += len(w)
	}
	return b.String()
}

// TestPlainList checks that a text of lines without a sentence is kept whole but for its title.
func TestPlainList(t *testing.T) {
	var lines []string
	for i := range 200 {
		lines = append(lines, fmt.Sprintf("作者：第%d位", i))
	}
	got := text(mustParse(t, "a.txt", []byte("题目\n\n"+strings.Join(lines, "\n"))))
	if n := strings.Count(got, "作者"); n < 100 || !strings.HasSuffix(got, lines[199]) {
		t.Errorf("kept %d of 200 lines, the end is %q", n, got[max(0, len(got)-40):])
	}
}

// TestPlainOneLine has texts of one paragraph without a stop at its end, which look like a title.
func TestPlainOneLine(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"English":  {"The mill was built in 1850", "The mill was built in 1850"},
		"Chinese":  {"\n磨坊建于1850年\n\n", "磨坊建于1850年"},
		"question": {"Who built it?", "Who built it?"},
		"rules":    {"----\nThe mill was built in 1850\n----", "The mill was built in 1850"},
	} {
		t.Run(name, func(t *testing.T) {
			e := mustParse(t, "a.txt", []byte(c.in))
			if got, want := flat(e), []string{": " + c.want}; !slices.Equal(got, want) || e.Meta.Title != c.want {
				t.Errorf("title %q, text %q, want %q for both", e.Meta.Title, got, c.want)
			}
		})
	}
}

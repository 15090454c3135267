package corpus_test

import (
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
)

// Each text is written with ¦ where a sentence ends and the next one begins.
var chineseSentences = map[string]string{
	"stops":                       "他来了。¦她走了！¦为什么？¦没人知道。",
	"ASCII stops":                 "他来了吗?¦她走了!¦没人知道。",
	"ASCII stop between names":    "为什么是Meta?¦OpenAI呢?",
	"runs of stops":               "真的吗？！¦不会吧。。。¦好的",
	"figures":                     "GPT-3.5以4:1击败v1.2,涨了160%。¦第二天跌了3.5%。",
	"closing marks":               "他说：“我来了。”¦她没有说话。",
	"citation numbers":            "Meta选择开源。[1]¦OpenAI选择封闭[2]。¦两家不同。[1][3]¦完",
	"spaces stay behind":          "第一句。  ¦第二句。",
	"quotation kept whole":        "投资人在看热闹，“因为看不懂。不敢投。投不到。”¦这是第二句。",
	"ASCII quotation marks":       "他说:\"我来了。\"¦她没有说话。",
	"corner brackets":             "他说：「我來了。你呢？」¦她沒有說話。",
	"brackets":                    "他走了（没人知道为什么。真的！）然后回来了。¦又走了。",
	"attribution":                 "“大家学到了很多。差距变小了。”王晟说。¦后来又变大了。",
	"longer attribution":          "“没人知道方向。”一位AI公司的创始人说。¦大家都在等。",
	"attribution with comma":      "“不行。”他说，“再等等。”¦大家都等着。",
	"no attribution":              "王晟开玩笑：“不能只让美国拥有原子弹。”¦王晟发现,科技圈很迷茫。",
	"two quotations":              "他问：“行吗？”¦她答：“行！”¦于是开始。",
	"quotation inside a clause":   "面对“谁对谁错？”的问题，他笑了。¦她没笑。",
	"quotation before a comma":    "“真的吗？”，他又问了一遍。¦没人回答。",
	"quotation as subject":        "“开源！”是他的口号。¦没人听。",
	"title with a mark":           "《谁动了我的奶酪？》是一本书。¦他没看过。",
	"dash after a quotation":      "“知识就是力量。”——培根。¦他记住了。",
	"long halves":                 "一个是扎克伯格，他当时已经意识到AI的前景；¦另一个是马斯克，他不想AI被大公司控制。",
	"short halves":                "砸钱；亏损；裁员。",
	"long and short halves":       "砸钱；亏损；但是大模型成了它最后的那根救命稻草。",
	"ellipsis at the end":         "他想说的话还有很多很多……¦可是没有人听。",
	"ellipsis inside":             "他……没说。",
	"ellipsis before a comma":     "他想说的话还有很多很多……，可是没有人听。",
	"lines":                       "第一行没有句号\n¦第二行也没有",
	"line inside a clause":        "他来了，\n然后走了。",
	"address":                     "见https://example.com/a?b=c!d的说明。¦很长。",
	"English name with a stop":    "雅虎(Yahoo!)衰落了。¦谷歌没有。",
	"initials before a name":      "许多辩论由 J.A. 霍布森发起。¦后来停了。",
	"stop after an English word":  "他叫 Yann LeCun. ¦他在Meta。",
	"unclosed quotation":          "他说：“我来了。¦她没有说话。¦天黑了。",
	"closed by an older mark":     "我来了。”¦她没有说话。",
	"marks alone at the start":    "。。。他来了。¦她走了。",
	"exclamation before brackets": "真的吗?（笑）没人知道。¦是的。",
}

var englishSentences = map[string]string{
	"stops":                      "He came. ¦She left! ¦Why? ¦Nobody knows.",
	"figures":                    "It rose 3.5 percent to v1.2 and won 4:1. ¦Then it fell.",
	"abbreviations":              "The U.S. maker met Mr. Hall and Gen. Lee, e.g. at No. 5 Main St. in Boston. ¦It rained.",
	"initials":                   "J. K. Rowling and George W. Bush met. ¦They spoke.",
	"abbreviation that ends one": "He moved to the U.S. ¦The rest works for Apple Inc. ¦It closed at 8 p.m. ¦This is why.",
	"company name":               "Morningstar, Inc. CEO Joe Mansueto left. ¦Nobody followed.",
	"figure and reference":       "See Fig. 2, vol. 3, p. 4 and Jan. 18. ¦See no. ¦Then go.",
	"year at the end":            "It was sold in 2014. ¦Google bought it. ¦It cost 5. ¦Then 6.",
	"addresses":                  "See example.com, https://example.com/a.b?c=d and www.go.dev/x. ¦Then go on.",
	"domain name":                "01.AI and Node.js grew. ¦OpenAI shrank.",
	"ellipsis":                   "He waited... and waited… then left. ¦She stayed… ¦Nobody knows.",
	"quotation":                  "\"I agree.\" ¦The room was silent.",
	"quotation with attribution": "\"I agree,\" he said. ¦\"We go. We stay.\" Musk said. ¦\"Why?\" she asked.",
	"attribution after a stop":   "“We go.” said Jane Doe. ¦“We stay.” ¦Jane Doe left.",
	"quotation goes on":          "He asked \"Why now?\" and left. ¦Nobody answered.",
	"brackets":                   "He left (nobody knew why. Really!) and came back. ¦(She stayed.) ¦It rained.",
	"semicolon":                  "Open models spread across the whole industry; closed models kept their lead for years.",
	"names with a stop":          "Yahoo! said no. ¦Did Yahoo! say no?",
	"list numbers":               "1. React is old. ¦2. PyTorch is not.",
	"citation numbers":           "Meta is open. [1] ¦OpenAI is closed [2]. ¦They differ.[1][3] ¦So it goes.",
	"wrapped line":               "Nobody knows why\nthe ferry floats. ¦It does.",
	"lines":                      "A heading\n¦Some text without a stop",
	"empty line":                 "nobody knows why\n\n¦the ferry floats",
	"lower-case brand":           "They like it. iPhone sales rose.",
	"apostrophes":                "It's the users’ choice. ¦They don’t mind.",
	"et al.":                     "K. He et al. Proposed it. ¦It worked.",
	"no space":                   "He came.She left.",
	"ratio and time":             "It ended 4:1 at 10:30 a.m. on Monday. ¦We left.",
}

func TestSplitSentences(t *testing.T) {
	for lang, cases := range map[string]map[string]string{"zh": chineseSentences, "en": englishSentences} {
		for name, marked := range cases {
			t.Run(lang+"/"+name, func(t *testing.T) {
				want := strings.Split(marked, "¦")
				if got := corpus.SplitSentences(strings.Join(want, "")); !slices.Equal(got, want) {
					t.Errorf("got  %q\nwant %q", got, want)
				}
			})
		}
	}
}

func TestSplitSentencesLongQuotation(t *testing.T) {
	long := strings.Repeat("这是很长的话，", 10)
	text := "“" + long + "第一句。" + long + "第二句。”王晟说。"
	got := corpus.SplitSentences(text)
	want := []string{"“" + long + "第一句。", long + "第二句。”王晟说。"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSplitSentencesWithoutWords(t *testing.T) {
	for text, want := range map[string][]string{"": nil, "。。 ！": {"。。 ！"}, " \n ": {" \n "}} {
		if got := corpus.SplitSentences(text); !slices.Equal(got, want) {
			t.Errorf("SplitSentences(%q) = %q, want %q", text, got, want)
		}
	}
}

package rag

import (
	"fmt"
	"regexp"
	"strings"

	"articlebot/corpus"
)

// What needs no article, in folded text without the marks at its edges.
var (
	greeting = regexp.MustCompile(`^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|早安|hi|hello|hey|good (?:morning|afternoon|evening))+(?:\s*(?:你|您|大家|吗|嗎|啊|there|all|bot))*$`)
	thanks   = regexp.MustCompile(`^(?:非常|太)?(?:谢谢|多谢|感谢|thanks|thank you|thx|cheers)(?:[\s,，!！]*(?:你|您|啦|了|so much|very much|a lot|that was (?:very )?(?:useful|helpful|great)))*$`)
	farewell = regexp.MustCompile(`^(?:再见|拜拜|晚安|bye|bye bye|goodbye|good night|see you)+(?:\s*(?:你|您|啦|later|then))*$`)
	assent   = regexp.MustCompile(`^(?:好的?|好吧|嗯+|哦+|明白了?|知道了|懂了|可以|行|对|是的|ok|okay|okey|i see|got it|great|nice|cool|yes|no|sure|right)$`)
	aboutBot = regexp.MustCompile(`^(?:你是谁|你是什么|你是机器人吗|你叫什么(?:名字)?|你能做什么|你会什么|你可以做什么|怎么用你?|` +
		`who are you|what are you|are you a (?:bot|robot|human)|what can you do|what do you do|how do you work|help)$`)
	// aboutArticle asks for what stands above an article: who wrote it, when and where it appeared, what it is called.
	aboutArticle = regexp.MustCompile(`(?:文章|本文|这篇|原文|全文)(?:的)?(?:作者|编辑|标题|题目|出处|来源|链接|网址|日期|发表时间|发布时间|是谁写的|谁写的|叫什么|什么时候(?:写|发表|发布)|哪里来)|` +
		`谁写了?(?:这篇|本)文|^(?:作者是谁|谁写的|出自哪里|(?:是)?(?:什么时候|何时|哪天)发表的?)$|` +
		`\bwho (?:wrote|is the author of|published) (?:this|the) (?:article|text|piece|story)\b|\bwhen was (?:this|the) (?:article|text|piece|story) (?:written|published)\b|` +
		`\b(?:author|title|source|url|link|date|publisher) of (?:this|the) (?:article|text|piece|story)\b|\bwhat is (?:this|the) (?:article|text|piece|story)(?:'s)? (?:title|called)\b`)
)

// isSmalltalk reports whether a folded question without the marks at its edges asks nothing of the article's text.
func isSmalltalk(bare string) bool {
	for _, form := range []*regexp.Regexp{greeting, thanks, farewell, assent, aboutBot} {
		if form.MatchString(bare) {
			return true
		}
	}
	return false
}

// maxTitles bounds the titles that are named of a large collection.
const maxTitles = 3

// smalltalk answers what needs no article, and says what the bot is for where that may not be clear.
func smalltalk(a analysis) written {
	say := a.say()
	bare := strings.Trim(a.folded, edgePunctuation)
	switch {
	case thanks.MatchString(bare):
		return written{text: say.welcome, answerer: Extractive}
	case farewell.MatchString(bare):
		return written{text: say.farewell, answerer: Extractive}
	case assent.MatchString(bare):
		return written{text: say.goAhead, answerer: Extractive}
	}
	var titles []string
	for _, edition := range a.view.Editions[:min(maxTitles, len(a.view.Editions))] {
		titles = append(titles, quoteTitle(edition, say))
	}
	list := strings.Join(titles, say.titleJoin)
	if more := len(a.view.Editions) - len(titles); more > 0 {
		list += fmt.Sprintf(say.moreTitles, more)
	}
	return written{text: fmt.Sprintf(say.smalltalk, list), answerer: Extractive}
}

func quoteTitle(edition *corpus.Edition, say phraseBook) string {
	return say.titleQuotes[0] + edition.Meta.Title + say.titleQuotes[1]
}

// describe says what stands above the articles: title, author, publisher, date and address.
func describe(a analysis) written {
	say := a.say()
	var lines []string
	for _, edition := range a.view.Editions[:min(maxTitles, len(a.view.Editions))] {
		m := edition.Meta
		lines = append(lines, "**"+m.Title+"**")
		for i, value := range []string{m.OriginalTitle, m.Author, m.Editor, m.Publisher, m.Date, m.URL, m.Note} {
			if value != "" {
				lines = append(lines, "- "+say.metaLabels[i]+value)
			}
		}
	}
	return written{text: strings.Join(lines, "\n"), answerer: Extractive}
}

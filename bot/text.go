package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"articlebot/rag"
)

// phrases are the sentences that the bot says, in one language. They are HTML but for the placeholder, which is plain.
type phrases struct {
	tongue      tongue
	placeholder string
	intro       string
	examples    string
	help        string
	unknown     string
	reset       string
	wordless    string
	busy        string
	stale       string
	stopping    string
	denial      string // with the number of the person

	empty   string
	long    string // with the greatest length
	invalid string
	late    string
	stopped string
	failed  string
	broken  string
	partial string

	commands commandPhrases
	model    modelPhrases
	usage    usagePhrases
	setting  languagePhrases
	asking   askingPhrases
	access   accessPhrases
	group    groupPhrases
	info     infoPhrases
	admin    adminPhrases
	menu     menuPhrases
	answer   answerPhrases

	sources    string
	colon      string
	unverified string
}

func chinese() phrases {
	return phrases{
		tongue:      zhHans,
		placeholder: "正在查阅文章……",
		intro:       "你好！我只依据文章回答问题，并标明每句话的出处；文章没有说的，我会直说。",
		examples:    "比如可以问：",
		help: "直接发来问题就行，中文英文都可以。我只依据文章回答，[1] 这样的编号对应回答末尾的来源。\n" +
			"可以接着上一个问题追问，例如“那 Meta 呢？”",
		unknown:  "我不认识这个命令。",
		reset:    "好的，之前的对话我已经忘掉了。",
		wordless: "我只能读文字，请把问题写成文字发来。",
		busy:     "一下子来的消息太多了，后面的我没有收下，请再发一次。",
		stale:    "我离开了一阵子，这期间的问题没有回答。如果还需要，请再问一次。",
		stopping: "好的，不再回答之前的问题了。",
		denial: "这个机器人不对外开放。你的 Telegram 编号是 <code>%d</code>。\n" +
			"请把它告诉管理员：加入配置里的 <code>access.users</code> 之后，你就可以提问。",

		empty:   "这条消息里没有问题，请写下你想问的内容。",
		long:    "问题太长了，请缩短到 %d 个字以内。",
		invalid: "这条消息里有无法识别的字符，请重新输入一次。",
		late:    "这个问题答得太久，我先停下了。请再问一次，或者换个简单些的问法。",
		stopped: "已停止回答。",
		failed:  "抱歉，这个问题暂时答不上来，请稍后再试。",
		broken:  "抱歉，程序出了错，这个问题没能答完。错误已经记录下来。",
		partial: "抱歉，这个回答有一部分没能显示出来。",

		commands: chineseCommands(),
		model:    chineseModel(),
		usage:    chineseUsage(),
		setting:  chineseLanguage(),
		asking:   chineseAsking(),
		access:   chineseAccess(),
		group:    chineseGroup(),
		info:     chineseInfo(),
		admin:    chineseAdmin(),
		menu:     chineseMenu(),
		answer:   chineseAnswer(),

		sources:    "来源",
		colon:      "：",
		unverified: "（未核实）",
	}
}

func english() phrases {
	return phrases{
		tongue:      en,
		placeholder: "Reading the article…",
		intro: "Hello! I answer questions from the article only and show where each statement stands; " +
			"what the article does not say, I tell you.",
		examples: "For example, ask:",
		help: "Just send a question, in English or Chinese. I answer from the article only; numbers like [1] point to " +
			"the sources at the end of the answer.\nYou can follow up on an answer, as in “And Meta?”",
		unknown:  "I do not know this command.",
		reset:    "Done: I have forgotten our conversation so far.",
		wordless: "I can only read text. Please write your question.",
		busy:     "That was too much at once, so I left out your last messages. Please send them again.",
		stale:    "I was away for a while and did not answer what was asked meanwhile. If you still want to know, please ask again.",
		stopping: "All right, I am not answering your earlier questions any more.",
		denial: "This bot is private. Your Telegram id is <code>%d</code>.\n" +
			"Please give it to the operator: once it stands in the configuration under <code>access.users</code>, you can ask.",

		empty:   "There is no question in this message. Please write what you want to know.",
		long:    "The question is too long. Please shorten it to at most %d characters.",
		invalid: "The message has characters that cannot be read. Please type it again.",
		late:    "This took too long, so I stopped. Please ask again, or put it more simply.",
		stopped: "Stopped.",
		failed:  "Sorry, I cannot answer this at the moment. Please try again later.",
		broken:  "Sorry, something went wrong in the program and your question was not answered. The error has been noted.",
		partial: "Sorry, a part of this answer could not be shown.",

		commands: englishCommands(),
		model:    englishModel(),
		usage:    englishUsage(),
		setting:  englishLanguage(),
		asking:   englishAsking(),
		access:   englishAccess(),
		group:    englishGroup(),
		info:     englishInfo(),
		admin:    englishAdmin(),
		menu:     englishMenu(),
		answer:   englishAnswer(),

		sources:    "Sources",
		colon:      ": ",
		unverified: " (not verified)",
	}
}

// failure is the one place that turns an error of a question into a sentence for the person. The cause is not told.
func (t phrases) failure(err error) string {
	var long rag.LongQuestionError
	switch {
	case errors.Is(err, rag.ErrEmptyQuestion):
		return t.empty
	case errors.As(err, &long):
		return fmt.Sprintf(t.long, long.Limit)
	case errors.Is(err, rag.ErrInvalidQuestion):
		return t.invalid
	case errors.Is(err, errStopped):
		return t.stopped
	case errors.Is(err, context.DeadlineExceeded):
		return t.late
	}
	return t.failed
}

// denial tells a person who is not allowed how to become so.
func denial(t phrases, id int64) string { return fmt.Sprintf(t.denial, id) }

// welcome is the text of /start.
func welcome(t phrases, a About) string {
	blocks := []string{t.intro}
	var article []string
	if a.Title != "" {
		article = append(article, "<b>"+escape(a.Title)+"</b>")
	}
	if by := joinNonEmpty(" · ", a.Author, a.Publisher, a.Date); by != "" {
		article = append(article, escape(by))
	}
	if a.URL != "" {
		article = append(article, escape(a.URL))
	}
	if a.Note != "" {
		article = append(article, "<i>"+escape(a.Note)+"</i>")
	}
	if len(article) > 0 {
		blocks = append(blocks, strings.Join(article, "\n"))
	}
	if len(a.Examples) > 0 {
		lines := []string{t.examples}
		for _, q := range a.Examples {
			lines = append(lines, "• "+escape(q))
		}
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	return strings.Join(append(blocks, "/help"), "\n\n")
}

func joinNonEmpty(sep string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

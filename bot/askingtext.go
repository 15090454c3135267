package bot

// askingPhrases are for the commands that ask or search. The questions are plain, as a person would write them; the sentences
// are HTML.
type askingPhrases struct {
	versus   string // question with two sides
	versusOn string // question with two sides and an aspect
	overview string // question

	ask     string
	compare string
	search  string
	hits    string // with the words
	none    string // with the words
}

func chineseAsking() askingPhrases {
	return askingPhrases{
		versus:   "对比一下%s和%s。",
		versusOn: "对比一下%s和%s在%s上的不同。",
		overview: "概括一下这篇文章的主要内容。",

		ask: "请把问题写在命令后面，例如：\n<code>/ask 这篇文章讲了什么？</code>",
		compare: "请用竖线隔开要对比的两方，后面还可以写明对比哪个方面：\n<code>/compare 甲 | 乙</code>\n" +
			"<code>/compare 甲 | 乙 | 方面</code>",
		search: "请把要找的词写在命令后面，例如：\n<code>/search 开源</code>",
		hits:   "文章里与“%s”最相关的段落：",
		none:   "文章里没有找到与“%s”相关的段落。",
	}
}

func traditionalAsking() askingPhrases {
	return askingPhrases{
		versus:   "比較一下%s和%s。",
		versusOn: "比較一下%s和%s在%s上的不同。",
		overview: "概述一下這篇文章的主要內容。",

		ask: "請把問題寫在指令後面，例如：\n<code>/ask 這篇文章在講什麼？</code>",
		compare: "請用直線符號隔開要比較的兩方，後面還可以註明比較哪個面向：\n<code>/compare 甲 | 乙</code>\n" +
			"<code>/compare 甲 | 乙 | 面向</code>",
		search: "請把要找的詞寫在指令後面，例如：\n<code>/search 開源</code>",
		hits:   "文章中與「%s」最相關的段落：",
		none:   "文章中找不到與「%s」相關的段落。",
	}
}

func englishAsking() askingPhrases {
	return askingPhrases{
		versus:   "Compare %s and %s.",
		versusOn: "Compare %s and %s in terms of %s.",
		overview: "Summarize the article: what are its main points?",

		ask: "Please write the question behind the command, for example:\n<code>/ask What is the article about?</code>",
		compare: "Please put a bar between the two sides, and another one before the aspect, if there is one:\n" +
			"<code>/compare A | B</code>\n<code>/compare A | B | aspect</code>",
		search: "Please write what to look for behind the command, for example:\n<code>/search open source</code>",
		hits:   "What the article has on “%s”:",
		none:   "I found nothing on “%s” in the article.",
	}
}

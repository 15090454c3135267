package bot

// commandPhrases describe the commands, in one language, in a plain line each.
type commandPhrases struct {
	start, help, ask, compare, summary, search, stop, reset string
	model, lang, forget, privacy, about                     string
	// For the admins.
	usage, stats, reload, who string
}

func chineseCommands() commandPhrases {
	return commandPhrases{
		start:   "介绍这篇文章",
		help:    "显示本说明",
		ask:     "提问",
		compare: "对比两方：甲 | 乙 | 方面",
		summary: "概括文章",
		search:  "查找文章里的段落",
		stop:    "停止正在回答的问题",
		reset:   "忘掉之前的对话",
		model:   "查看和切换回答用的模型",
		lang:    "查看和更改语言",
		forget:  "删除关于你的一切",
		privacy: "我保存什么，保存多久",
		about:   "版本、出处和许可",
		usage:   "查看今天的模型用量",
		stats:   "查看统计",
		reload:  "重新读取配置",
		who:     "查看谁可以使用",
	}
}

func traditionalCommands() commandPhrases {
	return commandPhrases{
		start:   "介紹這篇文章",
		help:    "顯示本說明",
		ask:     "提問",
		compare: "比較兩方：甲 | 乙 | 面向",
		summary: "概述文章",
		search:  "尋找文章裡的段落",
		stop:    "停止正在回答的問題",
		reset:   "忘掉先前的對話",
		model:   "查看和切換回答用的模型",
		lang:    "查看和變更語言",
		forget:  "刪除所有關於你的資料",
		privacy: "我會保存什麼，保存多久",
		about:   "版本、出處和授權",
		usage:   "查看今天的模型用量",
		stats:   "查看統計",
		reload:  "重新讀取設定",
		who:     "查看誰可以使用",
	}
}

func englishCommands() commandPhrases {
	return commandPhrases{
		start:   "what the article is",
		help:    "this text",
		ask:     "ask a question",
		compare: "compare two sides: A | B | aspect",
		summary: "what the article says, in short",
		search:  "find passages of the article",
		stop:    "stop answering",
		reset:   "forget our conversation so far",
		model:   "which model answers, and how to change it",
		lang:    "which language I speak, and how to change it",
		forget:  "delete everything about you",
		privacy: "what I keep, and for how long",
		about:   "version, source and licences",
		usage:   "what the models were used for today",
		stats:   "figures of today and of the last days",
		reload:  "read the configuration again",
		who:     "who may use the bot",
	}
}

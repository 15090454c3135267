package bot

// commandPhrases describe the commands, in one language, in a plain line each.
type commandPhrases struct {
	start, help, stop, reset, model, usage string
}

func chineseCommands() commandPhrases {
	return commandPhrases{
		start: "介绍这篇文章",
		help:  "显示本说明",
		stop:  "停止正在回答的问题",
		reset: "忘掉之前的对话",
		model: "查看和切换回答用的模型",
		usage: "查看今天的模型用量",
	}
}

func englishCommands() commandPhrases {
	return commandPhrases{
		start: "what the article is",
		help:  "this text",
		stop:  "stop answering",
		reset: "forget our conversation so far",
		model: "which model answers, and how to change it",
		usage: "what the models were used for today",
	}
}

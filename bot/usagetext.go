package bot

// usagePhrases are the sentences about what the models were used for, in one language. They are HTML.
type usagePhrases struct {
	today  string // with the day
	none   string // with the day
	sum    string // with numbers: answers, tokens, those of prompts and of answers
	cost   string // behind sum, with the cost
	users  string
	chats  string
	share  string // with a number of Telegram and a sum
	failed string
}

func chineseUsage() usagePhrases {
	return usagePhrases{
		today:  "<b>今天的模型用量</b>（%s）",
		none:   "今天（%s）还没有问过模型。",
		sum:    "回答 %d 个，token %d 个（输入 %d，输出 %d）",
		cost:   "，费用 %s",
		users:  "用量最大的用户：",
		chats:  "用量最大的聊天：",
		share:  "• <code>%s</code>：%s",
		failed: "现在读不到今天的用量，原因在日志里。",
	}
}

func traditionalUsage() usagePhrases {
	return usagePhrases{
		today:  "<b>今天的模型用量</b>（%s）",
		none:   "今天（%s）還沒有問過模型。",
		sum:    "回答 %d 個，token %d 個（輸入 %d，輸出 %d）",
		cost:   "，費用 %s",
		users:  "用量最大的使用者：",
		chats:  "用量最大的聊天室：",
		share:  "• <code>%s</code>：%s",
		failed: "目前讀不到今天的用量，原因請見日誌。",
	}
}

func englishUsage() usagePhrases {
	return usagePhrases{
		today:  "<b>Used today</b> (%s)",
		none:   "Today (%s) no model was asked so far.",
		sum:    "answers: %d, tokens: %d (in %d, out %d)",
		cost:   ", cost: %s",
		users:  "The biggest users:",
		chats:  "The biggest chats:",
		share:  "• <code>%s</code> %s",
		failed: "What was used today cannot be read just now; the log says why.",
	}
}

package bot

// infoPhrases are the sentences about the bot itself and what it keeps, in one language. They are HTML.
type infoPhrases struct {
	version string // with the version
	only    string
	article string // with the address of the article
	licence string

	privacy   string
	done      string // with a number of hours
	parked    string // with a number of days
	turns     string // with a number of turns and of days
	usage     string // with a number of days
	feedback  string // with a number of days
	settings  string
	elsewhere string

	confirm   string
	forgotten string
}

func chineseInfo() infoPhrases {
	return infoPhrases{
		version: "<b>articlebot</b> %s",
		only:    "回答只依据文章，并逐句标明出处；文章没有说的，我会直说，不用别处的知识补充。",
		article: "原文：%s",
		licence: "中英对照词典的数据来自 CC-CEDICT（https://cc-cedict.org/），经过改编，采用 CC BY-SA 4.0 许可" +
			"（https://creativecommons.org/licenses/by-sa/4.0/）。",

		privacy:  "<b>我保存什么，保存多久</b>",
		done:     "• 你的消息和我的回复：处理完后 %d 小时。中断之后，我靠它接着做完。",
		parked:   "• 出错而没能处理的消息：%d 天。",
		turns:    "• 对话记忆：最近 %d 轮问答，最多 %d 天；/reset 可以随时清空。",
		usage:    "• 用量（次数、token、费用，不含内容）：%d 天。",
		feedback: "• 回答的记录和你的评价：%d 天。",
		settings: "• 聊天的设置，例如语言：直到你更改。",
		elsewhere: "如果管理员配置了模型，你的问题和最近的问答会发给那个模型服务。日志里没有消息内容。\n" +
			"/forget 删除以上全部；只有当天的用量去掉身份，留到当天结束，让每日限额仍然有效。",

		confirm: "这会删除我保存的关于你的一切：消息、对话、设置、评价和用量，而且无法恢复；今天的限额用了多少不清零。" +
			"如果确定，请发送 <code>/forget yes</code>。",
		forgotten: "好的，我保存的关于你的一切都已删除。这个聊天窗口里的消息由 Telegram 保存，你可以自己删除。",
	}
}

func traditionalInfo() infoPhrases {
	return infoPhrases{
		version: "<b>articlebot</b> %s",
		only:    "回答只根據文章，並逐句標明出處；文章沒提到的，我會直說，不會拿別處的知識來補充。",
		article: "原文：%s",
		licence: "中英對照詞典的資料來自 CC-CEDICT（https://cc-cedict.org/），經過改編，採用 CC BY-SA 4.0 授權" +
			"（https://creativecommons.org/licenses/by-sa/4.0/）。",

		privacy:  "<b>我會保存什麼，保存多久</b>",
		done:     "• 你的訊息和我的回覆：處理完後 %d 小時。萬一中斷，我靠它接著完成。",
		parked:   "• 因錯誤而未能處理的訊息：%d 天。",
		turns:    "• 對話記憶：最近 %d 輪問答，最多 %d 天；/reset 可以隨時清空。",
		usage:    "• 用量（次數、token、費用，不含內容）：%d 天。",
		feedback: "• 回答的紀錄和你的評價：%d 天。",
		settings: "• 聊天室的設定，例如語言：直到你變更為止。",
		elsewhere: "如果管理員設定了模型，你的問題和最近的問答會傳送給該模型服務。日誌裡沒有訊息內容。\n" +
			"/forget 會刪除以上全部；只有當天的用量去掉身分，留到當天結束，讓每日限額仍然有效。",

		confirm: "這會刪除我保存的所有關於你的資料：訊息、對話、設定、評價和用量，而且無法復原；今天的限額用了多少不歸零。" +
			"如果確定，請傳送 <code>/forget yes</code>。",
		forgotten: "好的，我保存的所有關於你的資料都已刪除。這個聊天室裡的訊息由 Telegram 保存，你可以自行刪除。",
	}
}

func englishInfo() infoPhrases {
	return infoPhrases{
		version: "<b>articlebot</b> %s",
		only: "Answers come from the article only, and each sentence shows where it stands; what the article does not say, " +
			"I tell you instead of adding knowledge from elsewhere.",
		article: "The article: %s",
		licence: "The data of the bilingual dictionary is from CC-CEDICT (https://cc-cedict.org/), adapted, under the licence " +
			"CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/).",

		privacy:  "<b>What I keep, and for how long</b>",
		done:     "• Your messages and my replies: %d hours after they are done. They let me finish what was interrupted.",
		parked:   "• Messages that failed: %d days.",
		turns:    "• Our conversation: the last %d questions and answers, %d days at most; /reset drops them at once.",
		usage:    "• What was used (numbers of answers, tokens and money, no texts): %d days.",
		feedback: "• Records of answers and what you thought of them: %d days.",
		settings: "• The settings of a chat, such as the language: until you change them.",
		elsewhere: "Where the operator has configured a model, your question and the last ones with their answers go to that " +
			"model's service. No texts are in the log.\n/forget deletes all of this; only what was used today stays, without your id and until the " +
			"day ends, so that the daily limit holds.",

		confirm: "This deletes everything that I keep of you: messages, conversation, settings, feedback and usage. It cannot " +
			"be undone; what you used of today's limit stays used. If you are sure, send <code>/forget yes</code>.",
		forgotten: "Done: everything that I kept of you is deleted. The messages in this chat are kept by Telegram; you can " +
			"delete them yourself.",
	}
}

package bot

// groupPhrases are for groups, forwarded messages and inline mode, in one language. Those for inline mode are plain, the others
// HTML.
type groupPhrases struct {
	empty     string
	chat      string // with the number of the group
	forwarded string
	attached  string // below the answer to what was written with a file

	private string // inline, at most 64 characters
	failed  string // inline
}

func chineseGroup() groupPhrases {
	return groupPhrases{
		empty:     "请把问题和我的名字写在同一条消息里，或者写在 /ask 后面，或者直接回复我的消息。",
		chat:      "这个群的编号是 <code>%d</code>。加入配置里的 <code>access.chats</code> 之后，群里的每个人都可以提问。",
		forwarded: "转发的消息我不当作问题。想问什么，请自己写下来。",
		attached:  "我只读文字，没有看附件。",
		private:   "这个机器人不对外开放",
		failed:    "暂时答不上来",
	}
}

func traditionalGroup() groupPhrases {
	return groupPhrases{
		empty:     "請把問題和我的名字寫在同一則訊息裡，或者寫在 /ask 後面，或者直接回覆我的訊息。",
		chat:      "這個群組的編號是 <code>%d</code>。加入設定裡的 <code>access.chats</code> 之後，群組裡的每個人都可以提問。",
		forwarded: "轉傳的訊息我不當作問題。想問什麼，請自己寫下來。",
		attached:  "我只讀文字，沒有看附件。",
		private:   "這個機器人不對外開放",
		failed:    "暫時答不上來",
	}
}

func englishGroup() groupPhrases {
	return groupPhrases{
		empty: "Please write your question in one message with my name, after /ask, or as a reply to one of my messages.",
		chat: "The id of this group is <code>%d</code>. Once it stands in the configuration under <code>access.chats</code>, " +
			"everybody here can ask.",
		forwarded: "I do not take forwarded messages as questions. Please write what you want to know.",
		attached:  "I read the words only, not what is attached.",
		private:   "This bot is private",
		failed:    "No answer at the moment",
	}
}

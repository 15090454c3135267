package bot

// answerPhrases are what stands on and around the buttons below answers, in one language. They are plain but for sources and nothing.
type answerPhrases struct {
	stop     string
	expired  string
	foreign  string // expired, or of what somebody else asked
	stopping string
	thanks   string
	sorry    string
	none     string // no feedback any more
	earlier  string // with how many passages
	later    string // with how many passages
	closed   string
	nothing  string // there is no answer with sources
	sources  string // with the question
	about    string // of the command that lists them
}

func chineseAnswer() answerPhrases {
	return answerPhrases{
		stop:     "⏹ 停止",
		expired:  "这个按钮已经失效，请直接提问。",
		foreign:  "这个按钮只给提问的人用，或者已经失效。",
		stopping: "好的，正在停止。",
		thanks:   "谢谢你的评价！",
		sorry:    "谢谢，已经记下这个回答不好。",
		none:     "已取消评价。",
		earlier:  "前 %d 段",
		later:    "后 %d 段",
		closed:   "（已关闭）",
		nothing:  "还没有带来源的回答。",
		sources:  "“%s”这个回答的来源：",
		about:    "显示上一个回答的来源原文",
	}
}

func englishAnswer() answerPhrases {
	return answerPhrases{
		stop:     "⏹ Stop",
		expired:  "This button has expired. Just send your question.",
		foreign:  "This button is for whoever asked, or it has expired.",
		stopping: "All right, stopping.",
		thanks:   "Thank you!",
		sorry:    "Thank you. I have noted that this answer is not good.",
		none:     "Your feedback is taken back.",
		earlier:  "%d before it",
		later:    "%d after it",
		closed:   "(closed)",
		nothing:  "There is no answer with sources yet.",
		sources:  "The sources of the answer to “%s”:",
		about:    "the passages behind the last answer",
	}
}

func traditionalAnswer() answerPhrases {
	return answerPhrases{
		stop:     "⏹ 停止",
		expired:  "這個按鈕已經失效，請直接提問。",
		foreign:  "這個按鈕只給提問的人用，或者已經失效。",
		stopping: "好的，正在停止。",
		thanks:   "謝謝你的評價！",
		sorry:    "謝謝，已經記下這個回答不好。",
		none:     "已取消評價。",
		earlier:  "前 %d 段",
		later:    "後 %d 段",
		closed:   "（已關閉）",
		nothing:  "還沒有帶來源的回答。",
		sources:  "「%s」這個回答的來源：",
		about:    "顯示上一個回答的來源原文",
	}
}

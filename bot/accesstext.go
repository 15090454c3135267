package bot

// accessPhrases are for pairing, in one language, in HTML.
type accessPhrases struct {
	pairing  string // how the operator is let in while a code is out
	paired   string
	wrong    string
	needless string
}

func chineseAccess() accessPhrases {
	return accessPhrases{
		pairing:  "如果这是你的机器人：请发送 <code>/pair 配对码</code>，配对码在程序启动时显示。",
		paired:   "你现在是这个机器人的管理员。",
		wrong:    "配对码不对。",
		needless: "这里不需要配对。",
	}
}

func traditionalAccess() accessPhrases {
	return accessPhrases{
		pairing:  "如果這是你的機器人：請傳送 <code>/pair 配對碼</code>，配對碼在程式啟動時顯示。",
		paired:   "你現在是這個機器人的管理員。",
		wrong:    "配對碼不對。",
		needless: "這裡不需要配對。",
	}
}

func englishAccess() accessPhrases {
	return accessPhrases{
		pairing:  "If this is your bot: send <code>/pair CODE</code> with the code that the program showed when it started.",
		paired:   "You are an admin of this bot.",
		wrong:    "This code is not right.",
		needless: "Nothing needs to be paired here.",
	}
}

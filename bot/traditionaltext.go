package bot

// traditional has the sentences for the readers of Taiwan, Hong Kong and Macau.
func traditional() phrases {
	return phrases{
		tongue:      zhHant,
		placeholder: "正在查閱文章……",
		intro:       "你好！我只根據文章回答問題，並標明每句話的出處；文章沒提到的，我會直說。",
		examples:    "例如可以問：",
		help: "直接傳來問題就可以，中文英文都行。我只根據文章回答，[1] 這樣的編號對應回答末尾的來源。\n" +
			"可以接著上一個問題追問，例如「那 Meta 呢？」",
		unknown:  "我不認識這個指令。",
		reset:    "好的，先前的對話我已經忘掉了。",
		wordless: "我只能讀文字，請把問題寫成文字傳來。",
		busy:     "一下子來的訊息太多了，後面的我沒有收下，請再傳一次。",
		stale:    "我離開了一陣子，這段期間的問題沒有回答。如果還需要，請再問一次。",
		stopping: "好的，不再回答先前的問題了。",
		denial: "這個機器人不對外開放。你的 Telegram 編號是 <code>%d</code>。\n" +
			"請把它告訴管理員：加入設定檔裡的 <code>access.users</code> 之後，你就可以提問。",

		empty:   "這則訊息裡沒有問題，請寫下你想問的內容。",
		long:    "問題太長了，請縮短到 %d 個字以內。",
		invalid: "這則訊息裡有無法辨識的字元，請重新輸入一次。",
		late:    "這個問題花的時間太久，我先停下了。請再問一次，或換個簡單一點的問法。",
		stopped: "已停止回答。",
		failed:  "抱歉，這個問題暫時答不上來，請稍後再試。",
		broken:  "抱歉，程式出了錯，這個問題沒能答完。錯誤已經記錄下來。",
		partial: "抱歉，這個回答有一部分沒能顯示出來。",

		commands: traditionalCommands(),
		model:    traditionalModel(),
		usage:    traditionalUsage(),
		setting:  traditionalLanguage(),
		asking:   traditionalAsking(),
		access:   traditionalAccess(),
		group:    traditionalGroup(),
		info:     traditionalInfo(),
		admin:    traditionalAdmin(),
		menu:     traditionalMenu(),
		answer:   traditionalAnswer(),

		sources:    "來源",
		colon:      "：",
		unverified: "（未查證）",
	}
}

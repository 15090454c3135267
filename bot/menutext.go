package bot

// menuPhrases introduce the bot where nobody has written to it yet, in one language, in plain text. Telegram takes 512
// characters of the description and 120 of the short one.
type menuPhrases struct {
	description, short string
}

func chineseMenu() menuPhrases {
	return menuPhrases{
		description: "我只依据文章回答问题，中文英文都可以，并逐句标明出处；文章没有说的，我会直说。\n\n直接发来问题，或者先发送 /start。",
		short:       "只依据文章回答问题，逐句标明出处。",
	}
}

func traditionalMenu() menuPhrases {
	return menuPhrases{
		description: "我只根據文章回答問題，中文英文都可以，並逐句標明出處；文章沒提到的，我會直說。\n\n直接傳來問題，或先傳送 /start。",
		short:       "只根據文章回答問題，逐句標明出處。",
	}
}

func englishMenu() menuPhrases {
	return menuPhrases{
		description: "I answer questions from the article only, in English or Chinese, and show where each statement stands; what the " +
			"article does not say, I tell you.\n\nJust send a question, or begin with /start.",
		short: "Answers questions from the article only, and shows where each statement stands.",
	}
}

package bot

// languagePhrases are the sentences about the language, in one language. They are HTML.
type languagePhrases struct {
	chosen  string // with the name of a language
	auto    string
	usage   string
	now     string // with the name of a language
	back    string
	unknown string // with the name that was asked for
}

// ownName is what the speakers of a language call it.
func (g tongue) ownName() string {
	switch g {
	case zhHans:
		return "简体中文"
	case zhHant:
		return "繁體中文"
	}
	return "English"
}

// languageNames are the choices, which read alike in every language.
const languageNames = "<code>/lang zh</code> (简体) · <code>/lang zh-Hant</code> (繁體) · <code>/lang en</code> (English) · " +
	"<code>/lang auto</code> (自动 · 自動)"

func chineseLanguage() languagePhrases {
	return languagePhrases{
		chosen:  "本聊天的语言：%s。",
		auto:    "本聊天的语言：自动。我的提示跟随你的 Telegram，回答跟随问题的语言。",
		usage:   "更改语言：" + languageNames,
		now:     "好的，从现在起提示和回答都用%s。",
		back:    "好的，恢复自动：提示跟随你的 Telegram，回答跟随问题的语言。",
		unknown: "我不会说 <code>%s</code>。",
	}
}

func traditionalLanguage() languagePhrases {
	return languagePhrases{
		chosen:  "此聊天室的語言：%s。",
		auto:    "此聊天室的語言：自動。我的提示會配合你的 Telegram，回答則使用提問的語言。",
		usage:   "變更語言：" + languageNames,
		now:     "好的，從現在起，提示和回答都使用%s。",
		back:    "好的，已恢復自動：提示配合你的 Telegram，回答則使用提問的語言。",
		unknown: "我不會說 <code>%s</code>。",
	}
}

func englishLanguage() languagePhrases {
	return languagePhrases{
		chosen:  "The language of this chat is %s.",
		auto:    "The language of this chat is automatic: mine is that of your Telegram, an answer's is that of the question.",
		usage:   "To change it: " + languageNames,
		now:     "Done: from now on, both my sentences and the answers are in %s.",
		back:    "Done: my language is that of your Telegram again, an answer's is that of the question.",
		unknown: "I do not speak <code>%s</code>.",
	}
}

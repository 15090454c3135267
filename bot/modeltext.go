package bot

// modelPhrases are the sentences about the choice of a model, in one language. They are HTML.
type modelPhrases struct {
	list     string
	standard string // marks the default profile
	here     string // marks the chat's profile
	marked   string // with the marks of a profile
	and      string // between marks
	usage    string
	now      string // with the profile
	back     string
	unknown  string // with the name that was asked for
	meant    string // with the name of a profile
	gone     string // with the name of a profile
	none     string
	denied   string
}

func chineseModel() modelPhrases {
	return modelPhrases{
		list:     "可用的模型：",
		standard: "默认",
		here:     "本聊天在用",
		marked:   "（%s）",
		and:      "，",
		usage:    "发送 <code>/model 名称</code> 切换本聊天的模型，<code>/model default</code> 恢复默认。",
		now:      "好的，本聊天改由 %s 回答。",
		back:     "好的，本聊天恢复使用默认模型。",
		unknown:  "没有叫 <code>%s</code> 的模型。",
		meant:    "是不是 <code>%s</code>？",
		gone:     "配置里已经没有模型 <code>%s</code>，本聊天恢复使用默认模型。",
		none:     "还没有配置模型，回答都直接摘引文章原句。",
		denied:   "抱歉，回答用哪个模型由管理员决定。",
	}
}

func traditionalModel() modelPhrases {
	return modelPhrases{
		list:     "可用的模型：",
		standard: "預設",
		here:     "此聊天室使用中",
		marked:   "（%s）",
		and:      "，",
		usage:    "傳送 <code>/model 名稱</code> 切換此聊天室的模型，<code>/model default</code> 恢復預設。",
		now:      "好的，此聊天室改由 %s 回答。",
		back:     "好的，此聊天室恢復使用預設模型。",
		unknown:  "沒有叫 <code>%s</code> 的模型。",
		meant:    "是不是 <code>%s</code>？",
		gone:     "設定裡已經沒有模型 <code>%s</code>，此聊天室恢復使用預設模型。",
		none:     "還沒有設定模型，回答都直接摘引文章原句。",
		denied:   "抱歉，回答用哪個模型由管理員決定。",
	}
}

func englishModel() modelPhrases {
	return modelPhrases{
		list:     "The models:",
		standard: "default",
		here:     "in use here",
		marked:   " (%s)",
		and:      ", ",
		usage: "<code>/model NAME</code> changes which one answers in this chat, <code>/model default</code> goes back to " +
			"the default.",
		now:     "Done: %s answers in this chat now.",
		back:    "Done: the default model answers in this chat again.",
		unknown: "There is no model called <code>%s</code>.",
		meant:   " Did you mean <code>%s</code>?",
		gone:    "The model <code>%s</code> is no longer in the configuration; the default one answers in this chat again.",
		none:    "No model is configured; answers are the article's own sentences.",
		denied:  "Sorry, which model answers is for the admins to decide.",
	}
}

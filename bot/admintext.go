package bot

// adminPhrases are the sentences for admins, in one language. They are HTML but for the chart's caption.
type adminPhrases struct {
	denied string

	today   string
	week    string // with a number of days
	asked   string // with numbers: questions, refusals, and their share in percent
	disdain string // with numbers: 👎, votes, and their share in percent
	used    string // with numbers of answers and tokens
	cost    string // behind used, with the cost
	slowest string // with the name of a step and its mean time
	steps   stepPhrases
	chart   string
	failed  string

	reloading string
	fixed     string

	open   string
	closed string
	users  string // with a number
	admins string // with a number
	chats  string // with a number
	more   string // with a number
}

// stepPhrases name the steps of an answer.
type stepPhrases struct {
	analyze, retrieve, wait, write string
}

func chineseAdmin() adminPhrases {
	return adminPhrases{
		denied: "抱歉，这个命令只有管理员可以用。",

		today:   "<b>今天</b>",
		week:    "<b>最近 %d 天</b>",
		asked:   "问题 %d 个，其中拒答 %d 个（%d%%）",
		disdain: "👎 %d 个，共 %d 个评价（%d%%）",
		used:    "模型回答 %d 个，token %d 个",
		cost:    "，费用 %s",
		slowest: "最慢的一步：%s，平均 %s",
		steps:   stepPhrases{analyze: "分析问题", retrieve: "检索", wait: "等待第一个字", write: "写出回答"},
		chart:   "每天的问题数；橙色是拒答。",
		failed:  "现在读不到统计数据，原因在日志里。",

		reloading: "好的，正在重新读取配置。如果配置有误，会继续用原来的，并把问题发给管理员。",
		fixed:     "这个进程不支持重新读取配置。",

		open:   "机器人对所有人开放。",
		closed: "机器人只对下列用户开放。",
		users:  "用户（%d）：",
		chats:  "群（%d）：",
		admins: "管理员（%d）：",
		more:   "……还有 %d 个",
	}
}

func traditionalAdmin() adminPhrases {
	return adminPhrases{
		denied: "抱歉，這個指令只有管理員可以使用。",

		today:   "<b>今天</b>",
		week:    "<b>最近 %d 天</b>",
		asked:   "問題 %d 個，其中拒答 %d 個（%d%%）",
		disdain: "👎 %d 個，共 %d 個評價（%d%%）",
		used:    "模型回答 %d 個，token %d 個",
		cost:    "，費用 %s",
		slowest: "最慢的一步：%s，平均 %s",
		steps:   stepPhrases{analyze: "分析問題", retrieve: "檢索", wait: "等待第一個字", write: "寫出回答"},
		chart:   "每天的問題數；橘色是拒答。",
		failed:  "目前讀不到統計資料，原因請見日誌。",

		reloading: "好的，正在重新讀取設定。如果設定有誤，會繼續沿用原來的，並把問題傳送給管理員。",
		fixed:     "這個程序不支援重新讀取設定。",

		open:   "機器人對所有人開放。",
		closed: "機器人只對下列使用者開放。",
		users:  "使用者（%d）：",
		chats:  "群組（%d）：",
		admins: "管理員（%d）：",
		more:   "……還有 %d 個",
	}
}

func englishAdmin() adminPhrases {
	return adminPhrases{
		denied: "Sorry, this command is for the admins.",

		today:   "<b>Today</b>",
		week:    "<b>The last %d days</b>",
		asked:   "questions: %d, refused: %d (%d%%)",
		disdain: "👎: %d of %d votes (%d%%)",
		used:    "answers by models: %d, tokens: %d",
		cost:    ", cost: %s",
		slowest: "slowest step: %s, %s on average",
		steps:   stepPhrases{analyze: "analyzing", retrieve: "searching", wait: "waiting for the first word", write: "writing"},
		chart:   "Questions per day; the refused ones are orange.",
		failed:  "The figures cannot be read just now; the log says why.",

		reloading: "All right, reading the configuration again. If it is broken, the one before stays, and the admins are told why.",
		fixed:     "This process cannot read its configuration again.",

		open:   "The bot is open to everybody.",
		closed: "The bot is open to these only.",
		users:  "Users (%d):",
		chats:  "Groups (%d):",
		admins: "Admins (%d):",
		more:   "… and %d more",
	}
}

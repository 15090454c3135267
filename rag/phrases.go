package rag

import "articlebot/corpus"

// phraseBook holds every sentence that an answer says on its own, in one language and script.
type phraseBook struct {
	refusal      string
	nearest      string
	tryAsking    string
	articleAbout string
	sectionAbout string // with the section's title
	silentSide   string
	otherTongue  string
	modelFailed  string
	overBudget   string
	cutShort     string
	dropped      string
	unverified   string // behind a statement, with the space before it
	colon        string // with the space behind it
	smalltalk    string // with the titles
	moreTitles   string // with how many
	welcome      string
	farewell     string
	goAhead      string
	// metaLabels stand before the original title, author, editor, publisher, date, address and note of an article.
	metaLabels  [7]string
	titleQuotes [2]string
	titleJoin   string
}

// phrases returns the sentences in a language; the script tells the kinds of Chinese apart.
func phrases(lang corpus.Lang, script Script) phraseBook {
	switch {
	case lang != corpus.Chinese:
		return englishPhrases()
	case script == Traditional:
		return traditionalPhrases()
	}
	return simplifiedPhrases()
}

// say are the sentences for who asks.
func (a analysis) say() phraseBook { return phrases(a.lang, a.script) }

func simplifiedPhrases() phraseBook {
	return phraseBook{
		refusal:      "文章没有提到这一点。",
		nearest:      "文章里最接近的内容是：",
		tryAsking:    "可以试着问：",
		articleAbout: "文章讲了什么？",
		sectionAbout: "“%s”讲了什么？",
		silentSide:   "文章没有提到。",
		otherTongue:  "文章原文如下（英文）：",
		modelFailed:  "模型暂时没有给出可用的回答，以上是直接摘自文章的句子。",
		overBudget:   "今天的模型用量已用完，以上是直接摘自文章的句子。",
		cutShort:     "回答没有写完就中断了。",
		dropped:      "模型的话里有一部分在文章中没有依据，已经删去。",
		unverified:   "（未核实）",
		colon:        "：",
		smalltalk:    "你好！我只根据文章回答问题，并标出每句话的出处。文章是%s。请直接提问，例如“文章讲了什么？”，也可以让我比较两方。",
		moreTitles:   "等，另有%d篇",
		welcome:      "不客气！还想知道文章里的什么，请接着问。",
		farewell:     "再见！",
		goAhead:      "好的，请接着问。",
		metaLabels:   [7]string{"原标题：", "作者：", "编辑：", "发布：", "日期：", "原文：", ""},
		titleQuotes:  [2]string{"《", "》"},
		titleJoin:    "、",
	}
}

// traditionalPhrases are written, not converted: one Simplified character can stand for several, and Taiwan has words of its own.
func traditionalPhrases() phraseBook {
	return phraseBook{
		refusal:      "文章沒有提到這一點。",
		nearest:      "文章裡最接近的內容是：",
		tryAsking:    "可以試著問：",
		articleAbout: "文章講了什麼？",
		sectionAbout: "「%s」講了什麼？",
		silentSide:   "文章沒有提到。",
		otherTongue:  "文章原文如下（英文）：",
		modelFailed:  "模型暫時沒有給出可用的回答，以上是直接摘自文章的句子。",
		overBudget:   "今天的模型用量已用完，以上是直接摘自文章的句子。",
		cutShort:     "回答還沒寫完就中斷了。",
		dropped:      "模型的話裡有一部分在文章中沒有依據，已經刪去。",
		unverified:   "（未查證）",
		colon:        "：",
		smalltalk:    "你好！我只根據文章回答問題，並標出每句話的出處。文章是%s。請直接提問，例如「文章講了什麼？」，也可以讓我比較兩方。",
		moreTitles:   "等，另有%d篇",
		welcome:      "不客氣！還想知道文章裡的什麼，請接著問。",
		farewell:     "再見！",
		goAhead:      "好的，請接著問。",
		metaLabels:   [7]string{"原標題：", "作者：", "編輯：", "發布：", "日期：", "原文：", ""},
		titleQuotes:  [2]string{"《", "》"},
		titleJoin:    "、",
	}
}

func englishPhrases() phraseBook {
	return phraseBook{
		refusal:      "The article does not say this.",
		nearest:      "The nearest thing it does say:",
		tryAsking:    "You could ask:",
		articleAbout: "What is the article about?",
		sectionAbout: `What is "%s" about?`,
		silentSide:   "The article does not say.",
		otherTongue:  "In the article's own words (Chinese):",
		modelFailed:  "No model gave an answer that can be used just now; these are sentences taken from the article.",
		overBudget:   "Today's budget for the model is used up; these are sentences taken from the article.",
		cutShort:     "The answer was cut off before its end.",
		dropped:      "Part of what the model said has no basis in the article and was left out.",
		unverified:   " (unverified)",
		colon:        ": ",
		smalltalk: "Hello! I answer questions only from the article and show where each statement stands. The article is %s. " +
			`Just ask, for example "What is the article about?", or have me compare two sides.`,
		moreTitles:  " and %d more",
		welcome:     "You are welcome! What else would you like to know of the article?",
		farewell:    "Goodbye!",
		goAhead:     "All right. What else would you like to know of the article?",
		metaLabels:  [7]string{"Original title: ", "Author: ", "Editor: ", "Publisher: ", "Date: ", "Original: ", ""},
		titleQuotes: [2]string{"“", "”"},
		titleJoin:   ", ",
	}
}

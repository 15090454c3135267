package terms

import (
	"strings"
	"sync"
)

// Content blanks the Chinese words of a question that only make it one (什么, 为什么, 多少, 请问 …), so that what is left is what
// the question is about, as it is written. English ones are stop words already. A question made of nothing else comes
// back whole.
func Content(question string) string {
	content := questionWords().Replace(question)
	if strings.TrimSpace(content) == "" {
		return question
	}
	return content
}

// questionWords replaces longer words first, since Replacer tries them in this order at each position.
var questionWords = sync.OnceValue(func() *strings.Replacer {
	words := []string{
		"有什麼不同", "有什麼", "是什麼", "為什麼", "什麼時候", "什麼", "怎麼樣", "怎麼", "請問", "何時", "為何", "哪個", "哪裡", "多少錢", "誰", "幾", "嗎",
		"有什么不一样", "有什么不同", "有什么区别", "有何不同", "有何区别", "是什么意思", "是怎么样的", "是怎样的", "是什么样的",
		"为什么", "是什么", "有什么", "做什么", "什么时候", "什么样", "有哪些", "哪一年", "哪一个", "哪一家", "哪几个", "怎么样", "怎么办",
		"怎么看", "多少钱", "多少个", "有多少", "是不是", "有没有", "能不能", "会不会", "请问", "告诉我", "介绍一下", "说一下", "讲一下",
		"什么", "哪些", "哪个", "哪家", "哪位", "哪里", "哪儿", "哪年", "哪天", "何时", "为何", "多少", "多久", "怎么", "怎样", "如何", "是谁",
		"谁", "几", "吗", "呢", "吧", "呀", "么",
	}
	pairs := make([]string, 0, 2*len(words))
	for _, word := range words {
		pairs = append(pairs, word, " ")
	}
	return strings.NewReplacer(pairs...)
})

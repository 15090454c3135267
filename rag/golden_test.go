package rag_test

import (
	"fmt"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// goldenQuestions are what people ask about the built-in article: facts, comparisons, summaries, what it does not say,
// and a greeting.
func goldenQuestions(lang corpus.Lang) []string {
	if lang == corpus.Chinese {
		return []string{
			"谁收购了DeepMind？是什么时候？",
			"LLaMA第一个版本是什么时候开源的？",
			"ChatGPT是用什么框架开发的？",
			"微软向OpenAI投了多少钱？",
			"马斯克为什么对OpenAI不满？",
			"Meta的股价在2023年涨了多少？",
			"字节跳动的账户为什么被停用？",
			"Galactica后来怎么样了？",
			"投资人对大模型是什么心态？",
			"没有LLaMA开源，国内的大模型会怎样？",
			"伊利亚是谁？",
			"Meta在翻译方面做了什么？",
			"OpenAI和Meta在开源上有什么不同?",
			"对比王晟和陈冉对开源的看法",
			"杨立昆和辛顿对AI威胁的看法有什么不同？",
			"这篇文章讲了什么？",
			"“Meta成了大家的指望？”这一部分讲了什么？",
			"LLaMA 3有多少参数？",
			"明天上海的机票多少钱？",
			"你好",
		}
	}
	return []string{
		"Who bought DeepMind, and when?",
		"When was the first version of LLaMA released?",
		"What framework was ChatGPT built with?",
		"How much did Microsoft invest in OpenAI?",
		"Why is Musk unhappy with OpenAI?",
		"How much did Meta's stock rise in 2023?",
		"Why was ByteDance's account suspended?",
		"What happened to Galactica?",
		"What does Wang Sheng say about investors?",
		"Is GPT-3 open source?",
		"Who is Ilya Sutskever?",
		"Which translation models has Meta released?",
		"How do OpenAI and Meta differ on open source?",
		"Compare Wang Sheng's and Chen Ran's views of open source",
		"Who is more open, OpenAI or Meta?",
		"What is the article about?",
		"What does the part \"Open or closed: who is in the right?\" say?",
		"How many employees does OpenAI have?",
		"Who won the World Cup in 2022?",
		"Hello!",
	}
}

// TestAnswersGolden keeps the answers to the questions, without a model, for people to read in review.
func TestAnswersGolden(t *testing.T) {
	engine := newEngine(t, builtin(t))
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		t.Run(string(lang), func(t *testing.T) {
			var text strings.Builder
			for i, question := range goldenQuestions(lang) {
				fmt.Fprintf(&text, "#%d %s\n", i+1, shown(ask(t, engine, question)))
			}
			golden(t, "answers."+string(lang)+".golden", text.String())
		})
	}
}

// shown writes an answer for people to read: the question, what is known of the answer, its text and the sections of its sources.
func shown(a rag.Answer) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n(%s, %s", a.Question, a.Lang, a.Kind)
	if a.Refused {
		text.WriteString(", refused")
	}
	fmt.Fprintf(&text, ")\n\n%s\n\n", a.Text)
	for _, c := range a.Citations {
		fmt.Fprintf(&text, "[%d] %s\n", c.N, c.Section)
	}
	return text.String()
}

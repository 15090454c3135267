package rag_test

import (
	"regexp"
	"slices"
	"testing"

	"articlebot/rag"
)

var heading = regexp.MustCompile(`(?m)^\*\*(.+)\*\*$`)

// headings returns the lines of an answer that are all bold: the names of the sides.
func headings(text string) []string {
	var names []string
	for _, match := range heading.FindAllStringSubmatch(text, -1) {
		names = append(names, match[1])
	}
	return names
}

// TestComparisons has ways to ask for a comparison with the sides that are compared.
func TestComparisons(t *testing.T) {
	tests := []struct {
		question string
		sides    []string
	}{
		{"OpenAI和Meta在开源上有什么不同?", []string{"OpenAI", "Meta"}},
		{"OpenAI与Meta的路线有何区别？", []string{"OpenAI", "Meta"}},
		{"OpenAI跟Meta有什么不一样", []string{"OpenAI", "Meta"}},
		{"Meta和OpenAI之间的差异是什么？", []string{"Meta", "OpenAI"}},
		{"OpenAI、Meta和谷歌有什么区别？", []string{"OpenAI", "Meta", "谷歌"}},
		{"比较OpenAI和Meta", []string{"OpenAI", "Meta"}},
		{"请比较一下OpenAI和Meta的策略", []string{"OpenAI", "Meta"}},
		{"对比王晟和陈冉对开源的看法", []string{"王晟", "陈冉"}},
		{"王晟和陈冉对开源的看法有什么不一样?", []string{"王晟", "陈冉"}},
		{"杨立昆和辛顿关于AI威胁的分歧", []string{"杨立昆", "辛顿"}},
		{"马斯克和扎克伯格分别想要什么？", []string{"马斯克", "扎克伯格"}},
		{"OpenAI和Meta各自的目标是什么？", []string{"OpenAI", "Meta"}},
		{"OpenAI和Meta谁更开放？", []string{"OpenAI", "Meta"}},
		{"OpenAI和Meta哪个更安全", []string{"OpenAI", "Meta"}},
		{"谁更开放，OpenAI还是Meta？", []string{"OpenAI", "Meta"}},
		{"OpenAI还是Meta更开放？", []string{"OpenAI", "Meta"}},
		{"ＯｐｅｎＡＩ和Ｍｅｔａ有什么不同？", []string{"openai", "meta"}},
		{"Compare OpenAI and Meta.", []string{"OpenAI", "Meta"}},
		{"compare openai with meta on open source", []string{"openai", "meta"}},
		{"Please compare OpenAI and Meta in terms of safety", []string{"OpenAI", "Meta"}},
		{"Contrast OpenAI and Meta.", []string{"OpenAI", "Meta"}},
		{"Compare Wang Sheng's and Chen Ran's views of open source", []string{"Wang Sheng", "Chen Ran"}},
		{"What is the difference between OpenAI and Meta?", []string{"OpenAI", "Meta"}},
		{"What are the differences in strategy between OpenAI and Meta?", []string{"OpenAI", "Meta"}},
		{"How do OpenAI and Meta differ?", []string{"OpenAI", "Meta"}},
		{"How do OpenAI's and Meta's paths differ?", []string{"OpenAI", "Meta"}},
		{"How do OpenAI’s and Meta’s paths differ?", []string{"OpenAI", "Meta"}},
		{"How does OpenAI differ from Meta?", []string{"OpenAI", "Meta"}},
		{"How is Meta different from OpenAI on open source?", []string{"Meta", "OpenAI"}},
		{"OpenAI vs Meta", []string{"OpenAI", "Meta"}},
		{"OpenAI versus Meta", []string{"OpenAI", "Meta"}},
		{"OpenAI vs. Meta: open source", []string{"OpenAI", "Meta"}},
		{"What’s the difference between OpenAI and Meta on open source?", []string{"OpenAI", "Meta"}},
		{"Who is more open, OpenAI or Meta?", []string{"OpenAI", "Meta"}},
		{"Is Meta more open than OpenAI?", []string{"Meta", "OpenAI"}},
		{"Does OpenAI guard its algorithms in the same way as Meta guards its models?", []string{
			"OpenAI guard its algorithms", "Meta guards its models",
		}},
		{"Does the article say that Musk left OpenAI, similar to how Hinton left Google?", []string{
			"article say that Musk left OpenAI", "how Hinton left Google",
		}},
	}
	engine := newEngine(t, builtin(t))
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			answer := ask(t, engine, tt.question)
			if answer.Kind != rag.Compare || answer.Refused {
				t.Fatalf("kind %s, refused %v; want a comparison", answer.Kind, answer.Refused)
			}
			if got := headings(answer.Text); !slices.Equal(got, tt.sides) {
				t.Errorf("the sides are %q, want %q", got, tt.sides)
			}
		})
	}
}

// TestNoComparisons has questions that name two things, or a word of comparison, and compare nothing.
func TestNoComparisons(t *testing.T) {
	engine := newEngine(t, builtin(t))
	for _, question := range []string{
		"OpenAI和Meta是什么关系？",
		"马斯克和奥特曼创立了什么？",
		"跟马斯克一起创立OpenAI的是谁？",
		"谁和马斯克一起创立了OpenAI？",
		"OpenAI的算法、路线和论文公开吗？",
		"训练数据和训练方法都公布了吗？",
		"业内人士为什么这样比较？",
		"有什么不同的看法？",
		"DeepMind和谷歌",
		"Who founded OpenAI and why?",
		"Who bought DeepMind, and when?",
		"What did Musk and Altman found?",
		"When did Google and Facebook notice DeepMind?",
		"Did more than 200 large models appear in China?",
		"Is Android based on Linux and open source?",
		"What do React and PyTorch do?",
		"Which company bought DeepMind?",
		"Musk and Altman",
		"Why did Meta and its partners open LLaMA?",
		"How many parameters do LLaMA 2 and GPT-3 have?",
		"Did Meta train LLaMA on more than one trillion tokens of text?",
		"Does the article say whether Musk agrees?",
	} {
		t.Run(question, func(t *testing.T) {
			if answer := ask(t, engine, question); answer.Kind == rag.Compare {
				t.Errorf("taken for a comparison of %q", headings(answer.Text))
			}
		})
	}
}

// TestComparisonOfASideWithoutEvidence holds that the article's silence on a side is said.
func TestComparisonOfASideWithoutEvidence(t *testing.T) {
	engine := newEngine(t, towers(t))
	for _, tt := range []struct{ question, silence string }{
		{"What is the difference between North Light and Cape Horn?", "The article does not say"},
		{"北灯塔和好望角有什么不同？", "文章没有提到"},
	} {
		answer := ask(t, engine, tt.question)
		lines := regexp.MustCompile(`\n+`).Split(answer.Text, -1)
		if answer.Kind != rag.Compare || answer.Refused || len(headings(answer.Text)) != 2 {
			t.Fatalf("%q: kind %s, refused %v:\n%s", tt.question, answer.Kind, answer.Refused, answer.Text)
		}
		if last := lines[len(lines)-1]; !regexp.MustCompile(tt.silence).MatchString(last) || len(markers(last)) != 0 {
			t.Errorf("%q: the second side ends with %q", tt.question, last)
		}
	}
}

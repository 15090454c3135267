package main

import (
	"fmt"
	"strings"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// writeCost writes a line with what an answer took, where it has a price.
func writeCost(text *strings.Builder, answer rag.Answer) {
	u := answer.Usage
	if u.Cost == 0 {
		return
	}
	line := "Tokens: %d in, %d out; cost: %s"
	if answer.Lang == corpus.Chinese {
		line = "token：输入 %d，输出 %d；费用：%s"
	}
	fmt.Fprintf(text, "\n"+line+"\n", u.PromptTokens, u.CompletionTokens, ledger.Money(u.Cost))
}

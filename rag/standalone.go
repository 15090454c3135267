package rag

import (
	"context"
	"strings"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// maxRewritten is the length of the longest question that a model may make of one that goes on, in characters.
const maxRewritten = 300

// standAlone has a model rewrite a question that goes on from the one before, so that the right passages are found. The
// question stays as it is understood without a model where that fails.
func (t *talk) standAlone(ctx context.Context, prompts *Prompts, a *analysis) {
	if a.kind != Followup || len(t.profiles) == 0 {
		return
	}
	data := promptData{History: transcript(a.question.History), Question: printable(a.question.Text), Language: languageName(a.asked, a.script)}
	text, err := prompts.write(a.asked, "rewrite", data)
	if err != nil {
		t.log.WarnContext(ctx, "a question was not rewritten", "error", err)
		return
	}
	request := Call{Purpose: "rewrite", Messages: []Message{{Role: "user", Content: text}}}
	reply, err := t.call(ctx, t.profiles[0], request, nil)
	if err != nil {
		t.log.WarnContext(ctx, "a question was not rewritten", "profile", t.profiles[0].Name, "error", err)
		return
	}
	if question := rewritten(reply.Text, data.History+data.Question, a.asked); question != "" {
		a.query = terms.Content(question)
	}
}

// rewritten returns the question that a reply consists of, or "" if it is anything else, such as a question that has no
// word of the conversation.
func rewritten(reply, conversation string, lang corpus.Lang) string {
	const quotes = "\"“”「」 "
	question := strings.Trim(printable(strings.TrimSpace(reply)), quotes)
	for _, label := range []string{"Q:", "Question:", "问题：", "问："} {
		question = strings.Trim(strings.TrimPrefix(question, label), quotes)
	}
	isOther := utf8.RuneCountInString(question) > maxRewritten || strings.Contains(question, "\n") || corpus.DetectLang(question) != lang
	if isOther || similarity(question, conversation) == 0 {
		return ""
	}
	return question
}

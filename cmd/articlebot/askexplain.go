package main

import (
	"fmt"
	"io"
	"strings"

	"articlebot/rag"
)

// explainAnswer prints how an answer came about: what was searched for and found, what each model was sent and said, word
// for word, and what the check found about every sentence.
func explainAnswer(w io.Writer, answer rag.Answer) error {
	var text strings.Builder
	trace := answer.Trace
	fmt.Fprintf(&text, "\n=== Question\nkind %s, language %s, answered by %s %s\nsearched for: %s\n",
		answer.Kind, answer.Lang, answer.Answerer, answer.Model, trace.Query)
	text.WriteString("\n=== Evidence\n")
	for i, ev := range trace.Evidence {
		fmt.Fprintf(&text, "%2d. %s  score %.4f, coverage %.2f\n    %s\n",
			i+1, ev.Passage.ID, ev.Score, ev.Reading.Coverage, shorten(ev.Passage.Text(), maxQuote))
	}
	for i, call := range trace.Calls {
		writeCall(&text, i+1, call)
	}
	text.WriteString("\n=== Checks\n")
	for _, claim := range trace.Claims {
		verdict := claim.Problem
		if verdict == "" {
			verdict = "ok"
		}
		fmt.Fprintf(&text, "%s: %s (%s)\n", verdict, claim.Claim, strings.Join(claim.Sources, ", "))
	}
	if len(trace.Claims) == 0 {
		text.WriteString("none: no model's sentences to check\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

func writeCall(text *strings.Builder, n int, call rag.Call) {
	fmt.Fprintf(text, "\n=== Call %d: %s, profile %s\n", n, call.Purpose, call.Profile)
	for i, id := range call.Sources {
		fmt.Fprintf(text, "[%d] is %s\n", i+1, id)
	}
	for _, m := range call.Messages {
		fmt.Fprintf(text, "--- %s\n%s\n", m.Role, m.Content)
	}
	if call.Err != nil {
		fmt.Fprintf(text, "--- failed\n%v\n", call.Err)
		return
	}
	fmt.Fprintf(text, "--- reply of %s, %d + %d tokens\n%s\n", call.Reply.Model, call.Reply.Usage.PromptTokens,
		call.Reply.Usage.CompletionTokens, call.Reply.Text)
	if call.Missing != "" {
		fmt.Fprintf(text, "--- missing, as the model says\n%s\n", call.Missing)
	}
}

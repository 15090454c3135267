package rag

import (
	"context"
	"strings"

	"articlebot/corpus"
)

// refusalMark is what the prompts tell a model to write when the passages do not suffice.
const refusalMark = "NOT IN THE ARTICLE"

// ask has a profile's model answer from the numbered passages. What the draft sees is renumbered as the final
// answer will be; a refusal is never drafted.
func (t *talk) ask(ctx context.Context, p Profile, a analysis, f found, draft Draft) (written, error) {
	messages, passages, err := prompt(a, f, p.ContextTokens)
	if err != nil {
		return written{}, err
	}
	growing := grower{numbers: citationNumbers{limit: len(passages)}}
	grow := func(text string) {
		if shown := growing.grow(printable(text)); shown != "" && !mayRefuse(text) {
			draft(shown)
		}
	}
	reply, err := t.call(ctx, p, Call{Purpose: "answer", Messages: messages, Sources: ids(passages)}, grow)
	if err != nil {
		return written{}, err
	}
	if numbers := (citationNumbers{limit: len(passages)}); strings.TrimSpace(numbers.rewrite(reply.Text)) == "" {
		return written{}, errNothingSaid
	}
	w := written{text: reply.Text, sources: passages, answerer: Model, model: reply.Model}
	w.refused = isRefusal(reply.Text)
	if !reply.Complete {
		w.notice = phrases(a.lang).cutShort
	}
	return w, nil
}

// isRefusal reports that a reply begins with the refusal mark, however the model decorates it.
func isRefusal(text string) bool {
	return strings.HasPrefix(strings.ToUpper(strings.TrimLeft(text, decoration)), refusalMark)
}

// mayRefuse reports that a growing text is, or may still become, a refusal.
func mayRefuse(text string) bool {
	text = strings.ToUpper(strings.TrimLeft(text, decoration))
	return strings.HasPrefix(refusalMark, text) || strings.HasPrefix(text, refusalMark)
}

// decoration is what models put around a line.
const decoration = " \n\t*_`#>\"“[(【"

func ids(passages []*corpus.Passage) []string {
	list := make([]string, len(passages))
	for i, p := range passages {
		list[i] = p.ID
	}
	return list
}

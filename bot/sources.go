package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"articlebot/bot/store"
)

// tellSources shows the sources of the last answer, each with its passage.
func (h *handler) tellSources(ctx context.Context, k *task, m *message, _ string) error {
	a, err := h.store.LastAnswer(ctx, dialogue(m))
	if err != nil && !errors.Is(err, store.ErrNoAnswer) {
		return stored(err)
	}
	if len(a.Citations) == 0 {
		return h.say(ctx, k, k.t.answer.nothing)
	}
	for _, part := range split(listSources(k.t, a), maxUnits) {
		if err := h.say(ctx, k, part); err != nil {
			return err
		}
	}
	return nil
}

// listSources lists the passages that an answer cites, with what it cites of them in bold.
func listSources(t phrases, a store.Answer) string {
	blocks := []string{fmt.Sprintf(t.answer.sources, escape(shorten(oneLine(a.Question), maxQuote)))}
	for _, c := range a.Citations {
		title := t.answer.heading(c.N, c.Section, 0)
		if !c.Verified {
			title += t.unverified
		}
		blocks = append(blocks, title+"\n<blockquote expandable>"+boldIn(c.Text, c.Quote)+"</blockquote>")
	}
	return strings.Join(blocks, "\n\n")
}

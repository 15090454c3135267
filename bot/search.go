package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"articlebot/corpus"
	"articlebot/rag"
)

// Searcher finds passages without answering. It is asked from several goroutines.
type Searcher interface {
	// Search returns at most k passages, best first, read closely. An empty lang means the language of the query.
	Search(ctx context.Context, query string, lang corpus.Lang, k int) ([]rag.Evidence, error)
}

// Bounds of what /search shows: passages, and of each the length of the best sentence and of the ones beside it, in runes.
const (
	maxHits     = 5
	maxBest     = 300
	maxNeighbor = 120
	maxWords    = 100
)

// search shows the passages that are found for some words.
func (h *handler) search(ctx context.Context, k *task, m *message, words string) error {
	switch {
	case h.searcher == nil:
		return h.say(ctx, k, k.t.unknown+"\n\n"+h.helpFor(k, m))
	case words == "":
		return h.say(ctx, k, k.t.asking.search)
	}
	searching, cancel := context.WithTimeout(ctx, h.askTimeout)
	defer cancel()
	found, err := h.searcher.Search(searching, words, tongue(k.chat.Language).lang(), maxHits)
	if err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		h.log.Warn("a search failed", "update", k.ID, "err", err)
		return h.say(ctx, k, k.t.failure(err))
	}
	shown := escape(shorten(oneLine(words), maxWords))
	if len(found) == 0 {
		return h.say(ctx, k, fmt.Sprintf(k.t.asking.none, shown))
	}
	blocks := []string{fmt.Sprintf(k.t.asking.hits, shown)}
	for i, ev := range found[:min(len(found), maxHits)] {
		blocks = append(blocks, renderHit(i+1, ev))
	}
	return h.say(ctx, k, strings.Join(blocks, "\n\n"))
}

// maySearch reports whether there is something to search with.
func (h *handler) maySearch(int64) bool { return h.searcher != nil }

// renderHit shows the best sentence of a passage between the ones beside it, below the section.
func renderHit(n int, ev rag.Evidence) string {
	p, best := ev.Passage, 0
	if scores := ev.Reading.Sentences; len(scores) == len(p.Sentences) && len(scores) > 0 {
		best = slices.Index(scores, slices.Max(scores))
	}
	var sentences []string
	for i, sentence := range p.Sentences {
		switch i {
		case best:
			sentences = append(sentences, "<b>"+escape(shorten(oneLine(sentence), maxBest))+"</b>")
		case best - 1, best + 1:
			sentences = append(sentences, escape(shorten(oneLine(sentence), maxNeighbor)))
		}
	}
	head := fmt.Sprintf("%d. ", n)
	if !isBlank(p.Section) {
		head += "<i>" + escape(oneLine(p.Section)) + "</i>"
	}
	return strings.TrimSpace(head) + "\n" + corpus.JoinSentences(p.Lang, sentences)
}

package rag

import (
	"regexp"

	"articlebot/corpus"
)

// gate decides from how a passage reads whether it is about the question. The values are fixed on the XQuAD sets: see
// docs/quality.md.
type gate struct {
	// coverage is the share of the question's weight that a passage on its subject covers.
	coverage float64
	// doubt is the coverage below which the question's other words count beside its names: a passage that has the name
	// and less than the share content of the rest is about something near. 0 leaves that out.
	doubt, content float64
}

// comparisonShare is the share of the usual coverage that is asked for when a question compares: the words that make it a
// comparison are no article's.
const comparisonShare = 0.75

// gateFor returns the gate for a question in one language and a passage in the same or the other one. Translations vary,
// so less is asked for across languages, and an English word that is missing in a Chinese text says little.
func gateFor(question, passage corpus.Lang) gate {
	switch {
	case question == corpus.Chinese && passage == corpus.Chinese:
		return gate{coverage: 0.275, doubt: 0.45, content: 0.4}
	case question == corpus.English && passage == corpus.English:
		return gate{coverage: 0.26, doubt: 0.48, content: 0.15}
	case question == corpus.English:
		return gate{coverage: 0.20}
	}
	return gate{coverage: 0.22, doubt: 0.4, content: 0.3}
}

// passes reports that a passage may answer. Who asks when, where, who or why names the subject and leaves the rest to
// the article's words, so the other words are not asked for then.
func (g gate) passes(r Reading, circumstance bool) bool {
	switch {
	case r.Coverage < g.coverage || !r.Exact:
		return false
	case r.Coverage >= g.doubt:
		return true
	}
	return r.Named && (circumstance || r.Content >= g.content)
}

// circumstances are the questions for a time, a place, a person or a reason, in folded text.
var circumstances = regexp.MustCompile(`^(?:in |on |at |from |since |by )?(?:when|where|who|whom|whose|why|(?:what|which) (?:year|day|date|month|time|place|city|country))\b|` +
	`什么时候|何时|哪一?年|哪天|几月|哪里|哪儿|在哪|谁|为什么|为何`)

// isOffTopic reports that no passage found for the question, or for a side of its comparison, is about it. It is strict
// for quotation, which must stand for itself; a model tells near misses better than words do, and is spared only what is
// surely about something else.
func isOffTopic(a analysis, f found, strict bool) bool {
	circumstance := circumstances.MatchString(a.folded)
	isAbout := func(ev Evidence, share float64) bool {
		g := gateFor(a.asked, ev.Passage.Lang)
		if !strict {
			return ev.Reading.Coverage >= g.coverage/2
		}
		g.coverage *= share
		return g.passes(ev.Reading, circumstance)
	}
	share := 1.0
	if a.kind == Compare {
		share = comparisonShare
	}
	for _, ev := range f.evidence {
		if isAbout(ev, share) {
			return false
		}
	}
	for _, s := range f.sides {
		for _, ev := range s.evidence {
			if isAbout(ev, 1) {
				return false
			}
		}
	}
	return true
}

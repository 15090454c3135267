package bot

import (
	"articlebot/bot/store"
	"articlebot/rag"
)

// Bounds of what is kept of an answer: how much of a passage, in runes, and how many passages on each side of a cited one.
const (
	maxPassage = 2500
	around     = 3
)

// Reader knows what stands around a passage. It is asked from several goroutines.
type Reader interface {
	// Around returns up to n passages before and after the one of that id, the nearest first; none where it is not known.
	Around(passageID string, n int) (before, after []Passage)
}

// Passage is a passage of an article with the title of its section, which may be empty.
type Passage struct {
	Section, Text string
}

// noReader knows no passages.
type noReader struct{}

// Around returns nothing.
func (noReader) Around(string, int) (before, after []Passage) { return nil, nil }

// record is what is kept of an answer.
func (h *handler) record(q rag.Question, a rag.Answer) store.Record {
	r := store.Record{
		Question: q.Text, Lang: string(a.Lang), Kind: string(a.Kind), Text: a.Text, Profile: q.Profile, Answerer: a.Answerer,
		Model: a.Model, Refused: a.Refused,
	}
	for _, t := range q.History {
		r.History = append(r.History, store.Turn{Question: t.Question, Answer: t.Answer})
	}
	for _, c := range a.Citations {
		before, after := h.reader.Around(c.PassageID, around)
		r.Citations = append(r.Citations, store.Citation{
			N: c.N, PassageID: c.PassageID, Section: c.Section, Quote: c.Quote, Text: shorten(c.Text, maxPassage),
			Verified: c.Verified, Before: kept(before), After: kept(after),
		})
	}
	if a.Trace != nil {
		for _, v := range a.Trace.Claims {
			r.Verdicts = append(r.Verdicts, store.Verdict{Claim: v.Claim, Sources: v.Sources, Problem: v.Problem})
		}
	}
	r.Suggestions = h.suggest(a, r)
	return r
}

func kept(passages []Passage) (list []store.Passage) {
	for _, p := range passages {
		list = append(list, store.Passage{Section: p.Section, Text: shorten(p.Text, maxPassage)})
	}
	return list
}

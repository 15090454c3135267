package rag

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// defaultContextTokens is the budget for the prompt of a profile that names none: what every current model takes.
const defaultContextTokens = 12000

// prompt is what a model is sent to answer from, with the passages that it numbers from 1.
type prompt struct {
	data promptData
	// frame is everything but the passages.
	frame    []Message
	messages []Message
	sources  []*corpus.Passage
}

// rules are the instructions in the prompt, without the texts that it is about, comparable.
func (p prompt) rules() string {
	var text strings.Builder
	for _, m := range p.frame {
		text.WriteString(m.Content + "\n")
	}
	// The conversation goes first, for it may hold the question.
	rules := strings.ReplaceAll(text.String(), p.data.History, "")
	return comparableText(strings.ReplaceAll(rules, p.data.Question, ""))
}

// compose writes the prompt for a question. All of it fits the budget of tokens, but for a question that alone does not.
func (p *Prompts) compose(a analysis, f found, contextTokens int) (prompt, error) {
	data := promptData{
		History:  transcript(a.question.History),
		Question: printable(a.question.Text),
		Language: languageName(a.lang, a.script),
		Mark:     newMark(a.question),
	}
	for _, side := range a.comparison.sides {
		if !a.comparison.statements {
			data.Sides = append(data.Sides, a.original(side))
		}
	}
	return p.fill(a, f, data, cmp.Or(contextTokens, defaultContextTokens))
}

// shrink writes a prompt of half the size, for a model that found the first too long.
func (p *Prompts) shrink(a analysis, f found, first prompt) (prompt, error) {
	return p.fill(a, f, first.data, estimateMessages(first.messages)/2)
}

// fill writes the templates with as many passages as the budget allows. What bears least on the question goes first, then
// the conversation; one passage stays in any case.
func (p *Prompts) fill(a analysis, f found, data promptData, budget int) (prompt, error) {
	data.Passages = ""
	frame, err := p.messages(a.lang, data)
	if err != nil {
		return prompt{}, err
	}
	sources := promptPassages(a, f, budget-estimateMessages(frame))
	switch best := f.inTurn(); {
	case len(sources) == 0 && data.History != "":
		data.History = ""
		return p.fill(a, f, data, budget)
	case len(sources) == 0 && len(best) > 0:
		sources = []*corpus.Passage{best[0].Passage}
	}
	data.Passages = numbered(sources)
	filled, err := p.messages(a.lang, data)
	return prompt{data: data, frame: frame, messages: filled, sources: sources}, err
}

// messages are those that ask for an answer.
func (p *Prompts) messages(lang corpus.Lang, data promptData) ([]Message, error) {
	var list []Message
	for _, role := range []string{"system", "user"} {
		text, err := p.write(lang, role, data)
		if err != nil {
			return nil, err
		}
		list = append(list, Message{Role: role, Content: text})
	}
	return list, nil
}

// newMark returns what ends the article in a prompt: random, so that no text in the article can pretend to be the end.
// It stands behind the passages, which thus begin alike in every prompt, as prefix caches want.
func newMark(q Question) string {
	for {
		if mark := rand.Text()[:16]; !strings.Contains(q.Text, mark) {
			return mark
		}
	}
}

// promptPassages returns everything there is when it fits the budget, in reading order and so with the same beginning
// for every question, which prefix caches reward; else the evidence that fits, also in reading order.
func promptPassages(a analysis, f found, budget int) []*corpus.Passage {
	if estimateTokens(numbered(a.view.Passages)) <= budget {
		return a.view.Passages
	}
	picked := make(map[*corpus.Passage]bool)
	for _, ev := range f.inTurn() {
		// On its own a passage comes with its heading, which it may share with others in the end.
		cost := estimateTokens(numbered([]*corpus.Passage{ev.Passage}))
		if cost <= budget && !picked[ev.Passage] {
			budget -= cost
			picked[ev.Passage] = true
		}
	}
	isUnpicked := func(p *corpus.Passage) bool { return !picked[p] }
	return slices.DeleteFunc(slices.Clone(a.view.Passages), isUnpicked)
}

// numbered writes passages one a line under their titles and sections.
func numbered(passages []*corpus.Passage) string {
	var text strings.Builder
	heading := ""
	for i, p := range passages {
		if h := strings.Trim(p.Title+" > "+p.Section, " >"); h != heading {
			fmt.Fprintf(&text, "## %s\n", h)
			heading = h
		}
		fmt.Fprintf(&text, "[%d] %s\n", i+1, withoutMarkers(strings.ReplaceAll(p.Text(), "\n", " ")))
	}
	return text.String()
}

// maxTurn is how much of a question and of an answer in the history is repeated, in characters.
const maxTurn = 400

func transcript(history []Turn) string {
	var text strings.Builder
	for _, turn := range history[max(0, len(history)-MaxHistory):] {
		fmt.Fprintf(&text, "Q: %s\nA: %s\n", begin(printable(turn.Question)), begin(withoutMarkers(printable(turn.Answer))))
	}
	return text.String()
}

// begin returns the first maxTurn characters of a text.
func begin(text string) string {
	runes := []rune(text)
	if len(runes) <= maxTurn {
		return text
	}
	return string(runes[:maxTurn]) + "…"
}

func estimateMessages(messages []Message) int {
	total := 0
	for _, m := range messages {
		total += estimateTokens(m.Content)
	}
	return total
}

// estimateTokens errs on the high side: a token for each Chinese character, and one for every three bytes of the rest.
func estimateTokens(text string) int {
	han, other := 0, 0
	for _, r := range text {
		if terms.IsHan(r) {
			han++
		} else {
			other += len(string(r))
		}
	}
	return han + other/3 + 1
}

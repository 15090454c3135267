package rag

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

//go:embed prompts/*.tmpl
var promptFiles embed.FS

// defaultContextTokens is the budget for article text of a profile that names none: what every current model takes.
const defaultContextTokens = 12000

// maxHistory bounds the turns that a prompt repeats.
const maxHistory = 3

// promptData is what the templates see.
type promptData struct {
	Passages string
	History  string
	Question string
	Language string
	Compare  string
}

// prompt returns the messages that ask a model, and the passages that they number from 1.
func prompt(a analysis, f found, contextTokens int) ([]Message, []*corpus.Passage, error) {
	passages := promptPassages(a, f, cmp.Or(contextTokens, defaultContextTokens))
	var sides []string
	for _, side := range a.comparison.sides {
		sides = append(sides, a.original(side))
	}
	data := promptData{
		Passages: numbered(passages),
		History:  transcript(a.question.History),
		Question: a.question.Text,
		Language: languageName(a.lang),
		Compare:  strings.Join(sides, ", "),
	}
	templates, err := template.ParseFS(promptFiles, "prompts/"+string(a.lang)+".tmpl")
	if err != nil {
		return nil, nil, fmt.Errorf("reading the prompt templates: %w", err)
	}
	var messages []Message
	for _, role := range []string{"system", "user"} {
		var text strings.Builder
		if err := templates.ExecuteTemplate(&text, role, data); err != nil {
			return nil, nil, fmt.Errorf("writing the %s prompt: %w", role, err)
		}
		messages = append(messages, Message{Role: role, Content: text.String()})
	}
	return messages, passages, nil
}

// promptPassages returns everything there is when it fits the budget, in reading order and so with the same beginning
// for every question, which prefix caches reward; else the evidence that fits, also in reading order.
func promptPassages(a analysis, f found, budget int) []*corpus.Passage {
	total := 0
	for _, p := range a.view.Passages {
		total += estimateTokens(p.Text())
	}
	if total <= budget {
		return a.view.Passages
	}
	picked := make(map[*corpus.Passage]bool)
	for _, ev := range f.inTurn() {
		cost := estimateTokens(ev.Passage.Text())
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

func transcript(history []Turn) string {
	var text strings.Builder
	for _, turn := range history[max(0, len(history)-maxHistory):] {
		fmt.Fprintf(&text, "Q: %s\nA: %s\n", turn.Question, withoutMarkers(turn.Answer))
	}
	return text.String()
}

func languageName(lang corpus.Lang) string {
	if lang == corpus.Chinese {
		return "简体中文"
	}
	return "English"
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

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

// defaultContextTokens is the budget for the prompt of a profile that names none: what every current model takes.
const defaultContextTokens = 12000

// promptData is what the templates see.
type promptData struct {
	Passages string
	History  string
	Question string
	Language string
	Compare  string
}

// prompt returns the messages that ask a model, and the passages that they number from 1. All of it fits the budget of
// tokens, but for a question that alone does not.
func prompt(a analysis, f found, contextTokens int) ([]Message, []*corpus.Passage, error) {
	data := promptData{
		History:  transcript(a.question.History),
		Question: a.question.Text,
		Language: languageName(a.lang),
	}
	for i, side := range a.comparison.sides {
		if i > 0 {
			data.Compare += ", "
		}
		data.Compare += a.original(side)
	}
	frame, err := messages(a.lang, data)
	if err != nil {
		return nil, nil, err
	}
	budget := cmp.Or(contextTokens, defaultContextTokens)
	for _, m := range frame {
		budget -= estimateTokens(m.Content)
	}
	passages := promptPassages(a, f, budget)
	data.Passages = numbered(passages)
	filled, err := messages(a.lang, data)
	return filled, passages, err
}

// messages fills in the templates of a language.
func messages(lang corpus.Lang, data promptData) ([]Message, error) {
	templates, err := template.ParseFS(promptFiles, "prompts/"+string(lang)+".tmpl")
	if err != nil {
		return nil, fmt.Errorf("reading the prompt templates: %w", err)
	}
	var list []Message
	for _, role := range []string{"system", "user"} {
		var text strings.Builder
		if err := templates.ExecuteTemplate(&text, role, data); err != nil {
			return nil, fmt.Errorf("writing the %s prompt: %w", role, err)
		}
		list = append(list, Message{Role: role, Content: text.String()})
	}
	return list, nil
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
		fmt.Fprintf(&text, "Q: %s\nA: %s\n", begin(turn.Question), begin(withoutMarkers(turn.Answer)))
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

package rag

import (
	"embed"
	"fmt"
	"io"
	"strings"
	"text/template"

	"articlebot/corpus"
)

//go:embed prompts/*.tmpl
var promptFiles embed.FS

// Prompts are the texts that models are sent, as templates of text/template by language. Each language has four:
// "system" and "user" ask for an answer, "repair" for a better one, and "rewrite" for a question that stands alone. All
// are given the fields Passages, Mark, History, Question, Language, Sides and Faults, of which the last holds pairs of a
// Claim and the Kind and Detail of what is wrong with it.
type Prompts struct {
	byLang map[corpus.Lang]*template.Template
}

// promptData is what the templates see.
type promptData struct {
	Passages string
	// Mark stands at the end of the article and is never the same.
	Mark     string
	History  string
	Question string
	// Language is the name of the language to answer in.
	Language string
	// Sides are what a comparison compares.
	Sides  []string
	Faults []fault
}

// NewPrompts returns the built-in prompts. The templates that the text for a language defines take the place of those;
// one that cannot be parsed, or that cannot be filled in, is an error.
func NewPrompts(texts map[corpus.Lang]string) (*Prompts, error) {
	p := &Prompts{byLang: make(map[corpus.Lang]*template.Template)}
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		templates, err := template.ParseFS(promptFiles, "prompts/"+string(lang)+".tmpl")
		if err != nil {
			return nil, fmt.Errorf("reading the built-in prompts: %w", err)
		}
		if templates, err = templates.Parse(texts[lang]); err != nil {
			return nil, fmt.Errorf("reading the prompts for %q: %w", lang, err)
		}
		p.byLang[lang] = templates
		if err := p.try(lang); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// try fills in every template, so that a wrong one fails at once and not with the first question.
func (p *Prompts) try(lang corpus.Lang) error {
	sample := promptData{Sides: []string{"A", "B"}, History: "Q", Faults: []fault{{Claim: "C", Kind: faultFigure, Detail: "1"}}}
	for _, name := range []string{"system", "user", "repair", "rewrite"} {
		if err := p.byLang[lang].ExecuteTemplate(io.Discard, name, sample); err != nil {
			return fmt.Errorf("trying the prompts for %q: %w", lang, err)
		}
	}
	return nil
}

// write fills in one template of a language.
func (p *Prompts) write(lang corpus.Lang, name string, data promptData) (string, error) {
	var text strings.Builder
	if err := p.byLang[lang].ExecuteTemplate(&text, name, data); err != nil {
		return "", fmt.Errorf("writing the prompt %q: %w", name, err)
	}
	return text.String(), nil
}

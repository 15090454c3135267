package rag

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"

	"articlebot/corpus"
)

//go:embed prompts/*.tmpl
var promptFiles embed.FS

// Prompts are the texts that models are sent, as templates of text/template by language. Each language has five:
// "system" and "user" ask for an answer, "repair" for a better one, "rewrite" for a question that stands alone, and "questions"
// for those that the article answers. All are given the fields Passages, Mark, History, Question, Language, Sides and Faults, of
// which the last holds pairs of a Claim and the Kind and Detail of what is wrong with it.
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

// promptNames are the templates of a language.
func promptNames() []string { return []string{"system", "user", "repair", "rewrite", "questions"} }

// NewPrompts returns the built-in prompts. The templates that the text for a language defines take the place of those. It
// is an error when a text cannot be parsed or filled in, when it holds anything but such templates, and when a model would
// not be shown the passages and the question.
func NewPrompts(texts map[corpus.Lang]string) (*Prompts, error) {
	p := &Prompts{byLang: make(map[corpus.Lang]*template.Template)}
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		templates, err := template.ParseFS(promptFiles, "prompts/"+string(lang)+".tmpl")
		if err != nil {
			return nil, fmt.Errorf("reading the built-in prompts: %w", err)
		}
		p.byLang[lang] = templates
		text, given := texts[lang]
		if !given {
			continue
		}
		if err := p.replace(lang, text); err != nil {
			return nil, fmt.Errorf("reading the prompts for %q: %w", lang, err)
		}
	}
	return p, nil
}

// replace puts the templates of a text in the place of the built-in ones.
func (p *Prompts) replace(lang corpus.Lang, text string) error {
	own, err := template.New("prompts").Parse(text)
	if err != nil {
		return err
	}
	known, replaced := promptNames(), 0
	for _, t := range own.Templates() {
		switch isEmpty := parse.IsEmptyTree(t.Root); {
		case t == own && isEmpty:
			continue
		case t == own:
			return errors.New(`there is text outside of the templates; one goes from {{define "NAME"}} to {{end}}`)
		case !slices.Contains(known, t.Name()):
			return fmt.Errorf("there is no template %q; the names are %s", t.Name(), strings.Join(known, ", "))
		case isEmpty:
			return fmt.Errorf("the template %q is empty", t.Name())
		}
		if _, err := p.byLang[lang].AddParseTree(t.Name(), t.Tree); err != nil {
			return err
		}
		replaced++
	}
	if replaced == 0 {
		return fmt.Errorf("it defines none of the templates, which are %s", strings.Join(known, ", "))
	}
	return p.try(lang)
}

// try fills in every template, so that a wrong one fails at once and not with the first question.
func (p *Prompts) try(lang corpus.Lang) error {
	bare := promptData{Passages: "{{.Passages}}", Question: "{{.Question}}"}
	full := bare
	full.Sides, full.History, full.Faults = []string{"A", "B"}, "Q", []fault{{Claim: "C", Kind: faultFigure, Detail: "1"}}
	for _, sample := range []promptData{bare, full} {
		written := make(map[string]string)
		for _, name := range promptNames() {
			var err error
			if written[name], err = p.write(lang, name, sample); err != nil {
				return err
			}
		}
		for _, field := range []string{bare.Passages, bare.Question} {
			if !strings.Contains(written["system"]+written["user"], field) {
				return fmt.Errorf("neither system nor user shows the model %s", field)
			}
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

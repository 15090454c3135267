package rag_test

import (
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// TestOwnPrompts replaces one template of one language; the others stay as they are.
func TestOwnPrompts(t *testing.T) {
	own := `{{/* ours */}}{{define "system"}}Speak like a lighthouse keeper.{{if .Sides}} Two lamps.{{end}}{{end}}` + "\n"
	prompts, err := rag.NewPrompts(map[corpus.Lang]string{corpus.English: own})
	if err != nil {
		t.Fatal(err)
	}
	for question, isOwn := range map[string]bool{about: true, aboutChinese: false} {
		model := says("North Light is from 1881 [1].")
		models := rag.Models{Profiles: map[string]rag.Profile{"p": profile("p", model)}, Default: "p"}
		ask(t, mustEngine(t, rag.Options{Views: newViews(t, towers(t)), Models: models, Prompts: prompts}), question)
		system, user := model.asked[0][0].Content, model.asked[0][1].Content
		if got := system == "Speak like a lighthouse keeper."; got != isOwn || !strings.Contains(user, question) {
			t.Errorf("%q: the model was told %q and %q", question, system, user)
		}
	}
}

func TestWrongPrompts(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"Syntax":        {"{{define \"system\"}}\n{{if .Sides}}\n{{end}}", "prompts:3: unexpected EOF"},
		"UnknownName":   {`{{define "sytem"}}x{{end}}`, `no template "sytem"; the names are system, user, repair, rewrite, questions`},
		"UnknownField":  {`{{define "system"}}{{.Article}}{{end}}`, "can't evaluate field Article"},
		"InOneBranch":   {`{{define "system"}}{{if not .Sides}}{{.Article}}{{end}}{{end}}`, "can't evaluate field Article"},
		"InTheOther":    {`{{define "repair"}}{{range .Faults}}{{.Why}}{{end}}{{end}}`, "can't evaluate field Why"},
		"Function":      {`{{define "system"}}{{shout .Question}}{{end}}`, `function "shout" not defined`},
		"Outside":       {`Answer well. {{define "system"}}x{{end}}`, "outside of the templates"},
		"NoTemplates":   {"  \n", "none of the templates"},
		"EmptyTemplate": {`{{define "user"}} {{end}}`, `"user" is empty`},
		"NoPassages":    {`{{define "user"}}{{.Question}}{{end}}`, "{{.Passages}}"},
		"NoQuestion":    {`{{define "user"}}{{.Passages}}{{if .History}}{{.Question}}{{end}}{{end}}`, "{{.Question}}"},
		"EndlessLoop":   {`{{define "system"}}{{template "system" .}}{{end}}`, "exceeded maximum template depth"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rag.NewPrompts(map[corpus.Lang]string{corpus.Chinese: tt.text})
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want one line with %q", err, tt.want)
			}
		})
	}
}

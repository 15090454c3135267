package rag_test

import (
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// withPrompts has a model hear an engine whose prompts have texts of their own.
func withPrompts(t *testing.T, views map[corpus.Lang]*rag.View, texts map[corpus.Lang]string, q rag.Question, script ...string) *dialogue {
	t.Helper()
	prompts, err := rag.NewPrompts(texts)
	if err != nil {
		t.Fatal(err)
	}
	_, d := play(t, mustEngine(t, rag.Options{Views: views, Prompts: prompts}), q, lines(script...)...)
	for i := range d.asked {
		d.asked[i] = withoutMark(d.asked[i])
	}
	return d
}

// TestOneTemplateTakesOnePlace replaces each template of one language: only that one is another than before, and the other
// language's are as they were.
func TestOneTemplateTakesOnePlace(t *testing.T) {
	views := newViews(t, towers(t))
	for _, lang := range []corpus.Lang{corpus.English, corpus.Chinese} {
		other := corpus.English
		if lang == other {
			other = corpus.Chinese
		}
		script := []string{standsAlone[lang], faultyReplies()[lang][2].reply, right[lang]}
		builtIn := withPrompts(t, views, nil, goesOn[lang], script...)
		for name, at := range map[string][2]int{"rewrite": {0, 0}, "system": {1, 0}, "user": {1, 1}, "repair": {2, 3}} {
			own := `{{define "` + name + `"}}My ` + name + `: {{.Question}} {{.Passages}}{{end}}`
			heard := withPrompts(t, views, map[corpus.Lang]string{lang: own}, goesOn[lang], script...)
			for call, messages := range heard.asked {
				for i, m := range messages {
					isSame := m == builtIn.asked[call][i]
					isOwn := strings.HasPrefix(m.Content, "My "+name+": "+goesOn[lang].Text)
					// The messages of the first answer are sent again with the repair.
					isReplaced := at == [2]int{call, i} || call == 2 && at == [2]int{1, i}
					if isOwn != isReplaced || isSame == isReplaced {
						t.Errorf("%s %s: message %d of call %d is\n%s", lang, name, i, call, m.Content)
					}
				}
			}
			if elsewhere := withPrompts(t, views, map[corpus.Lang]string{other: own}, goesOn[lang], script...); !isSameTalk(elsewhere, builtIn) {
				t.Errorf("%s %s: the prompts of the other language change these", lang, name)
			}
		}
	}
}

func isSameTalk(a, b *dialogue) bool {
	text := func(d *dialogue) string {
		var all strings.Builder
		for _, messages := range d.asked {
			for _, m := range messages {
				all.WriteString(m.Role + ": " + m.Content + "\n")
			}
		}
		return all.String()
	}
	return text(a) == text(b)
}

// TestTemplatesSeeTheirFields fills every field that is promised.
func TestTemplatesSeeTheirFields(t *testing.T) {
	const own = `{{define "system"}}{{.Language}}|{{.Mark}}|{{range .Sides}}{{.}};{{end}}{{end}}{{define "user"}}{{.Passages}}|{{.Question}}|{{.History}}{{end}}` +
		`{{define "repair"}}{{range .Faults}}{{.Kind}}, {{.Detail}}, {{.Claim}}{{end}}{{end}}`
	views := newViews(t, towers(t))
	for lang, want := range map[corpus.Lang][]string{
		corpus.English: {"English|MARK|North Light;South Light;", "[1] North Light was built", "|" + versus[corpus.English] + "|Q: Who keeps North Light?\nA: Jonas Wehl.\n",
			"figure, 9900, North Light cost 9,900 crowns."},
		corpus.Chinese: {"简体中文|MARK|北灯塔;南灯塔;", "[1] 北灯塔由工程师", "|" + versus[corpus.Chinese] + "|Q: 北灯塔的看守人是谁？\nA: 约纳斯。\n",
			"figure, 9900, 北灯塔花了9,900克朗。"},
	} {
		q := rag.Question{Text: versus[lang], History: goesOn[lang].History}
		d := withPrompts(t, views, map[corpus.Lang]string{lang: own}, q, faultyReplies()[lang][2].reply, right[lang])
		user := d.asked[0][1].Content
		if d.asked[0][0].Content != want[0] || !strings.Contains(user, want[1]) || !strings.HasSuffix(user, want[2]) {
			t.Errorf("%s: the first call is sent %+v", lang, d.asked[0])
		}
		if got := d.request(1); got != want[3] {
			t.Errorf("%s: the repair is %q, want %q", lang, got, want[3])
		}
	}
}

// TestBrokenTemplatesAreErrors has texts that cannot be parsed or filled in; the error names the language.
func TestBrokenTemplatesAreErrors(t *testing.T) {
	for name, text := range map[string]string{
		"not closed":         `{{define "user"}}{{.Question}`,
		"no end":             `{{define "user"}}{{.Question}}`,
		"unknown function":   `{{define "system"}}{{shout .Question}}{{end}}`,
		"unknown field":      `{{define "rewrite"}}{{.Answer}}{{end}}`,
		"field of a fault":   `{{define "repair"}}{{range .Faults}}{{.Reason}}{{end}}{{end}}`,
		"field of a side":    `{{define "system"}}{{range .Sides}}{{.Name}}{{end}}{{end}}`,
		"within a condition": `{{define "user"}}{{if .History}}{{.Past}}{{end}}{{end}}`,
		"unknown template":   `{{define "user"}}{{template "question" .}}{{end}}`,
	} {
		for lang, other := range map[corpus.Lang]corpus.Lang{corpus.English: corpus.Chinese, corpus.Chinese: corpus.English} {
			_, err := rag.NewPrompts(map[corpus.Lang]string{lang: text, other: `{{define "rewrite"}}{{.Question}}{{end}}`})
			if err == nil || !strings.Contains(err.Error(), `"`+string(lang)+`"`) || strings.Contains(err.Error(), `"`+string(other)+`"`) {
				t.Errorf("%s in %s: got %v", name, lang, err)
			}
		}
	}
}

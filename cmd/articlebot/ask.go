package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"articlebot/corpus"
	"articlebot/rag"
)

func runAsk(ctx context.Context, args []string, global globals, std stdio) error {
	flags := newFlags("ask", &global)
	asJSON := flags.Bool("json", false, "")
	explain := flags.Bool("explain", false, "")
	profile := flags.String("profile", "", "")
	lang := flags.String("lang", "auto", "")
	words, err := parseFlags(flags, args, true)
	if err != nil {
		return err
	}
	if *asJSON && *explain {
		return usageError("--explain is for reading and --json for programs; ask for one of them")
	}
	question := rag.Question{Profile: *profile}
	if question.Lang, err = parseLang(*lang); err != nil {
		return err
	}
	if question.Text, err = questionText(ctx, words, std.in); err != nil {
		return err
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	engine, err := p.newEngine(ctx, cmp.Or(question.Lang, corpus.DetectLang(question.Text)))
	if err != nil {
		return err
	}
	if *asJSON {
		answer, err := engine.Ask(ctx, question, nil)
		if err != nil {
			return err
		}
		return printJSON(std.out, answer)
	}
	screen := screen{w: std.out}
	var draft rag.Draft
	if isTerminal(std.out) {
		draft = screen.draft
	}
	answer, err := engine.Ask(ctx, question, draft)
	if err != nil {
		return err
	}
	if err := screen.final(answer); err != nil || !*explain {
		return err
	}
	return explainAnswer(std.out, answer)
}

// parseLang reads the --lang flag; auto is the question's own language.
func parseLang(name string) (corpus.Lang, error) {
	switch name {
	case "auto":
		return "", nil
	case string(corpus.Chinese), string(corpus.English):
		return corpus.Lang(name), nil
	}
	return "", usageError(fmt.Sprintf("--lang takes auto, zh or en, not %q", name))
}

func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// isTerminal reports whether somebody watches what is written: a file gets the final answer only.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// screen prints an answer as it grows.
type screen struct {
	w     io.Writer
	shown string
}

// draft prints what has come to the text since the last call.
func (s *screen) draft(text string) {
	if added, grew := strings.CutPrefix(text, s.shown); grew {
		_, _ = io.WriteString(s.w, added) // a terminal that is gone shows in final
		s.shown = text
	}
}

// final completes what was drafted, or prints the whole answer where the draft was another, and then the sources.
func (s *screen) final(answer rag.Answer) error {
	var text strings.Builder
	if rest, grew := strings.CutPrefix(answer.Text, s.shown); grew {
		text.WriteString(rest)
	} else {
		text.WriteString("\n\n" + answer.Text)
	}
	text.WriteString("\n")
	writeSources(&text, answer)
	if answer.Notice != "" {
		text.WriteString("\n" + answer.Notice + "\n")
	}
	writeCost(&text, answer)
	_, err := io.WriteString(s.w, text.String())
	return err
}

func writeSources(text *strings.Builder, answer rag.Answer) {
	if len(answer.Citations) == 0 {
		return
	}
	heading, unverified := "Sources", " (unverified)"
	switch {
	case answer.Lang == corpus.Chinese && answer.Script == rag.Traditional:
		heading, unverified = "來源", "（未查證）"
	case answer.Lang == corpus.Chinese:
		heading, unverified = "来源", "（未核实）"
	}
	text.WriteString("\n" + heading + "\n")
	for _, c := range answer.Citations {
		fmt.Fprintf(text, "[%d] ", c.N)
		if place := strings.Trim(c.Title+" > "+c.Section, " >"); place != "" {
			text.WriteString(place + ": ")
		}
		text.WriteString(shorten(c.Quote, maxQuote))
		if !c.Verified {
			text.WriteString(unverified)
		}
		text.WriteString("\n")
	}
}

// maxQuote is the length of a source's quotation in a list, in characters.
const maxQuote = 120

func shorten(s string, limit int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= limit {
		return string(runes)
	}
	return string(runes[:limit-1]) + "…"
}

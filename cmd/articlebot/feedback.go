package main

import (
	"context"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
)

func runFeedback(ctx context.Context, args []string, global globals, std stdio) error {
	rest, err := parseFlags(newFlags("feedback", &global), args, true)
	if err != nil {
		return err
	}
	if verb, operands := cutVerb(rest); verb != "export" || len(operands) > 0 {
		return usageError("use articlebot feedback export")
	}
	return withStore(ctx, global, std, func(s *store.Store) error { return exportFeedback(ctx, s, std.out) })
}

// exportFeedback writes the questions whose answers people had feedback for as a question set, which eval answers reads.
func exportFeedback(ctx context.Context, s *store.Store, out io.Writer) error {
	judged, err := s.Judged(ctx)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for _, a := range judged {
		if err := lines.Encode(evalItem(a)); err != nil {
			return err
		}
	}
	return nil
}

// toBeWritten stands for what a right answer must hold where nobody knows yet. No answer has it, so that the item fails until a
// person has replaced it.
const toBeWritten = "TO BE WRITTEN: what a right answer says"

// evalItem makes an item of an answer. Of a good one it must hold what it shares with its sources; a bad one only tells that the
// question is hard.
func evalItem(a store.Answer) eval.Item {
	item := eval.Item{
		ID: "feedback-" + strconv.FormatInt(a.Update, 10), Lang: corpus.Lang(a.Lang), Type: "feedback-bad", Question: a.Question,
		Must: [][]string{{toBeWritten}}, History: []rag.Turn{},
	}
	for _, t := range a.History {
		item.History = append(item.History, rag.Turn{Question: t.Question, Answer: t.Answer})
	}
	if a.Feedback != store.Good {
		return item
	}
	item.Type = "feedback-good"
	switch shared := sharedWithSources(a); {
	case a.Refused:
		item.Refuse, item.Must = true, [][]string{}
	case len(shared) > 0:
		item.Must = shared
	}
	return item
}

var (
	exportMarker = regexp.MustCompile(`\[\d+\]`)
	exportFigure = regexp.MustCompile(`\d+(?:[.,:]\d+)*`)
)

// sharedWithSources returns what must stand in an answer that is as good: the figures that its sources have too or, where there are
// none, the longest run of words that it has from them.
func sharedWithSources(a store.Answer) (must [][]string) {
	text := exportMarker.ReplaceAllString(a.Text, "")
	var sources strings.Builder
	for _, c := range a.Citations {
		sources.WriteString(c.Text + "\n")
	}
	for _, figure := range exportFigure.FindAllString(text, -1) {
		group := []string{figure}
		isNew := !slices.ContainsFunc(must, func(g []string) bool { return slices.Equal(g, group) })
		if isNew && slices.Contains(exportFigure.FindAllString(sources.String(), -1), figure) {
			must = append(must, group)
		}
	}
	if len(must) > 0 {
		return must
	}
	for _, c := range a.Citations {
		if run := longestShared(words(text), words(c.Quote)); len([]rune(run)) >= 2 {
			must = append(must, []string{run})
		}
	}
	return must
}

// words cuts a text into words, each with the white space behind it; a Han character is one by itself.
func words(text string) (list []string) {
	start := 0
	last := ' '
	for i, r := range text {
		isHan := unicode.Is(unicode.Han, r) || unicode.Is(unicode.Han, last)
		if i > start && (isHan || unicode.IsSpace(last) && !unicode.IsSpace(r)) {
			list = append(list, text[start:i])
			start = i
		}
		last = r
	}
	return append(list, text[start:])
}

// longestShared returns the longest run of words that both have.
func longestShared(a, b []string) string {
	best := ""
	before := make([]string, len(b)+1)
	for _, word := range a {
		now := make([]string, len(b)+1)
		for j, other := range b {
			if strings.TrimSpace(word) == strings.TrimSpace(other) {
				now[j+1] = before[j] + word
			}
			if run := strings.TrimSpace(now[j+1]); len(run) > len(best) {
				best = run
			}
		}
		before = now
	}
	return best
}

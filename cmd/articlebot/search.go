package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"articlebot/corpus"
	"articlebot/rag"
)

// searchResult is one passage in the order of relevance, as search --json prints it.
type searchResult struct {
	Rank      int            `json:"rank"`
	Score     float64        `json:"score"`
	Legs      []rag.LegScore `json:"legs"`
	Coverage  float64        `json:"coverage"`
	Named     bool           `json:"named"`
	Content   float64        `json:"content"`
	PassageID string         `json:"passage_id"`
	ArticleID string         `json:"article_id"`
	Section   string         `json:"section"`
	Text      string         `json:"text"`
}

func runSearch(ctx context.Context, args []string, global globals, std stdio) error {
	flags := newFlags("search", &global)
	asJSON := flags.Bool("json", false, "")
	lang := flags.String("lang", "auto", "")
	k := flags.Int("k", 5, "")
	words, err := parseFlags(flags, args, true)
	if err != nil {
		return err
	}
	if *k < 1 {
		return usageError("-k takes a number from 1 up")
	}
	queryLang, err := parseLang(*lang)
	if err != nil {
		return err
	}
	query, err := questionText(ctx, words, std.in)
	if err != nil {
		return err
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	engine, err := p.newEngine(ctx, cmp.Or(queryLang, corpus.DetectLang(query)))
	if err != nil {
		return err
	}
	evidence, err := engine.Search(ctx, query, queryLang, *k)
	if err != nil {
		return err
	}
	results := searchResults(evidence)
	if *asJSON {
		return printJSON(std.out, results)
	}
	var text strings.Builder
	for _, r := range results {
		fmt.Fprintf(&text, "%d. %s  %s\n   %s\n", r.Rank, r.scores(), r.Section, r.Text)
	}
	if len(results) == 0 {
		text.WriteString("No passage shares a word with the query.\n")
	}
	_, err = fmt.Fprint(std.out, text.String())
	return err
}

func searchResults(evidence []rag.Evidence) []searchResult {
	results := make([]searchResult, len(evidence))
	for i, ev := range evidence {
		results[i] = searchResult{
			Rank: i + 1, Score: ev.Score, Legs: ev.Legs, Coverage: ev.Reading.Coverage, Named: ev.Reading.Named,
			Content: ev.Reading.Content, PassageID: ev.Passage.ID,
			ArticleID: ev.Passage.ArticleID, Section: ev.Passage.Section, Text: ev.Passage.Text(),
		}
	}
	return results
}

// scores says how each leg saw the passage, such as "lexical #1 12.40, vector #3 0.31".
func (r searchResult) scores() string {
	parts := make([]string, len(r.Legs))
	for i, leg := range r.Legs {
		parts[i] = fmt.Sprintf("%s #%d %.2f", leg.Leg, leg.Rank, leg.Score)
	}
	return strings.Join(parts, ", ")
}

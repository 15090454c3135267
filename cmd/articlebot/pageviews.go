package main

import (
	"articlebot/bot/playground/page"
	"articlebot/corpus"
	"articlebot/rag"
)

// articleView is the first of the articles as the page shows it.
func articleView(articles []*corpus.Article) page.Article {
	first := articles[0]
	var view page.Article
	for _, edition := range first.Editions {
		view.Editions = append(view.Editions, editionView(edition))
	}
	for _, other := range articles[1:] {
		view.Others = append(view.Others, other.Editions[0].Meta.Title)
	}
	return view
}

func editionView(e *corpus.Edition) page.Edition {
	meta := e.Meta
	view := page.Edition{
		Lang: string(e.Lang), Title: meta.Title, Author: meta.Author, Publisher: meta.Publisher, Date: meta.Date, URL: meta.URL,
		Note: meta.Note,
	}
	for _, section := range e.Sections {
		shown := page.Section{Title: section.Title}
		for _, paragraph := range section.Paragraphs {
			shown.Paragraphs = append(shown.Paragraphs, paragraph.Sentences)
		}
		view.Sections = append(view.Sections, shown)
	}
	return view
}

// traceView is how an answer came about as the page shows it.
func traceView(a rag.Answer, places shelf) page.Trace {
	view := page.Trace{
		Question: a.Question, Kind: string(a.Kind), Language: string(a.Lang), Refused: a.Refused, Answerer: a.Answerer,
		Model: a.Model, Notice: a.Notice, Timings: page.Timings(a.Timings), Usage: page.Usage(a.Usage),
	}
	for _, c := range a.Citations {
		view.Citations = append(view.Citations, citationView(c, places))
	}
	if a.Trace == nil {
		return view
	}
	view.Query = a.Trace.Query
	for _, ev := range a.Trace.Evidence {
		view.Evidence = append(view.Evidence, evidenceView(ev))
	}
	for _, call := range a.Trace.Calls {
		view.Calls = append(view.Calls, callView(call))
	}
	for _, claim := range a.Trace.Claims {
		view.Checks = append(view.Checks, page.Check{Claim: claim.Claim, Problem: claim.Problem, Sources: claim.Sources})
	}
	return view
}

func citationView(c rag.Citation, places shelf) page.Citation {
	view := page.Citation{
		N: c.N, PassageID: c.PassageID, Section: c.Section, Quote: c.Quote, Text: c.Text, Verified: c.Verified,
	}
	if passage := places.passage(c.PassageID); passage != nil {
		view.Lang, view.Paragraph = string(passage.Lang), passage.Paragraph
	}
	return view
}

func evidenceView(ev rag.Evidence) page.Evidence {
	view := page.Evidence{
		PassageID: ev.Passage.ID, Section: ev.Passage.Section, Text: ev.Passage.Text(), Score: ev.Score, Coverage: ev.Reading.Coverage,
	}
	for _, leg := range ev.Legs {
		view.Legs = append(view.Legs, page.Leg(leg))
	}
	return view
}

// callView shows a request word for word; neither it nor an error of a model holds a key.
func callView(c rag.Call) page.Call {
	view := page.Call{
		Purpose: c.Purpose, Profile: c.Profile, Reply: c.Reply.Text,
		PromptTokens: c.Reply.Usage.PromptTokens, CompletionTokens: c.Reply.Usage.CompletionTokens,
	}
	if c.Err != nil {
		view.Error = c.Err.Error()
	}
	for _, m := range c.Messages {
		view.Messages = append(view.Messages, page.Prompt(m))
	}
	return view
}

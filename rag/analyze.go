package rag

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// analysis is what is known of a question before anything is searched.
type analysis struct {
	question Question
	// lang is the language to answer in, which also picks the editions to read; asked is the question's own.
	lang, asked corpus.Lang
	// script is that of the program's own sentences in Chinese.
	script Script
	kind   Kind
	view   *View
	// folded is the whole question, folded.
	folded string
	// describes tells that the question is about the article as a work, not about what it says.
	describes bool
	// topic is what a follow-up asks about in place of what the question before did; mostly empty.
	topic string
	// query is what to search for: the question without its question words.
	query string
	// comparison holds the sides of a Compare question.
	comparison comparison
	// article and part are the section that a Summary question is about; an empty article means the whole of all.
	article string
	part    int
}

var (
	overview = regexp.MustCompile(`(总结|概括|概述|摘要|归纳|梳理)|(文章|全文|本文|这篇|原文).*(讲|说|写|谈|主题|主旨|大意|内容|关于|中心思想)|^(讲|说)了?(什么|啥)$|主要(内容|讲|说|观点)|` +
		`\b(summar(y|ize|ise)|overview|tl;?dr|main (points?|ideas?)|key (points?|takeaways?)|gist)\b|\bwhat('s| is| does) (the|this) (article|text|piece|story)\b.*\b(about|say)\b`)
	edgePunctuation = " \t\n.,!?;:~。，！？；：～…、\"'“”‘’()（）"
)

// A title of fewer Chinese characters and fewer English words than these turns up in questions by chance.
const (
	minTitleHan   = 5
	minTitleWords = 3
)

func (e *Engine) analyze(q Question) (analysis, error) {
	if !utf8.ValidString(q.Text) {
		return analysis{}, ErrInvalidQuestion
	}
	q.Text = strings.TrimSpace(q.Text)
	switch {
	case !strings.ContainsFunc(q.Text, isVisible):
		return analysis{}, ErrEmptyQuestion
	case utf8.RuneCountInString(q.Text) > e.longest:
		return analysis{}, LongQuestionError{Limit: e.longest}
	}
	a := analysis{question: q, lang: q.Lang, asked: corpus.DetectLang(q.Text), kind: Fact, folded: terms.Fold(q.Text), query: terms.Content(q.Text)}
	a.script = scriptFor(q)
	if a.lang == "" {
		a.lang = a.asked
	}
	a.view = e.views[a.lang]
	if a.view == nil {
		a.lang, a.view = corpus.English, e.views[corpus.English]
	}
	a.classify()
	if a.kind == Fact && !a.describes {
		a.carryOver(q.History)
	}
	return a, nil
}

// classify finds the kind of question.
func (a *analysis) classify() {
	bare := strings.Trim(a.folded, edgePunctuation)
	switch {
	case isSmalltalk(bare):
		a.kind = Smalltalk
		return
	case aboutArticle.MatchString(bare):
		a.describes = true
		return
	}
	if article, part := a.view.namedSection(a.folded); part > 0 {
		a.kind, a.article, a.part = Summary, article, part
		return
	}
	if c, ok := parseComparison(a.folded); ok {
		a.kind, a.comparison = Compare, c
		a.query = a.compared()
		return
	}
	if overview.MatchString(bare) {
		a.kind = Summary
	}
}

// namedSection returns the article and the number of the section whose whole title stands in the question, the longest
// title first. A short one must be quoted. The number is 0 when there is none.
func (v *View) namedSection(folded string) (article string, part int) {
	best := 0
	for _, edition := range v.Editions {
		for i := range edition.Sections {
			title := terms.Fold(edition.Sections[i].Title)
			if n := utf8.RuneCountInString(title); n > best && namesTitle(folded, title) {
				article, part, best = edition.ArticleID, i+1, n
			}
		}
	}
	return article, part
}

func namesTitle(question, title string) bool {
	bare := strings.Trim(title, edgePunctuation)
	if !isShortTitle(bare) {
		return strings.Contains(question, bare)
	}
	isQuoted := func(marks [2]string) bool { return strings.Contains(question, marks[0]+title+marks[1]) }
	return bare != "" && slices.ContainsFunc([][2]string{{"“", "”"}, {`"`, `"`}, {"「", "」"}}, isQuoted)
}

func isShortTitle(title string) bool {
	han := 0
	for _, r := range title {
		if terms.IsHan(r) {
			han++
		}
	}
	return han < minTitleHan && len(strings.Fields(title)) < minTitleWords
}

// isVisible reports whether r can be what a question is made of: a letter, a figure or a symbol, such as an emoji.
func isVisible(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.S) && r != utf8.RuneError && !strings.ContainsRune(edgePunctuation, r)
}

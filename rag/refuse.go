package rag

import (
	"fmt"
	"strings"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// suggestionCount is how many questions a refusal offers.
const suggestionCount = 2

// refuse says that the article does not answer, quotes the nearest statement, and offers questions that it answers.
func refuse(a analysis, f found) written {
	say := a.say()
	q := a.quotation()
	var text strings.Builder
	text.WriteString(say.refusal)
	if nearest := a.rankSentences(f.evidence); len(nearest) > 0 {
		fmt.Fprintf(&text, "\n\n%s\n\n> %s", say.nearest, q.cite(nearest[0]))
	}
	questions := a.suggestions(f)
	if len(questions) > 0 {
		text.WriteString("\n\n" + say.tryAsking)
		for _, question := range questions {
			text.WriteString("\n- " + question)
		}
	}
	w := q.written(text.String(), true)
	w.suggestions = questions
	return w
}

// suggestions are questions about the sections nearest to the question, then about the others in reading order.
func (a analysis) suggestions(f found) []string {
	var titles []string
	for _, ev := range f.evidence {
		titles = append(titles, ev.Passage.Section)
	}
	for _, edition := range a.view.Editions {
		titles = append(titles, edition.SectionTitles()...)
	}
	return sectionQuestions(titles, Audience{Lang: a.lang, Script: a.script}, suggestionCount)
}

// Suggestions returns at most n questions that the edition answers, in lang and script: what it is about, and what its parts
// say.
func Suggestions(edition *corpus.Edition, lang corpus.Lang, script Script, n int) []string {
	to := Audience{Lang: lang, Script: script}
	questions := append([]string{phrases(lang, script).articleAbout}, sectionQuestions(edition.SectionTitles(), to, n-1)...)
	return questions[:min(n, len(questions))]
}

// sectionQuestions asks about each of the titles once, the first n of them.
func sectionQuestions(titles []string, to Audience, n int) []string {
	var questions []string
	asked := map[string]bool{"": true}
	for _, title := range titles {
		if !asked[title] && len(questions) < n {
			asked[title] = true
			questions = append(questions, sectionQuestion(title, to))
		}
	}
	return questions
}

// sectionQuestion asks what a section says. A title that is a question is asked as it stands, where classify takes it for that
// section's.
func sectionQuestion(title string, to Audience) string {
	bare := strings.Trim(terms.Fold(title), edgePunctuation)
	if to.canBeOffered(title) && !isShortTitle(bare) && !isSmalltalk(bare) {
		return title
	}
	return fmt.Sprintf(phrases(to.Lang, to.Script).sectionAbout, title)
}

package bot

import (
	"articlebot/corpus"
	"articlebot/rag"
)

// Questions knows what may be asked of the article. It is asked each time, since its questions may be replaced; from several
// goroutines.
type Questions interface {
	// For returns questions in the order of the article, none where it knows none.
	For(to rag.Audience) []rag.Suggested
}

// maxExamples is how many questions are offered before there is an answer.
const maxExamples = 3

// offers are the questions that are offered: those that are known now, else those of the description.
type offers struct {
	now   Questions // may be nil
	about map[corpus.Lang]About
}

// all returns the questions for who reads an answer.
func (o offers) all(to rag.Audience) []rag.Suggested {
	if o.now != nil {
		if list := o.now.For(to); len(list) > 0 {
			return list
		}
	}
	about := o.about[to.Lang]
	texts := about.Questions
	if len(texts) == 0 {
		texts = about.Examples
	}
	var list []rag.Suggested
	for _, text := range texts {
		list = append(list, rag.Suggested{Question: text})
	}
	return list
}

// examples returns the first questions, in the language of the bot's sentences.
func (o offers) examples(g tongue) []string {
	to := rag.Audience{Lang: g.lang()}
	if g == zhHant {
		to.Script = rag.Traditional
	}
	list := o.all(to)
	var texts []string
	for _, s := range list[:min(len(list), maxExamples)] {
		texts = append(texts, s.Question)
	}
	return texts
}

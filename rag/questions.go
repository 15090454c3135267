package rag

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// Errors of QuestionsFor.
var (
	// ErrOverBudget says that the day's money for models is spent.
	ErrOverBudget = errors.New("the day's budget for models is used up")
	// ErrFewQuestions says that a model wrote too few questions that hold.
	ErrFewQuestions = errors.New("too few of the model's questions hold")
)

// Bounds of the questions that a model writes: how many are taken, how few are none, and their length in characters.
const (
	maxQuestions   = 12
	minQuestions   = 3
	longestOffered = 60
)

// Audience is who reads an answer or a question: in which language, and where that is Chinese in which script; an empty script
// means Simplified characters.
type Audience struct {
	Lang   corpus.Lang
	Script Script
}

// Suggested is a question that the articles answer.
type Suggested struct {
	Question string `json:"question"`
	// Section is the heading of what answers it; it may be empty.
	Section string `json:"section"`
}

// QuestionsFor has the default profile's model, or else a fallback, write questions that the articles answer. They are short, in
// the audience's language, and each was answered by quotation here; their order is the model's. The ledger is charged for no
// account. Errors are ErrOverBudget, ErrFewQuestions, those of the model and ctx's; without models there is ErrUnknownProfile.
func (e *Engine) QuestionsFor(ctx context.Context, to Audience) ([]Suggested, error) {
	talk, err := e.newTalk(ctx, Question{})
	switch {
	case err != nil:
		return nil, err
	case talk.overBudget:
		return nil, ErrOverBudget
	case len(talk.profiles) == 0:
		return nil, ErrUnknownProfile
	}
	defer talk.charge(ctx)
	var failures error
	for _, p := range talk.profiles {
		request, err := e.prompts.forQuestions(e.views[to.Lang], to, p.ContextTokens)
		if err != nil {
			return nil, err
		}
		reply, err := talk.call(ctx, p, Call{Purpose: "questions", Messages: request}, nil)
		if err == nil {
			return e.answerable(ctx, reply.Text, to)
		}
		failures = errors.Join(failures, fmt.Errorf("asking profile %s for questions: %w", p.Name, err))
		if ctx.Err() != nil {
			break
		}
		if e.failed != nil {
			e.failed(p.Name, err)
		}
	}
	return nil, failures
}

// QuestionsKey is the same as long as QuestionsFor would ask the default profile the same: the passages and the prompt are.
func (e *Engine) QuestionsKey(to Audience) (string, error) {
	models := e.Models()
	request, err := e.prompts.forQuestions(e.views[to.Lang], to, models.Profiles[models.Default].ContextTokens)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, m := range request {
		fmt.Fprintf(sum, "%s\n%s\n", m.Role, m.Content)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// forQuestions asks for questions about as many passages as the budget of tokens allows, which are from all over the articles.
func (p *Prompts) forQuestions(v *View, to Audience, budget int) ([]Message, error) {
	data := promptData{Language: languageName(to.Lang, to.Script)}
	frame, err := p.write(to.Lang, "questions", data)
	if err != nil {
		return nil, err
	}
	data.Passages = numbered(spread(v.Passages, cmp.Or(budget, defaultContextTokens)-estimateTokens(frame)))
	text, err := p.write(to.Lang, "questions", data)
	return []Message{{Role: "user", Content: text}}, err
}

// spread returns all passages or, where they are more than the budget of tokens, every second, third … of them.
func spread(passages []*corpus.Passage, budget int) []*corpus.Passage {
	for step := 1; ; step++ {
		var picked []*corpus.Passage
		for i := 0; i < len(passages); i += step {
			picked = append(picked, passages[i])
		}
		if len(picked) <= 1 || estimateTokens(numbered(picked)) <= budget {
			return picked
		}
	}
}

// answerable keeps the questions of a reply, one a line, that are fit to be offered and that are answered by quotation.
func (e *Engine) answerable(ctx context.Context, reply string, to Audience) ([]Suggested, error) {
	var list []Suggested
	seen := map[string]bool{}
	for line := range strings.Lines(reply) {
		question := offered(line)
		folded := strings.Trim(terms.Fold(question), edgePunctuation)
		if len(list) == maxQuestions || seen[folded] || !to.canBeOffered(question) {
			continue
		}
		seen[folded] = true
		answer, err := e.Ask(ctx, Question{Text: question, Lang: to.Lang, Script: to.Script, Quote: true}, nil)
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case err == nil && !answer.Refused && len(answer.Citations) > 0:
			list = append(list, Suggested{Question: question, Section: answer.Citations[0].Section})
		}
	}
	if len(list) < minQuestions {
		return nil, fmt.Errorf("%w: %d", ErrFewQuestions, len(list))
	}
	return list, nil
}

// offered is the question in a line, without what stands around it.
func offered(line string) string {
	line = lineLead.ReplaceAllString(strings.TrimSpace(withoutMarkers(printable(line))), "")
	line = strings.Trim(emphasis.Replace(line), " *_")
	for _, marks := range [][2]string{{"“", "”"}, {"「", "」"}, {`"`, `"`}} {
		if inner, cut := strings.CutPrefix(line, marks[0]); cut && strings.HasSuffix(inner, marks[1]) {
			line = strings.TrimSuffix(inner, marks[1])
		}
	}
	return line
}

// canBeOffered reports whether a text is a short question in the audience's language, with nothing in it to press.
func (to Audience) canBeOffered(question string) bool {
	isQuestion := strings.HasSuffix(question, "?") || strings.HasSuffix(question, "？")
	if !isQuestion || utf8.RuneCountInString(question) > longestOffered || (&harmless{}).clean(question) != question {
		return false
	}
	if corpus.DetectLang(question) != to.Lang || isForeign(question, to.Lang) {
		return false
	}
	script := scriptOfWords(question)
	return to.Lang != corpus.Chinese || script == "" || script == cmp.Or(to.Script, Simplified)
}

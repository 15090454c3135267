package rag

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"articlebot/corpus"
)

// Reasons to pass over a model that did reply.
var (
	errNothingSaid   = errors.New("the model's reply is empty")
	errWrongLanguage = errors.New("the model answers in another language")
	errUnsupported   = errors.New("nothing that the model says stands in the article")
)

// asker has one profile's model answer one question.
type asker struct {
	*talk
	profile Profile
	prompts *Prompts
	a       analysis
	found   found
	draft   Draft
	search  func(claim string) []*corpus.Passage
}

// ask has the model answer and, where the answer does not hold, once more. What the draft sees is renumbered as the
// final answer will be; a refusal is never drafted. With an error comes what there is of an answer that broke off.
func (k *asker) ask(ctx context.Context) (written, error) {
	p, err := k.prompts.compose(k.a, k.found, k.profile.ContextTokens)
	if err != nil {
		return written{}, err
	}
	reply, err := k.send(ctx, "answer", p, k.grow(p))
	if errors.Is(err, ErrPromptTooLong) {
		if p, err = k.prompts.shrink(k.a, k.found, p); err == nil {
			reply, err = k.send(ctx, "answer", p, k.grow(p))
		}
	}
	if err != nil {
		return k.rest(p, reply), err
	}
	first := k.read(p, reply)
	if len(first.faults) > 0 {
		first = k.repaired(ctx, p, first)
	}
	return k.accept(first)
}

// rest is what can be shown of a reply that broke off, or nothing.
func (k *asker) rest(p prompt, reply Reply) written {
	if reply.Text == "" {
		return written{}
	}
	w, err := k.accept(k.read(p, reply))
	if err != nil || w.refused {
		return written{}
	}
	return w
}

// send has the model answer a prompt.
func (k *asker) send(ctx context.Context, purpose string, p prompt, grow Draft) (Reply, error) {
	return k.call(ctx, k.profile, Call{Purpose: purpose, Messages: p.messages, Sources: ids(p.sources)}, grow)
}

// answered is a reply that was read and examined.
type answered struct {
	examined
	reply   Reply
	table   []Statement
	sources []*corpus.Passage
	lacking bool
	foreign bool
}

// read takes a whole reply apart and examines it.
func (k *asker) read(p prompt, reply Reply) answered {
	verdict, body, _ := readVerdict(reply.Text, true)
	k.trace.Calls[len(k.trace.Calls)-1].Missing = verdict.missing
	out := answered{reply: reply, sources: p.sources, lacking: verdict.lacking, examined: examined{doubted: map[int]bool{}}}
	if verdict.lacking {
		return out
	}
	safe := harmless{mark: p.data.Mark, sources: p.sources}
	body = strings.TrimSpace(safe.clean(body))
	x := &examiner{a: k.a, sources: p.sources, rules: p.rules(), search: k.search}
	if out.table = parseStatements(body, p.data.Sides); out.table != nil {
		for i := range out.table {
			out.table[i].Text = x.examine(out.table[i].Text, &out.examined)
		}
		out.table = slices.DeleteFunc(out.table, Statement.isEmpty)
		out.text = cards(out.table, p.data.Sides, k.a.say())
	} else {
		out.text = strings.TrimSpace(x.examine(body, &out.examined))
	}
	k.trace.Claims = out.verdicts
	if out.foreign = out.supported > 0 && isForeign(body, k.a.lang); out.foreign {
		out.faults = append(out.faults, fault{Kind: faultLanguage})
	}
	return out
}

// repaired has the model write its answer again, told what was wrong with it, and returns the better of the two.
func (k *asker) repaired(ctx context.Context, p prompt, first answered) answered {
	p.data.Faults = first.faults
	request, err := k.prompts.write(k.a.lang, "repair", p.data)
	var reply Reply
	if err == nil {
		p.messages = append(slices.Clone(p.messages), Message{Role: "assistant", Content: first.reply.Text}, Message{Role: "user", Content: request})
		reply, err = k.send(ctx, "repair", p, nil)
	}
	if err != nil {
		k.log.WarnContext(ctx, "a faulty answer was not repaired", "profile", k.profile.Name, "error", err)
		return first
	}
	second := k.read(p, reply)
	if !second.lacking && second.isWorse(first) {
		k.trace.Claims = first.verdicts
		return first
	}
	return second
}

func (r answered) isWorse(other answered) bool {
	if r.foreign != other.foreign {
		return r.foreign
	}
	return r.supported == 0 || len(r.faults) > len(other.faults)
}

// accept turns what was read into an answer, unless there is nothing in it to show.
func (k *asker) accept(r answered) (written, error) {
	w := written{text: r.text, table: r.table, sources: r.sources, doubted: r.doubted, answerer: Model, model: r.reply.Model}
	switch {
	case r.lacking, r.supported == 0 && r.silent > 0 && len(r.faults) == 0:
		w.refused = true
		return w, nil
	case r.foreign:
		return written{}, errWrongLanguage
	case r.supported == 0 && len(r.faults) > 0:
		return written{}, errUnsupported
	case r.supported == 0:
		return written{}, errNothingSaid
	}
	switch say := k.a.say(); {
	case !r.reply.Complete:
		w.notice = say.cutShort
	case r.dropped:
		w.notice = say.dropped
	}
	return w, nil
}

// draftShare bounds the time that drafts take: making one is followed by so many times as long without another.
const draftShare = 9

// grow returns what passes a growing reply on to the draft.
func (k *asker) grow(p prompt) Draft {
	growing := grower{numbers: citationNumbers{limit: len(p.sources)}, safe: &harmless{mark: p.data.Mark, sources: p.sources}}
	var rest time.Time
	return func(text string) {
		start := time.Now()
		if start.Before(rest) {
			return
		}
		defer func() {
			end := time.Now()
			rest = end.Add(draftShare * end.Sub(start))
		}()
		verdict, body, known := readVerdict(text, false)
		if !known || verdict.lacking {
			return
		}
		shown := growing.grow(body)
		if table := parseStatements(shown, p.data.Sides); table != nil {
			// No side is silent before the end.
			shown = cards(table, nil, k.a.say())
		} else if len(p.data.Sides) > 0 {
			shown = beforeBars(shown)
		}
		if shown != "" {
			k.draft(shown)
		}
	}
}

func ids(passages []*corpus.Passage) []string {
	list := make([]string, len(passages))
	for i, p := range passages {
		list[i] = p.ID
	}
	return list
}

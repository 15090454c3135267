package rag

import (
	"slices"
	"strings"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

// The kinds of fault that a statement may have.
const (
	faultUncited   = "uncited"   // no passage clearly supports it, and none is cited
	faultUnrelated = "unrelated" // no passage says anything like it
	faultFigure    = "figure"    // Detail does not stand in the passage
	faultName      = "name"
	faultQuotation = "quotation"
	faultLanguage  = "language" // the whole answer is in another language
)

// fault is what is wrong with a statement.
type fault struct{ Claim, Kind, Detail string }

func (f fault) String() string { return strings.TrimSpace(f.Kind + " " + f.Detail) }

// examiner holds the statements of an answer against the passages that it was written from.
type examiner struct {
	a       analysis
	sources []*corpus.Passage
	// rules are the words around the passages in the prompt, comparable.
	rules string
	// search finds the passages that are most like a statement.
	search func(claim string) []*corpus.Passage
}

// examined is an answer after it was held against its passages. In its text true statements have their citations, doubtful
// ones a mark, and what has no support is gone.
type examined struct {
	text     string
	faults   []fault
	verdicts []Verdict
	// doubted are the numbers that a faulty statement cites.
	doubted map[int]bool
	// supported and silent count statements.
	supported, silent int
	dropped           bool
}

// examine goes through the statements of a text.
func (x *examiner) examine(text string, into *examined) string {
	return rewriteStatements(text, len(x.sources), func(line []statement) []string {
		rewritten := make([]string, len(line))
		for i, s := range line {
			rewritten[i] = x.settle(s, citedLater(line[i+1:]), into)
		}
		return rewritten
	})
}

// citedLater returns what the next statement with citations cites: many cite once for all that they said.
func citedLater(rest []statement) []int {
	for _, s := range rest {
		if len(s.cited) > 0 {
			return s.cited
		}
	}
	return nil
}

// settle decides what becomes of one statement and returns its text.
func (x *examiner) settle(s statement, later []int, into *examined) string {
	switch {
	case len(s.cited) == 0 && x.isLeadIn(s):
		return s.text
	case x.isSilence(s):
		into.silent++
		return s.text
	case !strings.ContainsFunc(s.bare, isVisible), len(s.cited) == 0 && yesOrNo.MatchString(terms.Fold(s.bare)):
		return s.text
	}
	numbers, f := x.judge(s, later)
	into.note(s, x.ids(numbers), f)
	switch {
	case f.Kind == "":
		into.supported++
		if slices.Equal(numbers, s.cited) {
			return s.text
		}
		return s.citing(numbers)
	case f.Kind == faultUnrelated && x.isFluff(s):
		return ""
	}
	into.faults = append(into.faults, f)
	if f.Kind == faultUnrelated {
		into.dropped = true
		return ""
	}
	for _, n := range numbers {
		into.doubted[n] = true
	}
	return appendTo(s.text, x.a.say().unverified)
}

func (e *examined) note(s statement, sources []string, f fault) {
	e.verdicts = append(e.verdicts, Verdict{Claim: s.bare, Sources: sources, Problem: f.String()})
}

// judge returns the citations that a statement should have, and what is wrong with it. Where its own do not support it,
// those of its paragraph and then the passages nearest to it are tried.
func (x *examiner) judge(s statement, later []int) ([]int, fault) {
	worst := fault{Claim: s.bare, Kind: faultUnrelated}
	if x.isRecited(s.bare) {
		return s.cited, worst
	}
	c := x.read(s.bare)
	if len(s.cited) > 0 {
		if worst = x.hold(c, s.cited, false); worst.Kind == "" {
			return s.cited, fault{}
		}
	} else if len(later) > 0 && x.hold(c, later, false).Kind == "" {
		return later, fault{}
	}
	n, isRelated := x.home(c, s.cited)
	switch {
	case n > 0:
		return []int{n}, fault{}
	case len(s.cited) == 0 && isRelated && x.isFamiliar(s.bare) && !strings.ContainsAny(s.bare, "`"):
		worst.Kind = faultUncited
	}
	return s.cited, worst
}

// homeShare is the share of the best coverage from which another passage than the best may be the one that a claim is from:
// one that covers less and happens to have the claim's figures is not.
const homeShare = 0.9

// home returns the number of the passage that clearly supports a claim as well as any does, or 0, and whether there is one
// that is about the same.
func (x *examiner) home(c claim, cited []int) (n int, isRelated bool) {
	best, near := c.Coverage(x.passages(cited)), x.search(c.text)
	covered := make([]float64, len(near))
	for i, p := range near {
		covered[i] = c.Coverage([]*corpus.Passage{p})
		best = max(best, covered[i])
	}
	for i, p := range near {
		n := slices.Index(x.sources, p) + 1
		if n == 0 || covered[i] < homeShare*best {
			continue
		}
		f := x.hold(c, []int{n}, true)
		if f.Kind == "" {
			return n, true
		}
		isRelated = isRelated || f.Kind != faultUnrelated || covered[i] >= enough(c.lang, []*corpus.Passage{p}, false)
	}
	return 0, isRelated
}

// claim is a statement as it is held against passages.
type claim struct {
	Claim
	// words is the claim without its figures.
	words   Claim
	text    string
	lang    corpus.Lang
	figures []string
	counts  []terms.Count
}

func (x *examiner) read(text string) claim {
	bare := gloss.ReplaceAllString(text, "")
	return claim{
		Claim: x.a.view.Lexical.Claim(bare), words: x.a.view.Lexical.Claim(withoutFigures(text)), text: text, lang: corpus.DetectLang(text),
		figures: figuresOf(text), counts: terms.Counts(text),
	}
}

// hold compares a claim with the passages of those numbers together.
func (x *examiner) hold(c claim, numbers []int, clearly bool) fault {
	passages := x.passages(numbers)
	if figure := x.strangeFigure(c, passages); figure != "" {
		return fault{c.text, faultFigure, figure}
	}
	if span := strangeQuotation(c.text, passages); span != "" {
		return fault{c.text, faultQuotation, span}
	}
	if c.Coverage(passages) < enough(c.lang, passages, clearly) {
		return fault{c.text, faultUnrelated, ""}
	}
	// Who is meant by he or the company may stand in the passage before.
	if len(c.Missing(passages)) > 0 {
		if missing := c.Missing(x.withNeighbours(passages)); len(missing) > 0 {
			return fault{c.text, faultName, missing[0]}
		}
	}
	return fault{}
}

// withNeighbours adds the passages before and after each.
func (x *examiner) withNeighbours(passages []*corpus.Passage) []*corpus.Passage {
	all := slices.Clone(passages)
	for _, p := range passages {
		at := slices.Index(x.a.view.Passages, p)
		for _, near := range []int{at - 1, at + 1} {
			if near >= 0 && near < len(x.a.view.Passages) && x.a.view.Passages[near].ArticleID == p.ArticleID {
				all = append(all, x.a.view.Passages[near])
			}
		}
	}
	return all
}

func (x *examiner) passages(numbers []int) []*corpus.Passage {
	list := make([]*corpus.Passage, len(numbers))
	for i, n := range numbers {
		list[i] = x.sources[n-1]
	}
	return list
}

func (x *examiner) ids(numbers []int) []string {
	return ids(x.passages(numbers))
}

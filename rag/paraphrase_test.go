package rag_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// mustPassForeign is what is asked for of true paraphrases over the other edition alone.
const mustPassForeign = 0.9

// mustCatchOfKind is what is asked for of false paraphrases that are caught. Words cannot tell who did what, so swapped
// subjects and inventions are counted only.
func mustCatchOfKind() map[string]float64 {
	return map[string]float64{
		"figure": mustCatch, "date": mustCatch, "quotation": mustCatch, "number in words": mustCatch, "wrong passage": mustCatch,
		"name": 0.9, "general knowledge": 0.9,
	}
}

// paraphrase is a statement about the built-in article as a model may write it.
type paraphrase struct {
	Lang corpus.Lang `json:"lang"`
	// Text has {n} where citations stand.
	Text string `json:"text"`
	// Cite holds words of each passage that is cited, parted by an ellipsis between blanks.
	Cite string `json:"cite"`
	True bool   `json:"true"`
	Kind string `json:"kind"`
	// Held tells that the statement was written when the checks had been improved with the others.
	Held bool `json:"held"`
}

func loadParaphrases(t *testing.T) []paraphrase {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "paraphrases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []paraphrase
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var p paraphrase
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatalf("%v: %s", err, lines.Text())
		}
		list = append(list, p)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// cited returns the numbers, in an edition, of the passages that a paraphrase cites: those that hold the words, or in
// another language those of the same paragraphs.
func (p paraphrase) cited(t *testing.T, article *corpus.Article, lang corpus.Lang) []int {
	t.Helper()
	var numbers []int
	if p.Cite == "" {
		return nil
	}
	here, there := corpus.Passages(article.Edition(p.Lang)), corpus.Passages(article.Edition(lang))
	for words := range strings.SplitSeq(p.Cite, " … ") {
		holds := func(passage *corpus.Passage) bool { return strings.Contains(passage.Text(), words) }
		at := slices.IndexFunc(here, holds)
		if at < 0 || slices.ContainsFunc(here[at+1:], holds) {
			t.Fatalf("%q is not in one passage", words)
		}
		for i, passage := range there {
			if passage.ID == here[at].ID || lang != p.Lang && passage.Part == here[at].Part && passage.Paragraph == here[at].Paragraph {
				numbers = append(numbers, i+1)
			}
		}
	}
	return numbers
}

// outcome says of a paraphrase over an edition what is found wrong with it; empty if it is shown as it is.
func (p paraphrase) outcome(t *testing.T, j judged, article *corpus.Article, lang corpus.Lang) string {
	t.Helper()
	numbers, markers := p.cited(t, article, lang), ""
	for _, n := range numbers {
		markers += fmt.Sprintf("[%d]", n)
	}
	problem, answer := j.problem(p.Lang, strings.ReplaceAll(p.Text, "{n}", markers))
	passages := corpus.Passages(article.Edition(lang))
	isOther := func(c rag.Citation) bool {
		return !slices.ContainsFunc(numbers, func(n int) bool { return passages[n-1].ID == c.PassageID })
	}
	switch {
	case problem != "":
		return problem
	case answer.Answerer != rag.Model || answer.Refused:
		return "not answered"
	case p.Kind == "wrong passage" && slices.ContainsFunc(answer.Citations, isOther):
		return "cited anew"
	}
	return ""
}

// tally counts paraphrases of a group, in all and those in favour: true ones that pass, false ones that are caught.
type tally struct{ good, all, heldGood, held int }

func (c *tally) add(p paraphrase, isGood bool) {
	c.all++
	if p.Held {
		c.held++
	}
	if isGood {
		c.good++
		if p.Held {
			c.heldGood++
		}
	}
}

func (c *tally) String() string {
	return fmt.Sprintf("%d of %d (of those held back %d of %d)", c.good, c.all, c.heldGood, c.held)
}

// TestParaphrases holds statements in other words than the article's against it, in each language over the edition in that
// language and over the other one alone.
func TestParaphrases(t *testing.T) {
	article, list := builtin(t), loadParaphrases(t)
	languages := []corpus.Lang{corpus.Chinese, corpus.English}
	for i, lang := range languages {
		other := &corpus.Article{ID: article.ID, Editions: []*corpus.Edition{article.Edition(languages[1-i])}}
		gates, over := mustCatchOfKind(), languages[1-i]
		gates["true"] = mustPass
		tallyParaphrases(t, judged{t, newEngine(t, article)}, ofLang(list, lang), lang).report(t, string(lang), gates)
		gates = map[string]float64{"true": mustPassForeign}
		tallyParaphrases(t, judged{t, newEngine(t, other)}, ofLang(list, lang), over).report(t, fmt.Sprintf("%s over %s", lang, over), gates)
	}
}

func ofLang(list []paraphrase, lang corpus.Lang) []paraphrase {
	isOther := func(p paraphrase) bool { return p.Lang != lang }
	return slices.DeleteFunc(slices.Clone(list), isOther)
}

// tallies are the counts of true paraphrases together, and of false ones by kind.
type tallies map[string]*tally

func tallyParaphrases(t *testing.T, j judged, list []paraphrase, lang corpus.Lang) tallies {
	t.Helper()
	article, counts := builtin(t), make(tallies)
	for _, p := range list {
		found := p.outcome(t, j, article, lang)
		group := p.Kind
		if p.True {
			group = "true"
		}
		if counts[group] == nil {
			counts[group] = &tally{}
		}
		isGood := p.True == (found == "")
		counts[group].add(p, isGood)
		if !isGood {
			t.Logf("%s over %s, held %v, %s %s: %q: %s", p.Lang, lang, p.Held, group, p.Kind, found, p.Text)
		}
	}
	return counts
}

func (c tallies) report(t *testing.T, name string, gates map[string]float64) {
	t.Helper()
	groups := make([]string, 0, len(c))
	for group := range c {
		groups = append(groups, group)
	}
	slices.Sort(groups)
	for _, group := range groups {
		t.Logf("%s, %s: %v", name, group, c[group])
		if float64(c[group].good) < gates[group]*float64(c[group].all) {
			t.Errorf("%s, %s: too few", name, group)
		}
	}
}

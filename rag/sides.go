package rag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag/terms"
)

const (
	// maxPerSide bounds what is quoted of each side of a comparison.
	maxPerSide = 2
	// mentionShare is the share of the best sentence's score for a side's name alone that makes a mention of it.
	mentionShare = 0.5
	// topicBonus is what a sentence gains that names a side in its first topicShare-th part.
	topicBonus = 1.5
	topicShare = 4
)

// side is one of the things that are compared, with its evidence.
type side struct {
	name     string
	evidence []Evidence
	// mentions holds, for the sentences of each passage, how well they match the side's name alone.
	mentions map[*corpus.Passage][]float64
}

// mentionedBy reports whether a sentence speaks of the side, by whichever of its names and in either language.
func (s side) mentionedBy(c candidate) bool {
	best := 0.0
	for _, scores := range s.mentions {
		best = max(best, slices.Max(scores))
	}
	scores := s.mentions[c.passage]
	return best > 0 && scores != nil && scores[c.sentence] >= mentionShare*best
}

// only keeps the candidates that speak of the side, or all when none does.
func (s side) only(list []candidate) []candidate {
	var kept []candidate
	for _, c := range list {
		if s.mentionedBy(c) {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return list
	}
	return kept
}

// extractSides quotes a sentence that sets the sides of a comparison against each other, where there is one, and then the
// evidence of each side under its name, no sentence twice.
func extractSides(a analysis, f found) written {
	q := a.quotation()
	var blocks []string
	if lead, ok := contrast(a, f); ok {
		blocks = append(blocks, q.cite(lead))
	}
	for i, s := range f.sides {
		candidates := slices.DeleteFunc(a.rankSentences(s.evidence), q.has)
		lines := []string{"**" + a.original(s.name) + "**"}
		for _, c := range a.withContext(choose(about(candidates, i, f.sides), maxPerSide), maxPerSide+1) {
			lines = append(lines, "- "+q.cite(c))
		}
		if len(lines) == 1 {
			lines = append(lines, "- "+a.say().silentSide)
		}
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	if len(q.sources) == 0 {
		return refuse(a, f)
	}
	return q.written(strings.Join(blocks, "\n\n"), false)
}

// contrast returns the best sentence that speaks of every side: of the evidence for the whole question, else of the sides'.
func contrast(a analysis, f found) (candidate, bool) {
	for _, evidence := range [][]Evidence{f.evidence, f.all()} {
		for _, c := range a.rankSentences(evidence) {
			isMissing := func(s side) bool { return !s.mentionedBy(c) }
			if !slices.ContainsFunc(f.sides, isMissing) {
				return c, true
			}
		}
	}
	return candidate{}, false
}

// about keeps the candidates that speak of side i. Those that begin with it speak of it more, and those that name another
// side too speak of it less.
func about(list []candidate, i int, sides []side) []candidate {
	var kept []candidate
	for _, c := range list {
		if !sides[i].mentionedBy(c) {
			continue
		}
		folded := terms.Fold(c.text())
		if at := strings.Index(folded, sides[i].name); at >= 0 && at <= len(folded)/topicShare {
			c.score *= topicBonus
		}
		for k, other := range sides {
			if k != i && other.mentionedBy(c) {
				c.score /= topicBonus
				break
			}
		}
		kept = append(kept, c)
	}
	sortByScore(kept)
	return kept
}

// maxPlain is the length of a comparison, in characters, up to which its sides and aspect are all that it says.
const maxPlain = 80

// compared is what a comparison is about, without the words that only make it one. A long one says more than its sides
// and stays as it is.
func (a analysis) compared() string {
	if a.comparison.statements || utf8.RuneCountInString(a.folded) > maxPlain {
		return a.query
	}
	var words []string
	for _, side := range a.comparison.sides {
		words = append(words, a.original(side))
	}
	return strings.Join(append(words, a.comparison.aspect), " ")
}

// original returns the spelling of a folded name in the question.
func (a analysis) original(folded string) string {
	question := a.question.Text
	lower := strings.ToLower(question)
	if i := strings.Index(lower, folded); i >= 0 && len(lower) == len(question) {
		return question[i : i+len(folded)]
	}
	return a.inScript(folded)
}

// inScript returns a folded name with the Chinese characters of the question in it, where folding has kept their places.
func (a analysis) inScript(folded string) string {
	question, name := []rune(a.question.Text), []rune(folded)
	before, _, found := strings.Cut(a.folded, folded)
	if !found || len(question) != utf8.RuneCountInString(a.folded) {
		return folded
	}
	at := utf8.RuneCountInString(before)
	for i, r := range name {
		if terms.IsHan(r) {
			name[i] = question[at+i]
		}
	}
	return string(name)
}

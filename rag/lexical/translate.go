package lexical

import (
	"slices"
	"strings"
	"unicode/utf8"

	"articlebot/corpus"
	"articlebot/rag/dict"
	"articlebot/rag/terms"
)

const (
	// senseDecay lowers the weight of a translation by the rank of its sense: 1/(1+senseDecay*rank).
	senseDecay = 0.5
	// characterWeight is the weight of a translation of a single character, which may mean much else, beside words.
	characterWeight = 0.3
	// maxPhrase is how many English words are looked for as one phrase.
	maxPhrase = 4
)

// translator makes of a folded text groups of terms in the other language.
type translator struct {
	dict    dict.Dictionary
	names   names
	figures figures
}

// in returns the translator for a query.
func (t translator) in(written, folded string) translator {
	return translator{dict: t.dict, names: t.names.in(written), figures: figuresIn(folded)}
}

// groups returns what to look for in texts of language lang: a group for each word or phrase of the query that the
// dictionary has, and for each other word, which may stand in the text as it is.
func (t translator) groups(query string, lang corpus.Lang) []group {
	var list []group
	if lang == corpus.Chinese {
		list = t.toChinese(query)
	} else {
		list = t.toEnglish(query)
	}
	isEmpty := func(g group) bool { return len(g) == 0 }
	return slices.DeleteFunc(list, isEmpty)
}

// toChinese translates the English words of a query, the longest phrases first; its Han stands for itself.
func (t translator) toChinese(query string) []group {
	var list []group
	terms.Runs(query, func(run string) {
		list = append(list, t.figures.orFormsOf(group{literal(run)}, run))
	}, func(words []string) {
		for i := 0; i < len(words); {
			g, n := t.phrase(words[i:])
			for _, word := range words[i : i+n] {
				g = t.figures.orFormsOf(g, word)
			}
			list = append(list, g)
			i += n
		}
	})
	return list
}

func literal(phrase string) member { return member{terms: termsOf(phrase), weight: 1} }

// phrase returns the group of the longest phrase that the words begin with, and how many words that is. The words
// themselves are part of it, since a Chinese text may have them as they are.
func (t translator) phrase(words []string) (group, int) {
	if names, n := t.names.atWords(words); n > 0 {
		return names, n
	}
	for n := min(maxPhrase, len(words)); n > 0; n-- {
		if n == 1 && terms.IsStopWord(words[0]) {
			continue
		}
		if senses := t.chinese(words[:n]); len(senses) > 0 {
			return append(weighted(senses), literal(strings.Join(words[:n], " "))), n
		}
	}
	if terms.IsStopWord(words[0]) {
		return nil, 1
	}
	return group{literal(words[0])}, 1
}

// chinese looks a phrase up by its lemmas, and a word also by its base form: found is of find as well.
func (t translator) chinese(words []string) []dict.Sense {
	lemmas := make([]string, len(words))
	for i, word := range words {
		lemmas[i] = terms.Lemma(word)
	}
	senses := t.dict.Chinese(strings.Join(lemmas, " "))
	if base := terms.Irregular(words[0]); base != "" && len(words) == 1 {
		senses = append(senses, t.dict.Chinese(terms.Lemma(base))...)
	}
	return senses
}

// weighted makes members of senses, the common ones and whole words before the rare ones and single characters.
func weighted(senses []dict.Sense) group {
	var g group
	hasWord := false
	for _, sense := range senses {
		m := member{terms: termsOf(sense.Text), weight: float32(1 / (1 + senseDecay*float64(sense.Rank)))}
		if isCharacter(sense.Text) {
			m.weight *= characterWeight
		} else {
			hasWord = true
		}
		if len(m.terms) > 0 {
			g = append(g, m)
		}
	}
	if hasWord {
		return g
	}
	for i := range g {
		g[i].weight /= characterWeight
	}
	return g
}

func isCharacter(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return terms.IsHan(r) && size == len(word)
}

// toEnglish translates the Chinese words of a query; its words of other letters stand for themselves.
func (t translator) toEnglish(query string) []group {
	var list []group
	terms.Tokens(query, func(token terms.Token) {
		if !token.Han {
			list = append(list, t.figures.orFormsOf(t.latin(token.Text), token.Text))
			return
		}
		for run := token.Text; run != ""; {
			g, n := t.names.atHan(run)
			if n == 0 {
				n = t.dict.LongestWord(run)
				g = t.word(run[:n])
			}
			list = append(list, t.figures.orFormsOf(g, run[:n]))
			run = run[n:]
		}
	})
	return list
}

func (t translator) latin(word string) group {
	if g, n := t.names.atWords([]string{word}); n > 0 {
		return g
	}
	if terms.IsStopWord(word) {
		return nil
	}
	return group{literal(word)}
}

// word returns the English phrases for a Chinese word; function words have none.
func (t translator) word(word string) group {
	if terms.IsParticle(word) {
		return nil
	}
	var g group
	for _, sense := range t.dict.English(word) {
		if list := termsOf(sense.Text); len(list) > 0 {
			g = append(g, member{terms: list, weight: 1})
		}
	}
	return g
}

package lexical

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"articlebot/rag/terms"
)

//go:embed names.txt
var knownNames string

//go:embed concepts.txt
var knownConcepts string

// maxNameRunes and maxNameWords bound the names that are looked for.
const (
	maxNameRunes = 8
	maxNameWords = 3
)

// names finds the names of one bearer by any of them. A name that is found replaces the dictionary's translations.
type names struct {
	byName map[string]*bearer
	// concepts holds those names that are words of the field and name nobody.
	concepts map[string]bool
	// asWritten holds, for a folded name that counts only as it is written, the writing.
	asWritten map[string]string
	// text is the query that names are looked for in.
	text string
}

// bearer is one thing with all its names: as they are looked up, and as what is looked for in texts.
type bearer struct {
	keys  []string
	group group
	// known tells that the program knows it, not only the texts.
	known bool
}

// newNames returns the known names and those that a collection's texts give in brackets.
func newNames(learnt []pairing) names {
	n := names{byName: make(map[string]*bearer), concepts: make(map[string]bool), asWritten: make(map[string]string)}
	for _, list := range nameLists(knownNames) {
		n.add(list)
	}
	for _, list := range nameLists(knownConcepts) {
		n.add(list)
		for _, name := range list {
			n.concepts[nameKey(name)] = true
		}
	}
	for _, b := range n.byName {
		b.known = true
	}
	n.teach(learnt)
	return n
}

// nameLists reads lines of names; those that begin with # are for the reader.
func nameLists(text string) [][]string {
	var lists [][]string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lists = append(lists, strings.Split(line, "="))
		}
	}
	return lists
}

func (n names) isConcept(key string) bool { return n.concepts[key] }

// add enters the names of one bearer. Where some name another one already, the two are the same, and so are their names.
func (n names) add(list []string) {
	b := &bearer{}
	for _, name := range list {
		written, exact := strings.CutPrefix(strings.TrimSpace(name), "!")
		key := nameKey(written)
		if key == "" {
			continue
		}
		if exact {
			n.asWritten[key] = written
		}
		b.take(key)
		if other := n.byName[key]; other != nil {
			b.known = b.known || other.known
			b.take(other.keys...)
		}
	}
	for _, key := range b.keys {
		n.byName[key] = b
	}
}

func (b *bearer) take(keys ...string) {
	for _, key := range keys {
		if !slices.Contains(b.keys, key) {
			b.keys = append(b.keys, key)
			b.group = b.group.with(literal(key))
		}
	}
}

// with adds a member unless it is there.
func (g group) with(m member) group {
	if len(m.terms) == 0 {
		return g
	}
	for _, other := range g {
		if strings.Join(other.terms, " ") == strings.Join(m.terms, " ") {
			return g
		}
	}
	return append(g[:len(g):len(g)], m)
}

// nameKey is a name as it is looked up: folded tokens, words joined by blanks.
func nameKey(name string) string {
	var parts []string
	terms.Tokens(terms.Fold(name), func(token terms.Token) { parts = append(parts, token.Text) })
	if strings.ContainsFunc(name, terms.IsHan) {
		return strings.Join(parts, "")
	}
	return strings.Join(parts, " ")
}

// in returns the names as they are looked for in a query.
func (n names) in(query string) names {
	n.text = query
	return n
}

// atWords returns the longest name that the words begin with, and its length in words.
func (n names) atWords(words []string) (group, int) {
	for size := min(maxNameWords, len(words)); size > 0; size-- {
		if g := n.find(strings.Join(words[:size], " ")); g != nil {
			return g, size
		}
	}
	return nil, 0
}

// atHan returns the longest name that a run of Han begins with, and its length in bytes.
func (n names) atHan(run string) (group, int) {
	end := 0
	var ends []int
	for range maxNameRunes {
		_, size := utf8.DecodeRuneInString(run[end:])
		if size == 0 {
			break
		}
		end += size
		ends = append(ends, end)
	}
	for i := len(ends) - 1; i > 0; i-- {
		if g := n.find(run[:ends[i]]); g != nil {
			return g, ends[i]
		}
	}
	return nil, 0
}

func (n names) find(key string) group {
	if written, exact := n.asWritten[key]; exact && !strings.Contains(n.text, written) {
		return nil
	}
	if b := n.byName[key]; b != nil {
		return b.group
	}
	return nil
}

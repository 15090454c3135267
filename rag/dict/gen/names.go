package main

import (
	"maps"
	"slices"
	"unicode/utf8"

	"articlebot/rag/terms"
)

// encodeNames lays out the table of the words of two characters or more that are nothing but names. Its entries have no
// links.
func encodeNames(entries []entry, characters map[rune]rune) []byte {
	isName := make(map[string]bool)
	for _, e := range entries {
		if !isHanWord(e.simplified) || utf8.RuneCountInString(e.simplified) < 2 {
			continue
		}
		word := simplify(terms.Fold(e.simplified), characters)
		known, seen := isName[word]
		isName[word] = e.proper && (known || !seen)
	}
	maps.DeleteFunc(isName, func(_ string, is bool) bool { return !is })
	keys := slices.Sorted(maps.Keys(isName))
	return encodeTable("words that are names only.", keys, func(entries []byte, _ string) []byte { return append(entries, 0) })
}

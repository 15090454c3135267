// Package typo guesses which of several words a misspelt one was meant to be.
package typo

import (
	"strings"
	"unicode/utf8"
)

// Meant returns the candidate that word was probably meant to be, or "" where none is near. Case makes no difference. Of
// equally near ones it is the first.
func Meant(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, least := "", max(1, utf8.RuneCountInString(word)/3)+1
	for _, c := range candidates {
		if d := distance(word, strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	if best != "" || utf8.RuneCountInString(word) < 3 {
		return best
	}
	for _, c := range candidates {
		if strings.Contains(strings.ToLower(c), word) {
			return c
		}
	}
	return ""
}

// distance returns the optimal string alignment distance of two words: how many insertions, deletions, substitutions and
// swaps of neighbours turn one into the other, no part being edited twice (Boytsov, "Indexing methods for approximate
// dictionary searching", 2011, 2.1).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

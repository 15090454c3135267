package config

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// suggestKey says which key of struct type t was probably meant, or where else the key belongs, or which keys there are.
func suggestKey(key string, t reflect.Type) string {
	known := slices.Sorted(maps.Keys(keys(t)))
	if near := nearest(key, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	for _, path := range paths(reflect.TypeFor[Config]()) {
		if strings.HasSuffix(path, "."+key) {
			return fmt.Sprintf("did you mean %q?", path)
		}
	}
	return "the keys here are " + strings.Join(known, ", ")
}

// nearest returns the candidate that word was probably meant to be, or "". Of equally near ones it is the first.
func nearest(word string, candidates []string) string {
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
		if strings.Contains(c, word) {
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

package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// origin stands at the head of every file made here.
const origin = "Made from CC-CEDICT (https://www.mdbg.net/chinese/dictionary?page=cedict), by its editors, under CC BY-SA 4.0 " +
	"(https://creativecommons.org/licenses/by-sa/4.0/), and changed: "

// simplifications maps each Traditional character to its commonest counterpart in the dictionary's paired spellings. A
// character that is also the counterpart of another is left alone: else 什么 and 什麼 would become different words.
func simplifications(entries []entry) map[rune]rune {
	counts := make(map[rune]map[rune]int)
	for _, e := range entries {
		traditional, simplified := []rune(e.traditional), []rune(e.simplified)
		if len(traditional) != len(simplified) {
			continue
		}
		for i, t := range traditional {
			if counts[t] == nil {
				counts[t] = make(map[rune]int)
			}
			counts[t][simplified[i]]++
		}
	}
	characters := make(map[rune]rune)
	for t, counterparts := range counts {
		if s := commonest(counterparts); s != t {
			characters[t] = s
		}
	}
	isCounterpart := make(map[rune]bool)
	for _, s := range characters {
		isCounterpart[s] = true
	}
	for t := range characters {
		if isCounterpart[t] {
			delete(characters, t)
		}
	}
	return characters
}

// commonest returns the rune with the highest count, the lowest of equals.
func commonest(counts map[rune]int) rune {
	best := rune(0)
	for r, n := range counts {
		if best == 0 || n > counts[best] || n == counts[best] && r < best {
			best = r
		}
	}
	return best
}

// writeCharacters writes a line of origin and then, one a line, each pair of characters.
func writeCharacters(path string, characters map[rune]rune) error {
	var lines []string
	for t, s := range characters {
		lines = append(lines, string(t)+string(s)+"\n")
	}
	slices.Sort(lines)
	text := origin + "the commonest Simplified counterpart of each Traditional character.\n" + strings.Join(lines, "")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("writing the characters: %w", err)
	}
	return nil
}

// simplify applies the character table.
func simplify(word string, characters map[rune]rune) string {
	return strings.Map(func(r rune) rune {
		if s, found := characters[r]; found {
			return s
		}
		return r
	}, word)
}

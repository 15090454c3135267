//go:build chaos

package chaos_test

import (
	"fmt"
	"strings"
)

// keepers is how many keepers the article names.
const keepers = 600

// keeper returns a name that no other contains.
func keeper(n int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for i, rest := 0, n; i < 4; i++ {
		b.WriteByte(consonants[rest%len(consonants)])
		b.WriteByte(vowels[(rest/len(consonants)+i)%len(vowels)])
		rest = rest*7/3 + 11*i
	}
	name := b.String()
	return strings.ToUpper(name[:1]) + name[1:] + fmt.Sprintf("%03d", n)
}

// perSection is how many keepers a section of the article is about.
const perSection = 20

// isHead reports whether a section is named after a keeper. The bot offers a question about each section; nobody thinks of those.
func isHead(n int) bool { return n%perSection == 0 }

// times is how often an answer about a keeper says the sentence.
func times(n int) int {
	if n%7 == 0 {
		return long
	}
	return 1
}

// article is about all of them.
func article() string {
	var b strings.Builder
	b.WriteString("# The Keepers of the Lamps\n")
	for n := range keepers {
		if isHead(n) {
			b.WriteString("\n## Keeper " + keeper(n) + "\n")
		}
		b.WriteString("\n" + sentence(keeper(n), n) + "\n")
	}
	return b.String()
}

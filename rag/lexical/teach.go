package lexical

import (
	"slices"
	"strings"
)

// pairing is a name that stands in brackets behind another one, as in 扎克伯格（Mark Zuckerberg）. Its parts are what texts
// use alone of either.
type pairing struct {
	outside, inside string
	parts           []string
}

// teach adds the pairings that give a second name, and of their parts those that name nobody else: of two people with one
// last name it is the first one's.
func (n names) teach(pairings []pairing) {
	kinds := n.kinds(pairings)
	for _, p := range pairings {
		if kinds[nameKey(p.inside)] || n.areKnownApart(p.outside, p.inside) {
			continue
		}
		n.add([]string{p.outside, p.inside})
		for _, part := range p.parts {
			if n.byName[nameKey(part)] == nil {
				n.add([]string{p.outside, part})
			}
		}
	}
}

// areKnownApart reports whether two names are known to be of two bearers. One in brackets behind the other then says where
// it belongs, as in 扎克伯格（Meta）.
func (n names) areKnownApart(a, b string) bool {
	first, second := n.byName[nameKey(a)], n.byName[nameKey(b)]
	return first != nil && second != nil && first != second && first.known && second.known
}

// kinds returns what stands in brackets behind the names of several bearers: it says what these are, such as CEO or
// 社交应用. A name of several words is a name all the same; it is only spelt in more than one way.
func (n names) kinds(pairings []pairing) map[string]bool {
	first, kinds := make(map[string]string), make(map[string]bool)
	for _, p := range pairings {
		inside, outside := nameKey(p.inside), nameKey(p.outside)
		if before, met := first[inside]; !met {
			first[inside] = outside
		} else if !strings.Contains(inside, " ") && !n.areOne(before, outside) {
			kinds[inside] = true
		}
	}
	return kinds
}

// areOne reports whether two names are of one bearer by what is known, or by one being the end of the other.
func (n names) areOne(a, b string) bool {
	known := n.byName[a]
	return known != nil && slices.Contains(known.keys, b) || strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

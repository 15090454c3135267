package rag

import (
	"regexp"
	"slices"
	"unicode/utf8"
)

const (
	// shortHan and shortLatin are the lengths, in characters, up to which a sentence announces what the next one says.
	shortHan   = 18
	shortLatin = 60
)

var (
	// leaning begins a sentence that cannot be understood without the one before.
	leaning = regexp.MustCompile(`^(?:他|她|它|这|那|其|此|该|同时|但|而|可是|不过|所以|因此|于是|然而|并且|另|` +
		`(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|But|So|However|Therefore|And|Yet|Such|Instead)\b)`)
	// explaining begins a sentence that gives the reason or the words of the one before.
	explaining = regexp.MustCompile(`^(?:毕竟|因为|由于|例如|比如|其中|也就是说|换言之|他说|她说|他认为|她认为|在他|在她|` +
		`(?:Because|After all|For example|For instance|That is|In other words|He said|She said|He says|She says)\b)`)
)

// withContext adds to the chosen sentences, best first, those without which they do not read as an answer: the one that a
// leaning sentence leans on, and the explanation behind one that announces it. It adds none beyond the limit.
func (a analysis) withContext(chosen []candidate, limit int) []candidate {
	wantsReason := wantsReason(a.folded)
	all := slices.Clone(chosen)
	add := func(c candidate, ok bool) {
		if ok && len(all) < limit && !slices.ContainsFunc(all, c.is) {
			all = append(all, c)
		}
	}
	for i, c := range chosen {
		if leaning.MatchString(c.text()) {
			add(c.neighbour(-1))
		}
		next, ok := c.neighbour(1)
		if !ok {
			continue
		}
		if isShort(c.text()) || explaining.MatchString(next.text()) || wantsReason && i == 0 {
			add(next, true)
		}
	}
	return a.inReadingOrder(all)
}

func wantsReason(folded string) bool { return reasons.MatchString(folded) }

var reasons = regexp.MustCompile(`\bwhy\b|为什么|为何|原因|理由`)

func isShort(sentence string) bool {
	n := utf8.RuneCountInString(sentence)
	if n == len(sentence) {
		return n <= shortLatin
	}
	return n <= shortHan
}

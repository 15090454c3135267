package rag

import (
	"strings"
	"unicode/utf8"
)

const (
	// maxSides bounds how many things one question compares.
	maxSides = 4
	// maxSideName is the length of the longest name of a side, in characters; what is longer is a statement.
	maxSideName = 40
)

// comparison is a question that sets sides against each other. Aspect is in what respect, and may be empty.
type comparison struct {
	sides  []string
	aspect string
	// statements tells that the sides are not named but stated.
	statements bool
}

// parseComparison recognises a comparison in folded text and finds its sides and aspect. Two sides at least must be
// found; "and" alone makes no comparison.
func parseComparison(folded string) (comparison, bool) {
	text := strings.Trim(folded, edgePunctuation)
	for _, form := range comparisonForms {
		match := form.FindStringSubmatch(text)
		if match == nil {
			continue
		}
		group := func(name string) string {
			if i := form.SubexpIndex(name); i >= 0 {
				return strings.Trim(match[i], edgePunctuation)
			}
			return ""
		}
		c := comparison{aspect: strings.TrimSpace(group("aspect") + " " + group("aspect2"))}
		if sides := group("sides"); sides != "" {
			c.sides = sideSeparator.Split(sides, -1)
		} else {
			c.sides = []string{group("side1"), group("side2")}
			c.statements = utf8.RuneCountInString(c.sides[0]) > maxSideName || utf8.RuneCountInString(c.sides[1]) > maxSideName
		}
		if c.tidy() {
			return c, true
		}
	}
	return comparison{}, false
}

// tidy cleans the sides, moves what they share into the aspect, and reports whether there are sides to compare.
func (c *comparison) tidy() bool {
	c.shareHead()
	for i, side := range c.sides {
		side = strings.Trim(sidePrefix.ReplaceAllString(side, ""), edgePunctuation)
		side = strings.Trim(sideSuffix.ReplaceAllString(side, ""), edgePunctuation)
		if m := possessive.FindStringSubmatch(side); m != nil && !c.statements {
			side = m[1]
			c.aspect = strings.TrimSpace(c.aspect + " " + m[2])
		}
		side = strings.TrimSuffix(strings.TrimSuffix(side, "'s"), "'")
		if side == "" || !c.statements && utf8.RuneCountInString(side) > maxSideName {
			return false
		}
		c.sides[i] = side
	}
	return len(c.sides) >= 2 && len(c.sides) <= maxSides
}

// shareHead makes of "the views of A and B" the sides A and B, compared by their views.
func (c *comparison) shareHead() {
	m := ofSide.FindStringSubmatch(c.sides[0])
	if m == nil || c.statements {
		return
	}
	for _, side := range c.sides[1:] {
		if ofSide.MatchString(side) {
			return
		}
	}
	c.sides[0] = m[2]
	c.aspect = strings.TrimSpace(c.aspect + " " + m[1])
}

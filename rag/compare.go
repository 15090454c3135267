package rag

import (
	"regexp"
	"strings"
)

// maxSides bounds how many things one question compares.
const maxSides = 4

// comparison is a question that sets sides against each other. Aspect is in what respect, and may be empty.
type comparison struct {
	sides  []string
	aspect string
}

// comparisonForms are the ways to ask for a comparison, in folded text. Each has the groups sides and, where the form
// names one, aspect.
var comparisonForms = compileForms(
	`(?:对比|比较|对照)(?:一下|下)?(?P<sides>.+?)(?:在|对于?|关于)(?P<aspect>.+?)(?:上|方面|中|里)?(?:的)?(?:异同|区别|差异|差别|不同|做法|看法|态度|观点)*$`,
	`(?:对比|比较|对照)(?:一下|下)?(?P<sides>.+?)的(?P<aspect>[^的]+)$`,
	`(?:对比|比较|对照)(?:一下|下)?(?P<sides>.+)$`,
	`^(?P<sides>.+?(?:和|与|跟|同|、|及|以及).+?)(?:各自|分别)(?:的)?(?P<aspect>.+)$`,
	`^(?P<sides>.+?(?:和|与|跟|同|、|及|以及).+?)(?:在|对于?|关于)(?P<aspect>.+?)(?:上面|上|方面|问题上|中|里)?的?(?:有|存在)?(?:什么|哪些|何|啥|怎样的|多大)?(?:的)?(?:不同|区别|差异|差别|不一样|异同|分歧)`,
	`^(?P<sides>.+?(?:和|与|跟|同|、|及|以及).+?)的(?P<aspect>[^的]+?)(?:有|存在)?(?:什么|哪些|何|啥|怎样的|多大)?(?:的)?(?:不同|区别|差异|差别|不一样|异同|分歧)`,
	`^(?P<sides>.+?(?:和|与|跟|同|、|及|以及).+?)(?:之间)?(?:的|有|存在)*(?:什么|哪些|何|啥|怎样的|多大)?(?:的)?(?:不同|区别|差异|差别|不一样|异同|分歧)(?P<aspect>)`,
	`^(?P<sides>.+?(?:和|与|跟|同|、|还是|以及).+?)(?:,|，|:|：|相比)?\s*(?:谁|哪个|哪家|哪一个|哪种)(?:的)?(?P<aspect>.+)$`,
	`^(?:谁|哪个|哪家|哪一个)(?P<aspect>更?.+?)[,，:：]\s*(?P<sides>.+?(?:和|与|跟|、|还是).+)$`,
	`^(?P<sides>[^,，]+?还是[^,，]+?)(?P<aspect>更.+)$`,
	`\b(?:compare|contrast)\s+(?P<sides>.+?(?:\band\b|\bwith\b|\bto\b|\bvs\b|,).+?)(?:\s+(?:on|in terms of|regarding|in|about|with regard to|with respect to|when it comes to)\s+(?P<aspect>.+))?$`,
	`\bdifferences?\s+(?:is there\s+|are there\s+)?(?:in\s+(?P<aspect>.+?)\s+)?between\s+(?P<sides>.+?\band\b.+?)(?:\s+(?:on|in terms of|regarding|in|about|when it comes to)\s+(?P<aspect2>.+))?$`,
	`^how (?:do|does|did|are|is) (?P<sides>.+?\band\b.+?)(?:'s|')?\s+(?P<aspect>.*?)\b(?:differ|different|compare)\b(?:\s+(?:on|in|about|regarding)\s+(?P<aspect2>.+))?$`,
	`^how (?:does|do|did|is|are) (?P<side1>.+?)\s+(?:differ|different)\s+from\s+(?P<side2>.+?)(?:\s+(?:on|in|about|regarding)\s+(?P<aspect>.+))?$`,
	`^(?P<sides>.+?\s(?:vs\.?|versus)\s.+?)(?:\s+(?:on|in terms of|regarding|in|about)\s+(?P<aspect>.+)|[:,]\s*(?P<aspect2>.+))?$`,
	`^(?:who|which(?: one| company| side)?)\s+(?P<aspect>.+?)[,:]\s*(?P<sides>.+?\bor\b.+)$`,
	`^(?:is|are|does|do|did|was|were)\s+(?P<side1>.+?)\s+(?P<aspect>(?:more|less|better|worse|\w+er)\b.*?)\s+than\s+(?P<side2>.+)$`,
	`^(?:what (?:are|is|do|does|did)\s+)?(?:the\s+)?(?P<aspect>.*?)\b(?:of|by|from|do|does|did)\s+(?P<sides>.+?\band\b.+?)(?:\s+(?P<aspect2>\w+))?,?\s+respectively$`,
)

func compileForms(forms ...string) []*regexp.Regexp {
	compiled := make([]*regexp.Regexp, len(forms))
	for i, form := range forms {
		compiled[i] = regexp.MustCompile(form)
	}
	return compiled
}

var (
	sideSeparator = regexp.MustCompile(`\s*(?:以及|还是|和|与|跟|同|、|及|\bversus\b|\bvs\b\.?|\band\b|\bwith\b|\bor\b|\bto\b|,|，)\s*`)
	sidePrefix    = regexp.MustCompile(`^(?:请问|请|那么?|the |both |between )+`)
	possessive    = regexp.MustCompile(`^(?P<side>.+?)(?:'s|’s|')\s+(?P<aspect>.+)$`)
)

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
		}
		if c.tidy() {
			return c, true
		}
	}
	return comparison{}, false
}

// tidy cleans the sides, moves what they share into the aspect, and reports whether there are sides to compare.
func (c *comparison) tidy() bool {
	for i, side := range c.sides {
		side = strings.Trim(sidePrefix.ReplaceAllString(side, ""), edgePunctuation)
		if m := possessive.FindStringSubmatch(side); m != nil {
			side = m[1]
			c.aspect = strings.TrimSpace(c.aspect + " " + m[2])
		}
		side = strings.TrimSuffix(strings.TrimSuffix(side, "'s"), "'")
		if side == "" || len([]rune(side)) > 40 {
			return false
		}
		c.sides[i] = side
	}
	return len(c.sides) >= 2 && len(c.sides) <= maxSides
}

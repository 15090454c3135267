package rag

import (
	"regexp"
	"strings"
)

// expectedBonus is what a sentence gains for each thing that the question expects and it has.
const expectedBonus = 1.25

// expectation is a kind of question with what an answer to it has.
type expectation struct {
	question, answer *regexp.Regexp
	// fresh asks for a match that the question does not have itself.
	fresh bool
}

// kindsOfQuestion are matched against the folded question; the answer's patterns against sentences as they are.
var kindsOfQuestion = []expectation{
	{
		question: regexp.MustCompile(`\bwho(m|se)?\b`),
		answer:   regexp.MustCompile(`[A-Z][a-z]+ [A-Z][a-z]+`),
		fresh:    true,
	},
	{
		question: regexp.MustCompile(`\b(when|what (year|date|day|month)|which (year|month))\b|什么时候|何时|哪一?年|哪天|几月|多久`),
		answer:   regexp.MustCompile(`\d{4}|\d+\s*[年月日]|\d+ (years?|months?|weeks?|days?)|[一二两三四五六七八九十几]+\s*(年|个?月|周|天)|(January|February|March|April|May|June|July|August|September|October|November|December)|(year|month|week)s? (ago|later|after|before)`),
	},
	{
		question: regexp.MustCompile(`\bhow (much|many|large|big|old|far|fast|high)\b|\bwhat (number|percentage|share|amount|price)\b|多少|几[个家款种位人次]|多大|比例|百分之`),
		answer:   regexp.MustCompile(`\d|[一二两三四五六七八九十百千万亿数几]+(个|家|款|种|位|人|美元|元|倍|亿|万|多)|(hundred|thousand|million|billion|trillion|dozen|two|three|four|five|six|seven|eight|nine|ten)`),
	},
	{
		question: regexp.MustCompile(`\bwhy\b|\bwhat (caused|reason)|为什么|为何|原因|凭什么`),
		answer:   regexp.MustCompile(`因为|由于|所以|因此|为了|以便|用来|是为|出于|毕竟|导致|才|(?i)\b(because|since|so that|therefore|in order to|due to|to (counter|avoid|keep|make|prevent)|which is why|that is why)\b`),
	},
}

// expectations returns the kinds of question that a folded question is.
func expectations(folded string) []expectation {
	var kinds []expectation
	for _, kind := range kindsOfQuestion {
		if kind.question.MatchString(folded) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// bonus is the factor of a sentence's score for what it has of the expected.
func bonus(expected []expectation, sentence, question string) float64 {
	factor := 1.0
	for _, e := range expected {
		for _, match := range e.answer.FindAllString(sentence, -1) {
			if !e.fresh || !strings.Contains(question, match) {
				factor *= expectedBonus
				break
			}
		}
	}
	return factor
}

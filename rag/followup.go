package rag

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"articlebot/rag/terms"
)

// The ways to go on from the question before, in folded text without the marks at its edges.
var (
	// turnsTo asks the same about something else: 那meta呢, what about meta.
	turnsTo = regexp.MustCompile(`^(?:那么?|那)?(?P<topic>[^,，。?？]{1,20}?)(?:又)?(?:呢|怎么样|如何)$|^(?:and |so |but )?(?:what|how) about (?P<topic2>.{1,60})$|^and (?P<topic3>\S+(?: \S+){0,3})$`)
	// goesOn asks for more of the same: why, 为什么, 还有呢.
	goesOn = regexp.MustCompile(`^(?:那?为什么呢?|为何|怎么说|怎么会|什么意思|真的吗|然后呢|还有呢|还有吗|继续|详细(?:说说|讲讲|一点)?|具体(?:呢|说说)?|再说说|举个例子|` +
		`(?:and |but )?why(?: (?:is|was) (?:that|it|this)| so| not)?|how so|how come|really|and then|what else|anything else|more|go on|tell me more|for example|in what way)$`)
	// pointsBack has a word for what was named before.
	pointsBack = regexp.MustCompile(`它|[他她](?:们)?|这家|那家|该公司|这个|那个|这件|这款|后者|前者|此事|其(?:中|他)?|` +
		`\b(?:it|its|he|his|him|she|her|hers|they|their|theirs|them|this|that|these|those|the latter|the former|there)\b`)
)

// maxPointing is the length of a question that may point back, in characters: a longer one names what it is about.
const maxPointing = 60

// carryOver makes a question that goes on from the one before stand alone: what it leaves out is taken from there.
func (a *analysis) carryOver(history []Turn) {
	history = history[max(0, len(history)-MaxHistory):]
	before := lastStandalone(history)
	if before == "" {
		return
	}
	bare := strings.Trim(a.folded, edgePunctuation)
	switch {
	case goesOn.MatchString(bare):
		a.query = before
	case turnsTo.MatchString(bare):
		a.topic = firstGroup(turnsTo.FindStringSubmatch(bare))
		a.query = a.topic + " " + withoutNames(before)
	case pointsBack.MatchString(bare) && utf8.RuneCountInString(bare) <= maxPointing:
		a.query = before + " " + a.query
	default:
		return
	}
	a.kind = Followup
}

// lastStandalone returns the last question of the history as it would be asked alone.
func lastStandalone(history []Turn) string {
	if len(history) == 0 {
		return ""
	}
	last := history[len(history)-1].Question
	a := analysis{folded: terms.Fold(last), query: terms.Content(last)}
	a.carryOver(history[:len(history)-1])
	return a.query
}

func firstGroup(match []string) string {
	for _, group := range match[1:] {
		if group != "" {
			return strings.Trim(group, edgePunctuation)
		}
	}
	return ""
}

// withoutNames drops the words of Latin letters that are written as names, which a question about something else leaves
// behind.
func withoutNames(question string) string {
	return latinWord.ReplaceAllStringFunc(question, func(word string) string {
		if strings.ContainsFunc(word, unicode.IsUpper) {
			return " "
		}
		return word
	})
}

var latinWord = regexp.MustCompile(`[\p{Latin}\d][\p{Latin}\d.'’-]*`)

package rag

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"articlebot/rag/terms"
)

// Lengths in characters up to which a line may only say what follows, and a sentence that the article is silent.
const (
	maxLeadIn  = 60
	maxSilence = 120
	// maxFluff is the length, in bytes, of a sentence without figure or name that is left out without a word when nothing
	// supports it.
	maxFluff = 120
)

var (
	silence = regexp.MustCompile(`(?:文章|文中|原文|本文|段落)[^。]{0,6}?(?:没有|没|未|并未)[^。]{0,4}?(?:提到|提及|提供|说|说明|给出|涉及|介绍|讨论|提)|` +
		`(?i)\b(?:articles?|passages?|text) (?:does not|do not|doesn['’]t|don['’]t|says nothing|is silent|are silent)\b|\bnot (?:mentioned|stated|said|given|covered) in the (?:article|text|passages)`)
	// yesOrNo answers with nothing that could be held against a passage.
	yesOrNo = regexp.MustCompile(`(?i)^(?:yes|no|not quite|partly|both|neither|是的?|不是|对|不对|有|没有|会|不会|能|不能|可以|不可以|没错|不完全是|都是|都不是)[\pP\s]*$`)
)

// isLeadIn reports whether a line only says what follows, with nothing in it that the article and the question lack.
func (x *examiner) isLeadIn(s statement) bool {
	return s.heading && utf8.RuneCountInString(s.bare) <= maxLeadIn && x.isFamiliar(s.bare)
}

// isSilence reports whether a sentence says that the article does not say something.
func (x *examiner) isSilence(s statement) bool {
	return utf8.RuneCountInString(s.bare) <= maxSilence && silence.MatchString(terms.Fold(s.bare)) && x.isFamiliar(s.bare)
}

// isRecited reports whether a sentence is one of the instructions that the model was given.
func (x *examiner) isRecited(claim string) bool {
	const least = 24 // bytes; fewer may agree by chance
	words := comparableText(claim)
	return len(words) >= least && strings.Contains(x.rules, words)
}

func (x *examiner) isFluff(s statement) bool {
	return len(s.cited) == 0 && len(s.bare) <= maxFluff && x.isFamiliar(s.bare)
}

// isFamiliar reports whether every figure and name of a claim stands in the passages or in the question.
func (x *examiner) isFamiliar(claim string) bool {
	asked := terms.Figures(x.a.question.Text)
	isAsked := func(figure string) bool { return slices.Contains(asked, figure) }
	missing := slices.DeleteFunc(terms.Figures(claim), isAsked)
	for _, p := range x.sources {
		if len(missing) == 0 {
			break
		}
		there := figuresIn(p.Searchable())
		missing = slices.DeleteFunc(missing, func(figure string) bool { return slices.Contains(there, figure) })
	}
	if len(missing) > 0 {
		return false
	}
	for _, name := range x.a.view.Lexical.Claim(claim).Missing(x.sources) {
		if !strings.Contains(x.a.folded, name) {
			return false
		}
	}
	return true
}

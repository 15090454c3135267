package rag

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"articlebot/rag/terms"
)

// figuresOf returns the figures that a claim must find in its passages: those with a digit, and numbers in words that
// surely are figures, one aside, which is an article as well.
func figuresOf(claim string) []string {
	figures := terms.Figures(claim)
	terms.EachFigure(terms.Fold(claim), func(_, form string) {
		if form != "1" {
			figures = append(figures, form)
		}
	})
	return figures
}

// figuresIn returns the figures of a text in every form in which a claim may repeat them.
func figuresIn(text string) []string {
	figures := append(terms.Figures(text), terms.Spelled(text)...)
	terms.EachFigure(terms.Fold(text), func(_, form string) { figures = append(figures, form) })
	for _, figure := range figures {
		figures = append(figures, partsOf(figure)...)
	}
	return figures
}

// partsOf returns what a figure is also written as: the month and the day of a date, both sides of a score, and of
// 160 % the number alone and the multiple 1.6.
func partsOf(figure string) []string {
	if value, isPercent := strings.CutSuffix(figure, "%"); isPercent {
		percent, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil
		}
		return []string{value, strconv.FormatFloat(percent/100, 'f', -1, 64)}
	}
	var parts []string
	for part := range strings.FieldsFuncSeq(figure, isJoint) {
		parts = append(parts, strings.TrimLeft(part, "0"))
	}
	if len(parts) == 1 {
		return nil
	}
	return parts
}

func isJoint(r rune) bool { return r == '-' || r == ':' }

// isKnown reports whether a figure is among those of a text; of a vague one, such as hundreds, it is enough that a number
// of its size is.
func isKnown(figure string, known []string) bool {
	if slices.Contains(known, figure) {
		return true
	}
	zeros, isVague := strings.CutPrefix(figure, "~1e")
	exponent, err := strconv.Atoi(zeros)
	hasSize := func(other string) bool {
		whole, _, _ := strings.Cut(other, ".")
		return len(whole) == exponent+1 && strings.Trim(whole, "0123456789") == ""
	}
	return isVague && err == nil && slices.ContainsFunc(known, hasSize)
}

// figure matches digits with the letters behind them.
var figure = regexp.MustCompile(`\b\d+(?:[.,]\d+)*(?:\.?\pL\w*)?\b`)

// withoutFigures blanks the figures of a text but those that are part of a name, such as 01.AI.
func withoutFigures(text string) string {
	return figure.ReplaceAllStringFunc(text, func(found string) string {
		if strings.Contains(found, ".") && !strings.ContainsAny(found[len(found)-1:], "0123456789") {
			return found
		}
		return " "
	})
}

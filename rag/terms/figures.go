package terms

import (
	"strings"
	"unicode/utf8"
)

// Figures returns the figures of a text that have a digit, in a normal form that is alike in both languages: 4500 for 4,500,
// 4:1 for 4比1 and 4 to 1, 160% for 百分之160, 300000000 for 3亿 and 300 million, 2023-03 for 2023年3月 and March 2023, 01-18
// for a day without a year. A date gives its parts as well.
func Figures(text string) []string {
	var found []string
	eachFigure(Fold(text), func(written, form string) {
		if strings.ContainsAny(written, "0123456789") {
			eachPart(form, func(part string) { found = append(found, part) })
		}
	})
	return found
}

// EachFigure calls emit with every figure of folded text that Each does not give as it is: how it is written, and its normal
// form. The forms are those of Figures; besides, numbers spelled in Chinese count where their place shows that they are
// numbers (四比一, 百分之六十, 两亿, 三年), and vague magnitudes have a form of their own: ~1e9 for 数十亿 and billions.
func EachFigure(folded string, emit func(written, form string)) {
	eachFigure(folded, func(written, form string) {
		if written == form && isPlain(form) {
			return
		}
		eachPart(form, func(part string) {
			if !isPlain(part) || !strings.Contains(written, part) {
				emit(written, part)
			}
		})
	})
}

// isPlain reports whether a form is a mere number, which is a term of its own where it is written like that.
func isPlain(form string) bool { return strings.Trim(form, "0123456789.") == "" }

// eachPart emits a normal form, and of a date also the shorter dates in it.
func eachPart(form string, emit func(part string)) {
	emit(form)
	year, rest, isDate := strings.Cut(form, "-")
	month, _, hasDay := strings.Cut(rest, "-")
	switch {
	case hasDay:
		emit(year + "-" + month)
		emit(rest)
		emit(year)
	case isDate && len(year) == len("2006"):
		emit(year)
	}
}

// reader reads the figure that a folded text begins with: its normal form, and the text behind it. Without one the form is
// empty.
type reader func(s string) (form, rest string)

// eachFigure calls emit with every figure of folded text, as it is written and in normal form.
func eachFigure(folded string, emit func(written, form string)) {
	for rest := folded; rest != ""; {
		readers, skip := readersAt(rest)
		form, behind := readFirst(readers, rest)
		if form == "" {
			rest = rest[skip:]
			continue
		}
		emit(rest[:len(rest)-len(behind)], form)
		rest = behind
	}
}

func readFirst(readers []reader, s string) (form, rest string) {
	for _, read := range readers {
		if form, rest := read(s); form != "" {
			return form, rest
		}
	}
	return "", s
}

// What a figure may be that begins with a digit, a Chinese numeral, the name of a month, or a word for a magnitude; the
// longer forms come first.
var (
	digitReaders     = []reader{dayOfYear, isoDate, dayOfMonth, dayFirst, ratio, percent, amount, number}
	numeralReaders   = []reader{dayOfYear, dayOfMonth, ratio, spelledNumber}
	percentReaders   = []reader{percentBefore}
	monthReaders     = []reader{monthFirst}
	magnitudeReaders = []reader{magnitude}
	vagueReaders     = []reader{vagueHan}
)

// readersAt returns what may read a figure at the beginning of s, which is not empty, and how many bytes to go on when
// nothing does.
func readersAt(s string) (list []reader, skip int) {
	if c := s[0]; isDigit(c) {
		return digitReaders, 1
	} else if isLetter(c) {
		word := letters(s)
		return wordReaders(word), len(word)
	} else if c < utf8.RuneSelf {
		return nil, 1
	}
	r, skip := utf8.DecodeRuneInString(s)
	switch r {
	case '数', '几', '上':
		list = vagueReaders
	case '百':
		list = percentReaders
	case '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十':
		list = numeralReaders
	}
	return list, skip
}

func wordReaders(word string) []reader {
	if len(word) < len("jan") || len(word) > len("september") {
		return nil
	}
	if months[word] > 0 {
		return monthReaders
	}
	if _, found := magnitudes[word]; found {
		return magnitudeReaders
	}
	return nil
}

// ratio reads 4:1, 4比1 and 4 to 1; what "to" joins with more digits or a unit is a span.
func ratio(s string) (form, rest string) {
	first, rest := number(s)
	rest = blanks(rest)
	if behind, found := strings.CutPrefix(rest, "to "); found && len(first) <= 3 {
		second, rest := digits(blanks(behind), 1, 3)
		if unit, _ := scale(rest); second == "" || unit > 0 || hasPercent(rest) {
			return "", s
		}
		return first + ":" + second, rest
	}
	behind, found := strings.CutPrefix(rest, "比")
	if !found && isDigit(s[0]) {
		behind, found = strings.CutPrefix(rest, ":")
	}
	if !found {
		return "", s
	}
	second, rest := number(blanks(behind))
	if first == "" || second == "" {
		return "", s
	}
	return first + ":" + second, rest
}

// percent reads 160% and 160 percent.
func percent(s string) (form, rest string) {
	value, rest := number(s)
	rest = blanks(rest)
	for _, sign := range percentSigns {
		if behind, found := strings.CutPrefix(rest, sign); found && (sign == "%" || letters(behind) == "") {
			return value + "%", behind
		}
	}
	return "", s
}

var percentSigns = []string{"%", "percent", "per cent"}

func hasPercent(s string) bool {
	s = blanks(s)
	for _, sign := range percentSigns {
		if strings.HasPrefix(s, sign) {
			return true
		}
	}
	return false
}

// percentBefore reads 百分之160.
func percentBefore(s string) (form, rest string) {
	behind, found := strings.CutPrefix(s, "百分之")
	value, rest := number(blanks(behind))
	if !found || value == "" {
		return "", s
	}
	return value + "%", rest
}

// blanks cuts white space off the beginning.
func blanks(s string) string { return strings.TrimLeft(s, " \t\r\n\f") }

// letters returns the small letters that s begins with.
func letters(s string) string {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	return s[:n]
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

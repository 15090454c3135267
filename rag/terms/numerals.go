package terms

import (
	"strings"
	"unicode/utf8"
)

// spelledNumber reads a Chinese numeral where it surely is a number: with a unit in it, as the year of a date, or before what
// is counted so. Alone 一 and its like are parts of too many words.
func spelledNumber(s string) (form, rest string) {
	form, rest = hanNumber(s)
	written := s[:len(s)-len(rest)]
	isLong := utf8.RuneCountInString(written) > 1
	isCounted := hasCounter(rest) && (!isLong || strings.Contains(written, "点"))
	isYear := len(form) == len("2006") && strings.HasPrefix(rest, "年")
	if isCounted || isYear || isLong && strings.ContainsAny(written, "十百千万亿") {
		return form, rest
	}
	return "", s
}

// hasCounter reports whether a text goes on with what numbers are written before in digits as well.
func hasCounter(s string) bool {
	for _, counter := range []string{"年", "天", "倍", "岁", "个月"} {
		if strings.HasPrefix(s, counter) {
			return true
		}
	}
	return false
}

// hanNumber reads a number in Chinese numerals: 两千三百万, 二〇二三, 三点五亿.
func hanNumber(s string) (form, rest string) {
	n, rest := readNumeral(s)
	if form = n.form(); form == "" {
		return "", s
	}
	decimals, end := hanDigits(behind(rest, "点"))
	if decimals == "" {
		return form, rest
	}
	exponent, rest := hanScale(end)
	return shifted(form+"."+decimals, exponent), rest
}

// hanDigits reads a row of Chinese digits.
func hanDigits(s string) (form, rest string) {
	var row []byte
	for i, r := range s {
		digit := hanDigit(r)
		if digit < 0 || len(row) == maxRow {
			return string(row), s[i:]
		}
		row = append(row, byte('0'+digit))
	}
	return string(row), ""
}

// numeral is a Chinese numeral as far as it is read.
type numeral struct {
	// total is the sum up to the last 万 or 亿, section that behind it, and digit what stands behind its last unit, or -1; a
	// digit that no unit follows counts place: one in 十五 and in 一百零五, ten in 一百五.
	total, section, digit, place int
	// row holds the digits, of which there are rowSize, as long as no unit is met: 二〇二三.
	row     [maxRow]byte
	rowSize int
}

// maxNumeral and maxRow are as far as Chinese numerals are read.
const (
	maxNumeral = 1e7
	maxRow     = 15
)

func readNumeral(s string) (n numeral, rest string) {
	n = numeral{digit: -1, place: 1}
	for i, r := range s {
		if !n.take(r) {
			return n, s[i:]
		}
	}
	return n, ""
}

// form is the number in digits.
func (n numeral) form() string {
	if n.rowSize > 0 {
		return string(n.row[:n.rowSize])
	}
	sum := n.total + n.section + max(n.digit, 0)*n.place
	if sum == 0 {
		return ""
	}
	return itoa(sum)
}

// take adds a character, or reports that it is no part of the numeral.
func (n *numeral) take(r rune) bool {
	digit := hanDigit(r)
	switch {
	case digit < 0:
		return n.takeUnit(hanUnit(r))
	case n.total+n.section == 0 && n.rowSize < maxRow:
		n.row[n.rowSize] = byte('0' + digit)
		n.rowSize++
		n.digit = digit
	case n.rowSize > 0 || n.digit >= 0:
		return false
	case digit == 0:
		n.place = 1
	default:
		n.digit = digit
	}
	return true
}

// takeUnit multiplies what stands before a unit of that power of ten.
func (n *numeral) takeUnit(exponent int) bool {
	power := powers[exponent]
	value := n.section + max(n.digit, 0)
	switch {
	case exponent == 0 || n.rowSize > 1:
		return false
	case exponent == 8 && n.total+value > 0 && n.total+value < maxNumeral:
		n.total, n.section = (n.total+value)*power, 0
	case exponent == 4 && value > 0:
		n.total, n.section = n.total+value*power, 0
	case exponent < 4 && n.digit > 0:
		n.section += n.digit * power
	case exponent == 1 && n.digit < 0 && n.section == 0:
		n.section = power
	default:
		return false
	}
	n.digit, n.place, n.rowSize = -1, power/10, 0
	return true
}

var powers = map[int]int{1: 1e1, 2: 1e2, 3: 1e3, 4: 1e4, 8: 1e8}

// hanUnit returns the power of ten of a Chinese unit, and 0 for any other character.
func hanUnit(r rune) int {
	switch r {
	case '十':
		return 1
	case '百':
		return 2
	case '千':
		return 3
	case '万':
		return 4
	case '亿':
		return 8
	}
	return 0
}

// hanDigit returns what a Chinese digit stands for, and -1 for any other character.
func hanDigit(r rune) int {
	switch r {
	case '零':
		return 0
	case '两':
		return 2
	}
	if i := strings.IndexRune("〇一二三四五六七八九", r); i >= 0 {
		return i / len("〇")
	}
	return -1
}

package terms

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Spelled returns the numbers that a text has in words, in digits: 3 for 三 and three, 200 for 两百 and two hundred, 100 for
// 近百种, 7 for July, and for 一两 1 and 2. A decade is there in both manners of counting, the 1970s and 20世纪70年代. What only
// may be a number counts as one, so that a number that is missing here does not stand in the text.
func Spelled(text string) []string {
	var found []string
	eachNumeral(text, func(n numeralIn) { found = append(found, n.forms()...) })
	eachWordNumber(text, func(n wordNumber) { found = append(found, n.form) })
	return slices.Concat(found, otherNumbersIn(text), monthsIn(text), decadesIn(text))
}

// Count is a number in words with what it counts.
type Count struct {
	// Number is in digits, or a ratio.
	Number string
	// Of is how the text goes on: a stemmed word, or two Han characters.
	Of string
	// Measured tells that the number is a quantity which a text can only have from another: of time, of a magnitude, a ratio
	// or a month. Other numbers may come from counting what a text lists.
	Measured bool
}

// Counts returns the numbers in words from 2 on that surely are numbers, and the months.
func Counts(text string) []Count {
	var list []Count
	eachNumeral(text, func(n numeralIn) {
		if c := n.count(); c.Number != "" {
			list = append(list, c)
		}
	})
	eachWordNumber(text, func(n wordNumber) {
		if n.form != "0" && n.form != "1" && !n.isBare {
			list = append(list, Count{Number: n.form, Of: n.of, Measured: n.isScaled || measures[n.of]})
		}
	})
	for _, month := range monthsIn(text) {
		list = append(list, Count{Number: month, Measured: true})
	}
	return list
}

// measures has the units of time and multiples, stemmed.
var measures = stems("year", "month", "week", "day", "hour", "minute", "decade", "quarter", "percent", "time", "fold")

func stems(words ...string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range words {
		set[Stem(word)] = true
	}
	return set
}

// numeralIn is a run of Chinese numerals and what stands around it.
type numeralIn struct {
	before rune
	run    string
	rest   string
}

// chineseNumerals are the characters that numbers in words are made of.
const chineseNumerals = "零〇一二两三四五六七八九十百千万亿"

// eachNumeral calls emit with every run of Chinese numerals.
func eachNumeral(text string, emit func(n numeralIn)) {
	folded, before := Fold(text), rune(0)
	isOther := func(r rune) bool { return !strings.ContainsRune(chineseNumerals, r) }
	for folded != "" {
		r, size := utf8.DecodeRuneInString(folded)
		if isOther(r) {
			before, folded = r, folded[size:]
			continue
		}
		end := strings.IndexFunc(folded, isOther)
		if end < 0 {
			end = len(folded)
		}
		emit(numeralIn{before: before, run: folded[:end], rest: folded[end:]})
		before, folded = 0, folded[end:]
	}
}

// forms are the numbers that the run may be.
func (n numeralIn) forms() []string {
	if exponent, rest := hanScale(n.run); exponent > 0 && rest == "" {
		return []string{shifted("1", exponent)}
	}
	var list []string
	if form, rest := hanNumber(n.run); form != "" && rest == "" {
		list = append(list, form)
	}
	for _, r := range n.run {
		if digit := hanDigit(r); digit >= 0 {
			list = append(list, itoa(digit))
		}
	}
	return list
}

// chineseMeasures are what Measured numbers stand before.
var chineseMeasures = []string{"年", "月", "周", "星期", "天", "小时", "分钟", "倍", "岁", "季度"}

// notCounting are the characters behind which a numeral is an ordinal, a guess, or a part of a number that is read as a whole.
const notCounting = "第数几上某点分比0123456789"

// count is what the run surely counts; without a number it is none.
func (n numeralIn) count() Count {
	form, rest := hanNumber(n.run)
	isRow := utf8.RuneCountInString(n.run) > 1 && !strings.ContainsAny(n.run, "十百千万亿")
	if form == "" || rest != "" || form == "0" || form == "1" || isRow || strings.ContainsRune(notCounting, n.before) {
		return Count{}
	}
	behind := strings.TrimLeft(n.rest, "多余")
	behind = strings.TrimPrefix(behind, "个")
	for _, unit := range chineseMeasures {
		if strings.HasPrefix(behind, unit) {
			return Count{Number: form, Of: unit, Measured: true}
		}
	}
	of := firstRunes(behind, 2)
	if utf8.RuneCountInString(of) < 2 {
		return Count{}
	}
	return Count{Number: form, Of: of}
}

// firstRunes returns up to n Han characters that s begins with.
func firstRunes(s string, n int) string {
	end := 0
	for range n {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !IsHan(r) {
			break
		}
		end += size
	}
	return s[:end]
}

var (
	decade    = regexp.MustCompile(`\b(\d\d)(\d0)['’]?s\b`)
	hanDecade = regexp.MustCompile(`(\d\d?|[一二十]{1,3})\s?世纪\s?(\d0|[二三四五六七八九]?十)\s?年代`)
)

// decadesIn returns the century and the decade in it of what a text calls the 1970s, and 1970 of 20世纪70年代.
func decadesIn(text string) []string {
	var list []string
	folded := Fold(text)
	for _, match := range decade.FindAllStringSubmatch(folded, -1) {
		century, _ := strconv.Atoi(match[1])
		list = append(list, itoa(century+1), match[2])
	}
	for _, match := range hanDecade.FindAllStringSubmatch(folded, -1) {
		form, _ := number(match[1])
		within, _ := number(match[2])
		if century, err := strconv.Atoi(form); err == nil && century > 0 {
			list = append(list, itoa(century-1)+within)
		}
	}
	return list
}

package terms

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// number reads a number: digits, with commas between thousands and a point, or Chinese numerals. Its form has no commas.
func number(s string) (form, rest string) {
	n := digitsEnd(s)
	if n == 0 {
		return hanNumber(s)
	}
	for n < len(s) && s[n] == ',' && isThousands(s[n+1:]) {
		n += len(",000")
	}
	if decimals := digitsEnd(behind(s[n:], ".")); decimals > 0 {
		n += 1 + decimals
	}
	return strings.ReplaceAll(s[:n], ",", ""), s[n:]
}

// digits reads from least to most digits that no further digit follows.
func digits(s string, least, most int) (form, rest string) {
	if n := digitsEnd(s); n >= least && n <= most {
		return s[:n], s[n:]
	}
	return "", s
}

func digitsEnd(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigits(s string) bool { return s != "" && digitsEnd(s) == len(s) }

func itoa(n int) string { return strconv.Itoa(n) }

// amount reads a number with its unit: 3亿, 300 million.
func amount(s string) (form, rest string) {
	value, rest := number(s)
	exponent, behind := scale(rest)
	if value == "" || exponent == 0 {
		return "", s
	}
	return shifted(value, exponent), behind
}

// magnitudes has the power of ten that an English word stands for; 0 for words that only say that it is several.
var magnitudes = map[string]int{
	"several": 0, "few": 0, "multi": 0, "tens": 1, "dozens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12,
}

// magnitude reads billions, tens of thousands, several million and multi-billion: the power of ten alone.
func magnitude(s string) (form, rest string) {
	word := letters(s)
	exponent, rest := magnitudes[word], s[len(word):]
	more, behind := scale(strings.TrimPrefix(rest, " of"))
	if more > 0 {
		exponent, rest = exponent+more, behind
	}
	if exponent == 0 {
		return "", s
	}
	return vague(exponent), rest
}

// vagueHan reads 数十亿, 几千 and 上万. 上 is not taken before 十, as it ends words for times of the day.
func vagueHan(s string) (form, rest string) {
	lead, size := utf8.DecodeRuneInString(s)
	rest = s[size:]
	if strings.HasPrefix(rest, "百分") || lead == '上' && strings.HasPrefix(rest, "十") {
		return "", s
	}
	exponent, rest := hanScale(rest)
	if exponent == 0 {
		return "", s
	}
	return vague(exponent), rest
}

func vague(exponent int) string { return "~1e" + itoa(exponent) }

// scale reads the units behind a number and returns the power of ten that they make: 8 for 亿 and 5 for hundred thousand.
func scale(s string) (exponent int, rest string) {
	if exponent, rest = hanScale(blanks(s)); exponent > 0 {
		return exponent, rest
	}
	for rest = s; exponent <= maxExponent; {
		next := strings.TrimLeft(rest, " -")
		word := letters(next)
		more := units[strings.TrimSuffix(word, "s")]
		if more == 0 {
			return exponent, rest
		}
		exponent, rest = exponent+more, next[len(word):]
	}
	return 0, s
}

var units = map[string]int{"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}

// maxExponent is as far as units are read; no text that means something has more.
const maxExponent = 18

// hanScale is scale for Chinese units.
func hanScale(s string) (exponent int, rest string) {
	for rest = s; exponent <= maxExponent; {
		r, size := utf8.DecodeRuneInString(rest)
		more := hanUnit(r)
		if more == 0 {
			return exponent, rest
		}
		exponent, rest = exponent+more, rest[size:]
	}
	return 0, s
}

// shifted multiplies a number by a power of ten.
func shifted(number string, exponent int) string {
	whole, fraction, _ := strings.Cut(number, ".")
	if missing := exponent - len(fraction); missing > 0 {
		fraction += strings.Repeat("0", missing)
	}
	whole = strings.TrimLeft(whole+fraction[:exponent], "0")
	if whole == "" {
		whole = "0"
	}
	if fraction = strings.TrimRight(fraction[exponent:], "0"); fraction != "" {
		return whole + "." + fraction
	}
	return whole
}

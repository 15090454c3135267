package terms

import (
	"regexp"
	"strconv"
	"strings"
)

// wordNumber is an English number in words: its digits and the stem of the word behind it.
type wordNumber struct {
	form, of string
	// isScaled tells that it has a hundred or more in it, isBare that no number stands before that: hundred alone.
	isScaled, isBare bool
}

var numberWords = map[string]int{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// eachWordNumber calls emit with every English number in words, and with ratios such as five to nothing.
func eachWordNumber(text string, emit func(n wordNumber)) {
	var words []string
	Tokens(Fold(text), func(token Token) { words = append(words, token.Text) })
	for i := 0; i < len(words); {
		n, size := readWords(words[i:])
		if size == 0 {
			i++
			continue
		}
		if ratio, more := readScore(words[i:], n, size); more > 0 {
			emit(ratio)
			i += more
			continue
		}
		n.isBare = n.isBare && (i == 0 || words[i-1] != "a")
		i += size
		if i < len(words) && !IsStopWord(words[i]) {
			n.of = Stem(words[i])
		}
		emit(n)
	}
}

// wordSum is an English number in words as far as it is read.
type wordSum struct {
	// total is the sum up to the last thousand or more, section that behind it, and last what no unit has multiplied yet.
	total, section, last int
	isScaled             bool
}

// readWords reads the number that the words begin with, and tells how many of them it takes.
func readWords(words []string) (n wordNumber, size int) {
	var sum wordSum
	for i, word := range words {
		isJoint := word == "and" && sum.isScaled && i+1 < len(words) && numberWords[words[i+1]] > 0
		if !isJoint && !sum.takeNumber(word, i == 0) && !sum.takeUnit(units[word]) {
			break
		}
		size = i + 1
	}
	isBare := size == 1 && sum.isScaled
	return wordNumber{form: itoa(sum.total + sum.section), isScaled: sum.isScaled, isBare: isBare}, size
}

// takeNumber adds a number word, or reports that it is none that may stand there: at the beginning, behind a unit, or as the
// ones behind tens.
func (s *wordSum) takeNumber(word string, isFirst bool) bool {
	value, isNumber := numberWords[word]
	isOnes := s.last >= 20 && s.last%10 == 0 && value > 0 && value < 10
	if !isNumber || !isFirst && !isOnes && (!s.isScaled || s.last > 0) {
		return false
	}
	s.section, s.last = s.section+value, s.last+value
	return true
}

// takeUnit multiplies what stands before a unit of that power of ten, one if nothing does, or reports that it is too much.
func (s *wordSum) takeUnit(exponent int) bool {
	if exponent == 0 || s.total >= maxNumeral || s.section >= maxNumeral/10 {
		return false
	}
	s.section = max(s.section, 1) * pow10(exponent)
	if exponent > units["hundred"] {
		s.total, s.section = s.total+s.section, 0
	}
	s.last, s.isScaled = 0, true
	return true
}

func pow10(exponent int) int {
	power := 1
	for range exponent {
		power *= 10
	}
	return power
}

// readScore reads a score, such as five to nothing: what goes up, such as two to three, is a span.
func readScore(words []string, first wordNumber, size int) (score wordNumber, length int) {
	if len(words) < size+2 || words[size] != "to" {
		return wordNumber{}, 0
	}
	behind := words[size+1]
	second, isNumber := numberWords[behind]
	high, err := strconv.Atoi(first.form)
	isNothing := behind == "nothing" || behind == "nil"
	if err != nil || first.isScaled || !isNothing && (!isNumber || second >= high) {
		return wordNumber{}, 0
	}
	return wordNumber{form: first.form + ":" + itoa(second), isScaled: true}, size + 2
}

// alsoNumbers are words that say a number without being one.
var alsoNumbers = map[string]int{
	"couple": 2, "twice": 2, "dozen": 12, "decade": 10, "century": 100, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
	"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}

func otherNumbersIn(text string) []string {
	var list []string
	Tokens(Fold(text), func(token Token) {
		if n, found := alsoNumbers[token.Text]; found {
			list = append(list, itoa(n))
		}
	})
	return list
}

// monthName matches the English names of months as they are written. May and March are words as well, but not with a
// capital within a sentence.
var (
	monthWord  = regexp.MustCompile(`\b(?:Jan|Feb|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|April|June|July|August|September|October|November|December)\b`)
	doubtMonth = regexp.MustCompile(`[\p{L}\p{N},] (May|March|Mar)\b`)
)

// monthsIn returns the numbers of the months that a text names in English.
func monthsIn(text string) []string {
	var list []string
	for _, name := range monthWord.FindAllString(text, -1) {
		list = append(list, itoa(months[strings.ToLower(name)]))
	}
	for _, match := range doubtMonth.FindAllStringSubmatch(text, -1) {
		list = append(list, itoa(months[strings.ToLower(match[1])]))
	}
	return list
}

// IsMonth reports whether a folded word is the English name of a month.
func IsMonth(word string) bool { return months[word] > 0 }

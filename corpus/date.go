package corpus

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	monthNames = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`
	weekday    = `(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?`
	zone       = `(?:Z|[A-Z]{2,4}\b|[+-]\d{2}:?\d{2})?`
	clock      = `(?:,?(?:\s+at)?(?:T|\s*)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*` + zone + `)?`
	chineseDay = `(?:\s*(?:星期|周)[一二三四五六日天])?`
)

// datePatterns capture year, month and day in the order that dateOrder gives; the clock time after them belongs to the match.
var (
	datePatterns = []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?` + chineseDay + clock + chineseDay),
		regexp.MustCompile(`(?i)` + weekday + `\b` + monthNames + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b` + clock),
		regexp.MustCompile(`(?i)` + weekday + `\b(\d{1,2})(?:st|nd|rd|th)?\s+` + monthNames + `,?\s+(\d{4})\b` + clock),
	}
	dateOrder = [][3]int{{1, 2, 3}, {3, 1, 2}, {3, 2, 1}}
)

// cutDate returns the first date in text as YYYY-MM-DD, and the text with a separator in place of the date and of the clock
// time after it. Without a date the text comes back unchanged.
func cutDate(text string) (day, rest string) {
	for i, pattern := range datePatterns {
		for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
			part := func(n int) string { g := dateOrder[i][n]; return text[m[2*g]:m[2*g+1]] }
			if day, ok := formatDay(part(0), part(1), part(2)); ok {
				return day, text[:m[0]] + " | " + text[m[1]:]
			}
		}
	}
	return "", text
}

func formatDay(year, month, day string) (string, bool) {
	if _, err := strconv.Atoi(month); err != nil {
		m, err := time.Parse("Jan", strings.ToUpper(month[:1])+strings.ToLower(month[1:]))
		if err != nil {
			return "", false
		}
		month = strconv.Itoa(int(m.Month()))
	}
	t, err := time.Parse("2006-1-2", year+"-"+month+"-"+day)
	return t.Format(time.DateOnly), err == nil
}

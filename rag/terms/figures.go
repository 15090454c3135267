package terms

import (
	"regexp"
	"strconv"
	"strings"
)

// figurePatterns find figures in folded text, the longer forms first; each makes the normal form of its submatches.
var figurePatterns = []struct {
	pattern *regexp.Regexp
	normal  func(m []string) string
}{
	{regexp.MustCompile(`(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?`), func(m []string) string { return date(m[1], m[2], m[3]) }},
	{regexp.MustCompile(`\b(` + months + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`), func(m []string) string { return date(m[3], month(m[1]), m[2]) }},
	{regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(` + months + `)\.?,?\s+(\d{4})\b`), func(m []string) string { return date(m[3], month(m[2]), m[1]) }},
	{regexp.MustCompile(`\b(` + months + `)\.?,?\s+(?:of\s+)?(\d{4})\b`), func(m []string) string { return date(m[2], month(m[1]), "") }},
	{regexp.MustCompile(`(\d{4})-(\d{1,2})-(\d{1,2})`), func(m []string) string { return date(m[1], m[2], m[3]) }},
	{regexp.MustCompile(`(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]`), func(m []string) string { return date("", m[1], m[2]) }},
	{regexp.MustCompile(`\b(` + months + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b`), func(m []string) string { return date("", month(m[1]), m[2]) }},
	{regexp.MustCompile(`(\d+)\s*(?::|比|\bto\b)\s*(\d+)`), func(m []string) string { return m[1] + ":" + m[2] }},
	{regexp.MustCompile(`百分之\s*(` + number + `)`), func(m []string) string { return plain(m[1]) + "%" }},
	{regexp.MustCompile(`(` + number + `)\s*(?:%|percent\b|per cent\b)`), func(m []string) string { return plain(m[1]) + "%" }},
	{regexp.MustCompile(`(` + number + `)\s*(万亿|亿|千万|百万|万|trillion|billion|million|thousand)`), func(m []string) string { return scaled(m[1], m[2]) }},
	{regexp.MustCompile(number), func(m []string) string { return plain(m[0]) }},
}

const (
	number = `\d+(?:,\d{3})*(?:\.\d+)?`
	months = `january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec`
)

// Figures returns the figures of a text in a normal form, alike in both languages: 4500 for 4,500, 4:1 for 4比1, 160% for
// 百分之160, 300000000 for 3亿 and 300 million, 2023-03 for 2023年3月 and March 2023, 01-18 for a day without a year. A date
// gives its parts as well.
func Figures(text string) []string {
	rest := Fold(text)
	var found []string
	for _, p := range figurePatterns {
		if !strings.ContainsAny(rest, "0123456789") {
			break
		}
		rest = p.pattern.ReplaceAllStringFunc(rest, func(match string) string {
			found = append(found, parts(p.normal(p.pattern.FindStringSubmatch(match)))...)
			return " "
		})
	}
	return found
}

// parts returns a normal form, and of a date also the shorter dates in it.
func parts(form string) []string {
	list := []string{form}
	switch fields := strings.Split(form, "-"); len(fields) {
	case 2:
		if len(fields[0]) == 4 {
			list = append(list, fields[0])
		}
	case 3:
		list = append(list, fields[0]+"-"+fields[1], fields[1]+"-"+fields[2], fields[0])
	}
	return list
}

func date(year, month, day string) string {
	var fields []string
	if year != "" {
		fields = append(fields, year)
	}
	fields = append(fields, twoDigits(month))
	if day != "" {
		fields = append(fields, twoDigits(day))
	}
	return strings.Join(fields, "-")
}

func twoDigits(n string) string {
	if len(n) == 1 {
		return "0" + n
	}
	return n
}

// month returns the number of a month by its first three letters.
func month(name string) string {
	i := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", name[:3])
	return strconv.Itoa(i/3 + 1)
}

func plain(n string) string { return strings.ReplaceAll(n, ",", "") }

// scaled multiplies a number by its unit.
func scaled(n, unit string) string {
	value, err := strconv.ParseFloat(plain(n), 64)
	if err != nil {
		return n + unit
	}
	return strconv.FormatFloat(value*scales[unit], 'f', -1, 64)
}

var scales = map[string]float64{
	"thousand": 1e3, "万": 1e4, "million": 1e6, "百万": 1e6, "千万": 1e7, "亿": 1e8, "billion": 1e9, "trillion": 1e12, "万亿": 1e12,
}

package terms

import "strings"

// months has the number of a month by its name.
var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
	"november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
	"nov": 11, "dec": 12,
}

// dayOfYear reads 2023年3月 and 2023年3月5日.
func dayOfYear(s string) (form, rest string) {
	year, rest := number(s)
	rest, found := strings.CutPrefix(blanks(rest), "年")
	if !found || len(year) != 4 || !isDigits(year) {
		return "", s
	}
	month, rest := monthBefore(blanks(rest))
	if month == "" {
		return "", s
	}
	if day, behind := dayBefore(blanks(rest)); day != "" {
		return year + "-" + month + "-" + day, behind
	}
	return year + "-" + month, rest
}

// dayOfMonth reads 3月5日.
func dayOfMonth(s string) (form, rest string) {
	month, rest := monthBefore(s)
	day, rest := dayBefore(blanks(rest))
	if month == "" || day == "" {
		return "", s
	}
	return month + "-" + day, rest
}

// monthBefore reads 3月.
func monthBefore(s string) (month, rest string) {
	month, rest = number(s)
	rest, found := strings.CutPrefix(blanks(rest), "月")
	if month = twoDigits(month); !found || month == "" {
		return "", s
	}
	return month, rest
}

// dayBefore reads 5日 and 5号.
func dayBefore(s string) (day, rest string) {
	day, rest = number(s)
	rest = blanks(rest)
	behind, found := strings.CutPrefix(rest, "日")
	if !found {
		behind, found = strings.CutPrefix(rest, "号")
	}
	if day = twoDigits(day); !found || day == "" {
		return "", s
	}
	return day, behind
}

// isoDate reads 2023-03-05.
func isoDate(s string) (form, rest string) {
	year, rest := digits(s, 4, 4)
	month, rest := digits(behind(rest, "-"), 1, 2)
	day, rest := digits(behind(rest, "-"), 1, 2)
	if year == "" || month == "" || day == "" {
		return "", s
	}
	return year + "-" + twoDigits(month) + "-" + twoDigits(day), rest
}

// behind returns what stands behind a mark at the beginning of s, and nothing without the mark.
func behind(s, mark string) string {
	rest, found := strings.CutPrefix(s, mark)
	if !found {
		return ""
	}
	return rest
}

// monthFirst reads March 2023, March 5, 2023 and March 5.
func monthFirst(s string) (form, rest string) {
	month, rest := monthName(s)
	if year, behind := digits(strings.TrimPrefix(rest, "of "), 4, 4); year != "" {
		return year + "-" + month, behind
	}
	day, rest := ordinal(rest)
	if day == "" {
		return "", s
	}
	if year, behind := digits(blanks(strings.TrimPrefix(rest, ",")), 4, 4); year != "" {
		return year + "-" + month + "-" + day, behind
	}
	return month + "-" + day, rest
}

// dayFirst reads 5 March 2023 and 5th of March 2023.
func dayFirst(s string) (form, rest string) {
	day, rest := ordinal(s)
	month, rest := monthName(strings.TrimPrefix(blanks(rest), "of "))
	if day == "" || month == "" {
		return "", s
	}
	year, behind := digits(rest, 4, 4)
	if year == "" {
		return "", s
	}
	return year + "-" + month + "-" + day, behind
}

// monthName reads the name of a month with the point, comma and blanks behind it.
func monthName(s string) (month, rest string) {
	name := letters(s)
	if months[name] == 0 {
		return "", s
	}
	return twoDigits(itoa(months[name])), blanks(strings.TrimPrefix(strings.TrimPrefix(s[len(name):], "."), ","))
}

// ordinal reads the number of a day: 5 or 5th.
func ordinal(s string) (day, rest string) {
	day, rest = number(s)
	switch suffix := letters(rest); suffix {
	case "st", "nd", "rd", "th":
		rest = rest[len(suffix):]
	case "":
	default:
		return "", s
	}
	return twoDigits(day), rest
}

// twoDigits writes the number of a month or day with two digits, and what is none as nothing.
func twoDigits(n string) string {
	switch {
	case !isDigits(n) || len(n) > 2:
		return ""
	case len(n) == 1:
		return "0" + n
	}
	return n
}

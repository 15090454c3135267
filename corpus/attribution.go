package corpus

import (
	"strings"
	"unicode"
)

const (
	// maxAttribution is the longest clause that is taken for "said so-and-so", in runes for each language.
	maxChineseAttribution = 24
	maxEnglishAttribution = 60
	// maxSubject is the longest quotation that can be the subject of a sentence that it begins, in runes.
	maxSubject = 15
)

// chineseSaying are the verbs after which a quotation stands, or with which the clause behind it ends.
const chineseSaying = "说 道 问 答 称 讲 喊 叫 表示 指出 认为 写道 回答 强调 补充 解释 坦言 直言 感叹 透露 评价 总结 說 問 稱 講 認為 寫道 強調 補充 解釋 感嘆"

const englishSaying = " said says asked asks wrote writes added adds replied argued argues explained explains noted notes " +
	"recalled joked warned warns concluded insisted continued tweeted posted observed remarked "

// goesOn reports whether a sentence continues behind a quotation or a bracket that ends with a stop of its own: from stop
// to end stand the closing marks.
func (s *scanner) goesOn(start, stop, end int) bool {
	closer := end - 1
	for closer >= stop && (s.runes[closer] == ']' || !isCloser(s.runes[closer])) {
		closer--
	}
	if closer < stop || strings.ContainsRune(string(s.runes[end:s.skipSpace(end)]), '\n') {
		return false
	}
	if s.attribution(end) {
		return true
	}
	open, paired := s.opener[closer]
	switch next := s.at(end); {
	case !paired || !isWordRune(next):
		return false
	case s.runes[open] == '《' || s.runes[open] == '〈':
		return true
	case open > s.skipSpace(start):
		return !s.introduced(open)
	}
	return closer-open <= maxSubject
}

// introduced reports whether what precedes the opening mark announces a whole sentence, as a colon does.
func (s *scanner) introduced(open int) bool {
	before := s.at(open - 1)
	if isStop(before) || strings.ContainsRune("：:，,；;—\n\t ", before) {
		return true
	}
	return endsWithSaying(string(s.runes[max(0, open-2):open]))
}

// attribution reports whether from position i on it is said whose words were just quoted.
func (s *scanner) attribution(i int) bool {
	from := s.skipSpace(i)
	to := from
	for to < len(s.runes) && to-from <= maxEnglishAttribution && !s.endsClause(to) {
		to++
	}
	if strings.ContainsRune("：:“「\"", s.at(to)) || to-from > maxEnglishAttribution {
		return false
	}
	clause := strings.TrimSpace(string(s.runes[from:to]))
	if strings.IndexFunc(clause, isHan) >= 0 {
		return to-from <= maxChineseAttribution && endsWithSaying(clause)
	}
	words := strings.Fields(clause)
	if len(words) < 2 {
		return false
	}
	return isSaying(words[0]) || isSaying(words[len(words)-1])
}

func (s *scanner) endsClause(i int) bool {
	r := s.runes[i]
	if r == '.' {
		return i+1 == len(s.runes) || unicode.IsSpace(s.runes[i+1])
	}
	return strings.ContainsRune("。！？!?；;，,：:“「\"\n", r)
}

func endsWithSaying(clause string) bool {
	clause = strings.TrimSuffix(clause, "的")
	for _, verb := range strings.Fields(chineseSaying) {
		if strings.HasSuffix(clause, verb) {
			return true
		}
	}
	return false
}

func isSaying(word string) bool {
	return strings.Contains(englishSaying, " "+strings.ToLower(word)+" ")
}

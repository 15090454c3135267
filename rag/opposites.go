package rag

import "strings"

// opposites are the two ends of what things are compared by, in folded text. Who asks about one end is answered by what
// stands at the other as well: a side that is closed says much about openness.
func opposites() [][2][]string {
	return [][2][]string{
		{{"开源", "开放"}, {"闭源", "封闭"}},
		{{"open source", "open-source", "open"}, {"closed source", "closed", "proprietary"}},
		{{"支持", "赞成"}, {"反对"}},
		{{"support", "for"}, {"oppose", "against"}},
		{{"安全"}, {"危险", "风险", "威胁"}},
		{{"safe", "safety"}, {"danger", "dangerous", "risk", "threat"}},
		{{"免费"}, {"收费", "付费"}},
		{{"free"}, {"paid", "charge"}},
		{{"成功", "胜利"}, {"失败"}},
		{{"success", "succeed"}, {"failure", "fail"}},
		{{"优点", "优势", "好处"}, {"缺点", "劣势", "坏处"}},
		{{"advantage", "benefit", "strength"}, {"disadvantage", "drawback", "weakness"}},
	}
}

// withOpposites adds the other end of every aspect that the text names.
func withOpposites(text string) string {
	added := []string{text}
	for _, pair := range opposites() {
		for end, words := range pair {
			if namesAny(text, words) {
				added = append(added, pair[1-end]...)
			}
		}
	}
	return strings.Join(added, " ")
}

func namesAny(text string, words []string) bool {
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

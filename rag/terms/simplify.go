package terms

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// simplifiedPairs holds, behind a line of origin, a Traditional character with its Simplified counterpart a line. The
// program rag/dict/gen makes it.
//
//go:embed simplified.txt
var simplifiedPairs string

// The characters of the table lie in this range of code points.
const firstHan, lastHan = 0x3400, 0x9FFF

// simplifiedTable maps code points from firstHan on; 0 means the character itself.
var simplifiedTable = sync.OnceValue(func() *[lastHan - firstHan + 1]uint16 {
	table := new([lastHan - firstHan + 1]uint16)
	for line := range strings.Lines(simplifiedPairs) {
		from, size := utf8.DecodeRuneInString(line)
		to, _ := utf8.DecodeRuneInString(line[size:])
		if firstHan <= from && from <= lastHan && to <= lastHan {
			table[from-firstHan] = uint16(to)
		}
	}
	return table
})

// regional are words that the two scripts write with other words, after the characters are mapped; each with the usual
// Simplified one. None of the right-hand words holds a left-hand one.
var regional = strings.NewReplacer(
	"计画", "计划", "夥伴", "伙伴", "藉由", "借由", "藉此", "借此", "座标", "坐标", "份子", "分子", "彷佛", "仿佛", "答覆", "答复",
	"软体", "软件", "硬体", "硬件", "网路", "网络", "资讯", "信息", "程式", "程序", "晶片", "芯片", "人工智慧", "人工智能",
	"伺服器", "服务器", "演算法", "算法", "矽谷", "硅谷", "影片", "视频", "智慧型手机", "智能手机",
)

// simplify maps Traditional characters to Simplified ones, and regional words to the usual ones. The map is for search: it
// errs alike on both sides, so that 著 and 着 are one character.
func simplify(s string) string {
	table := simplifiedTable()
	mapped := strings.Map(func(r rune) rune {
		if firstHan <= r && r <= lastHan {
			if to := table[r-firstHan]; to != 0 {
				return rune(to)
			}
		}
		return r
	}, s)
	return regional.Replace(mapped)
}

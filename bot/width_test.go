package bot_test

import (
	"testing"

	"articlebot/bot"
)

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{
		"":             0,
		"abc [1]":      7,
		"你好":           4,
		"ＡＢ！":          6,
		"한글":           4,
		"e\u0301a":     2,
		"①—·":          3,
		"😀":            2,
		"👨‍👩‍👧‍👦":      2,
		"👍🏽":           2,
		"❤️":           2,
		"❤️‍🔥":         2,
		"🇨🇳":           2,
		"1️⃣":          2,
		"ｱ":            1,
		"a\u200bb":     2,
		"中\u200d文":     4,
		"\u200d\u0301": 0,
	} {
		if got := bot.Columns(text); got != want {
			t.Errorf("%q takes %d columns, want %d", text, got, want)
		}
	}
}

package rag_test

import (
	"strings"
	"testing"

	"articlebot/rag"
)

// TestWhatCanBePressedIsCode has mentions, commands, hashtags and numbers behind whatever lets a chat program find them.
func TestWhatCanBePressedIsCode(t *testing.T) {
	for _, thing := range []string{"@evilbot", "/start", "/start@evilbot", "#prize", "#领奖", "#2024年", "$EVIL", "+1 (555) 010-9999"} {
		for _, before := range []string{"", "see ", "看：", "（", "-", "—", "+", "#", "$", "@", "/", "=", "*", "\t"} {
			got := rag.Clean(before + thing + " now")
			outside := codeSpan.ReplaceAllString(got, "")
			if strings.Contains(outside, thing[1:]) || !strings.HasSuffix(got, "` now") {
				t.Errorf("%q becomes %q", before+thing, got)
			}
		}
	}
}

// TestWordsStayAsTheyAre has texts in which nothing can be pressed.
func TestWordsStayAsTheyAre(t *testing.T) {
	for _, text := range []string{
		"It is 31 metres tall, and/or more; 24/7, 50 km/h, 1,000 + 2,000.", "# Title\n\n- **one** [1]\n- *two* [2][3]", "C# and F#, $5 and 5 $, a - b, x_y, #1.",
		"塔高31米，造价4,500克朗（约合 $600）。", "他说：“灯需要耐心。”[3]", "A < B > C & D", "| a | b |\n|---|---|\n| c [1] | d |",
		"GPT-4 v1.5 costs 0.5 %, e.g. Mr. Wehl.", "…and so on...",
	} {
		if got := rag.Clean(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

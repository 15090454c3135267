package bot_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"articlebot/bot"
)

func TestMentionIsCutOut(t *testing.T) {
	for text, want := range map[string]string{
		"@article_test_bot who was it?":                      "who was it?",
		"@Article_Test_Bot, who was it?":                     "who was it?",
		"who was it, @article_test_bot":                      "who was it,",
		"so @article_test_bot  who was it?":                  "so who was it?",
		"@article_test_bot":                                  "",
		"请问@article_test_bot谁收购了？":                           "请问 谁收购了？",
		"@article_test_bot：谁收购了？":                            "谁收购了？",
		"\U0001F600 @article_test_bot\nwho?":                 "\U0001F600 \nwho?",
		"@article_test_bot /reset":                           "/reset",
		"mail me@article_test_bot":                           "mail me@article_test_bot",
		"@article_test_bot2 who?":                            "@article_test_bot2 who?",
		"/ask@article_test_bot who?":                         "/ask@article_test_bot who?",
		"@article_test_bot@article_test_bot who?":            "who?",
		"@article_test_bot @article_test_bot, who was that?": "who was that?",
		"@other_bot who?":                                    "@other_bot who?",
	} {
		if got := bot.CutMentions(text, botName); got != want {
			t.Errorf("%q without the mention is %q, want %q", text, got, want)
		}
	}
}

// FuzzCutMentions: nothing is left that mentions the bot, nothing is made up, and what is left is not changed by doing it again.
func FuzzCutMentions(f *testing.F) {
	for _, text := range []string{"@ab who?", "x@ab @AB, y", "@@ab@ab ab", "谁@ab？", "@a\xff@ab"} {
		f.Add(text, "ab")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		got := bot.CutMentions(text, name)
		if bot.MentionOf(got, name) >= 0 {
			t.Errorf("%q still mentions %q", got, name)
		}
		if again := bot.CutMentions(got, name); again != got {
			t.Errorf("%q becomes %q", got, again)
		}
		if len(got) > len(text) || utf8.ValidString(text) && utf8.ValidString(name) && !utf8.ValidString(got) {
			t.Errorf("%q becomes %q", text, got)
		}
		if !strings.Contains(text, "@") && got != strings.TrimSpace(text) {
			t.Errorf("%q without any mention becomes %q", text, got)
		}
	})
}

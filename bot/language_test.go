package bot_test

import (
	"testing"
	"time"

	"articlebot/bot"
)

func TestLanguageOfTheSentences(t *testing.T) {
	for name, tc := range map[string]struct{ chosen, code, text, want string }{
		"Nothing":             {"", "", "", "en"},
		"English":             {"", "en-GB", "why", "en"},
		"Unknown":             {"", "de", "warum", "en"},
		"Chinese":             {"", "zh", "why", "zh"},
		"Hans":                {"", "zh-hans", "為什麼", "zh"},
		"Mainland":            {"", "zh-CN", "", "zh"},
		"Singapore":           {"", "zh_SG", "", "zh"},
		"Hant":                {"", "zh-Hant", "", "zh-Hant"},
		"HantInHongKong":      {"", "zh-hant-hk", "", "zh-Hant"},
		"Taiwan":              {"", "zh-TW", "为什么", "zh-Hant"},
		"HongKong":            {"", "zh-HK", "", "zh-Hant"},
		"Macau":               {"", "zh_mo", "", "zh-Hant"},
		"TextSimplified":      {"", "en", "OpenAI为什么闭源?", "zh"},
		"TextTraditional":     {"", "en", "OpenAI為什麼閉源?", "zh-Hant"},
		"TextShared":          {"", "", "你好", "zh"},
		"TextOfChinese":       {"", "zh", "這是什麼", "zh-Hant"},
		"RareCharacter":       {"", "", "陶喆是谁", "zh"},
		"ChosenEnglish":       {"en", "zh-TW", "為什麼", "en"},
		"ChosenSimplified":    {"zh", "en", "why", "zh"},
		"ChosenTraditional":   {"zh-Hant", "en", "why", "zh-Hant"},
		"ChosenByAnEarlierUs": {"de", "en", "why", "en"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := bot.TongueFor(tc.chosen, tc.code, tc.text); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestNamesOfLanguages(t *testing.T) {
	for name, want := range map[string]string{
		"en": "en", "English": "en", "ＥＮ": "en", "英文": "en", "英語": "en", "en_US": "en",
		"zh": "zh", "ZH-cn": "zh", "中文": "zh", "简体": "zh", "簡體中文": "zh", "Simplified  Chinese": "zh",
		"繁體": "zh-Hant", "繁体": "zh-Hant", "zh_TW": "zh-Hant", "zh-hant": "zh-Hant", "正體中文": "zh-Hant", "traditional": "zh-Hant",
		"auto": "", "自动": "", "自動": "", "Default": "",
	} {
		if got, ok := bot.ReadTongue(name); !ok || got != want {
			t.Errorf("%s is %q, %v, want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "de", "klingon", "中", "e n"} {
		if got, ok := bot.ReadTongue(name); ok {
			t.Errorf("%q is taken for %q", name, got)
		}
	}
}

func FuzzLanguageOfTheSentences(f *testing.F) {
	f.Add("", "zh-TW", "為什麼")
	f.Add("en", "", "\xff")
	f.Add("zh", "-_-", "谁")
	f.Fuzz(func(t *testing.T, chosen, code, text string) {
		got := bot.TongueFor(chosen, code, text)
		if got != "en" && got != "zh" && got != "zh-Hant" {
			t.Errorf("there are no sentences in %q", got)
		}
		if again := bot.TongueFor(got, code, text); again != got {
			t.Errorf("%q, once chosen, is %q", got, again)
		}
	})
}

// TestLang changes the language of a chat. The profile that the chat has chosen stays.
func TestLang(t *testing.T) {
	var asked recorder
	inWorld(t, &asked, func(w *world) {
		const names = "/lang zh (简体) · /lang zh-Hant (繁體) · /lang en (English) · /lang auto (自动 · 自動)"
		for _, step := range []struct{ say, want string }{
			{"/lang", "The language of this chat is automatic: mine is that of your Telegram, an answer's is that of the question.\n" +
				"To change it: " + names},
			{"/lang klingon", "I do not speak klingon.\nTo change it: " + names},
			{"/lang 繁體", "好的，從現在起，提示和回答都使用繁體中文。"},
			{"/lang", "此聊天室的語言：繁體中文。\n變更語言：" + names},
			{"/reset", "好的，先前的對話我已經忘掉了。"},
			{"Why?", "in zh"},
			{"/lang ZH", "好的，从现在起提示和回答都用简体中文。"},
			{"Why, then?", "in zh"},
			{"/lang English", "Done: from now on, both my sentences and the answers are in English."},
			{"为什么？", "in en"},
			{"/lang auto", "Done: my language is that of your Telegram again, an answer's is that of the question."},
			{"到底为什么？", "in the language of the question"},
		} {
			w.say(alice, step.say)
			w.settle(time.Second)
			if got := w.last(alice).Text; got != step.want {
				w.Errorf("to %s the bot says\n%s\nwant\n%s", step.say, got, step.want)
			}
		}
		w.lang = "zh-TW"
		if got := w.asks(bob, "/lang auto")[0]; got != "好的，已恢復自動：提示配合你的 Telegram，回答則使用提問的語言。" {
			w.Errorf("Bob reads %s", got)
		}
	})
}

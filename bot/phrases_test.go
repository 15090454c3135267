package bot_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/traditionalchinese"

	"articlebot/bot"
	"articlebot/rag/terms"
)

// sentences are the texts of a value by their path in it.
func sentences(t *testing.T, v reflect.Value, path string, into map[string]string) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		into[path] = v.String()
	case reflect.Struct:
		for i := range v.NumField() {
			sentences(t, v.Field(i), path+"."+v.Type().Field(i).Name, into)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			sentences(t, v.Index(i), fmt.Sprintf("%s[%d]", path, i), into)
		}
	default:
		t.Fatalf("%s is a %s, which this test does not know", path, v.Kind())
	}
}

// tongues are the bot's sentences by their language.
func tongues(t *testing.T) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	for language, set := range bot.Phrases() {
		all[language] = map[string]string{}
		sentences(t, reflect.ValueOf(set), "phrases", all[language])
	}
	return all
}

// verb matches what fmt replaces.
var verb = regexp.MustCompile(`%[-+# 0-9.\[\]]*[a-zA-Z%]`)

func TestNoSentenceIsMissing(t *testing.T) {
	all := tongues(t)
	if n := len(all["en"]); n < 100 || len(all["zh"]) != n || len(all["zh-Hant"]) != n {
		t.Fatalf("%d sentences in English, %d and %d in Chinese", n, len(all["zh"]), len(all["zh-Hant"]))
	}
	for path, english := range all["en"] {
		verbs := verb.FindAllString(english, -1)
		for language, set := range all {
			text := set[path]
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: there is no %s", language, path)
			}
			if got := verb.FindAllString(text, -1); !slices.Equal(got, verbs) {
				t.Errorf("%s: %s has the verbs %q, in English they are %q", language, path, got, verbs)
			}
		}
	}
}

// simplifiedInBig5 are Simplified forms that Big5 has as characters of their own, but nobody writes for these words.
const simplifiedInBig5 = "个么无万与来礼尔弃"

// isSimplified reports that a character is one that others are folded to, and that Traditional text has no use for.
func isSimplified() func(rune) bool {
	target := map[rune]bool{}
	for r := rune(0x3400); r <= 0x9fff; r++ {
		if to, _ := utf8.DecodeRuneInString(terms.Fold(string(r))); to != r {
			target[to] = true
		}
	}
	return func(r rune) bool {
		_, err := traditionalchinese.Big5.NewEncoder().String(string(r))
		return target[r] && err != nil || strings.ContainsRune(simplifiedInBig5, r)
	}
}

func TestTraditionalSentencesHaveNoSimplifiedCharacters(t *testing.T) {
	simplified := isSimplified()
	if !simplified('这') || !simplified('个') || simplified('這') || simplified('後') || simplified('你') {
		t.Fatal("the characters of the scripts are not told apart")
	}
	for path, text := range tongues(t)["zh-Hant"] {
		if strings.HasSuffix(path, ".tongue") || strings.HasSuffix(path, "setting.usage") {
			continue // names languages in themselves
		}
		for _, r := range text {
			if simplified(r) {
				t.Errorf("%s has %c: %s", path, r, text)
			}
		}
	}
}

// TestSimplifiedSentencesHaveNoTraditionalCharacters and English ones have no Chinese at all.
func TestSimplifiedSentencesHaveNoTraditionalCharacters(t *testing.T) {
	all := tongues(t)
	for path, text := range all["zh"] {
		if strings.HasSuffix(path, "setting.usage") {
			continue
		}
		for _, r := range text {
			if unicode.Is(unicode.Han, r) && terms.Fold(string(r)) != string(r) {
				t.Errorf("%s has %c: %s", path, r, text)
			}
		}
		if english := all["en"][path]; strings.ContainsFunc(english, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s is %s in English", path, english)
		}
	}
}

// TestWordsOfTheRegion holds the Traditional sentences to the words that its readers use.
func TestWordsOfTheRegion(t *testing.T) {
	for path, text := range tongues(t)["zh-Hant"] {
		for _, word := range []string{"文檔", "信息", "默認", "消息", "設置", "用戶", "數據", "發送", "命令", "配置", "文件夾", "程序出", "屏幕"} {
			if strings.Contains(text, word) {
				t.Errorf("%s has %s: %s", path, word, text)
			}
		}
	}
}

func TestIntroductionsAreAsShortAsTelegramWants(t *testing.T) {
	for language, set := range tongues(t) {
		for path, limit := range map[string]int{"phrases.menu.description": 512, "phrases.menu.short": 120} {
			if n := utf8.RuneCountInString(set[path]); n == 0 || n > limit {
				t.Errorf("%s: %s has %d characters, at most %d are taken", language, path, n, limit)
			}
		}
		for path, text := range set {
			if n := utf8.RuneCountInString(text); strings.HasPrefix(path, "phrases.commands.") && n > 256 {
				t.Errorf("%s: %s has %d characters", language, path, n)
			}
		}
	}
}

package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
)

// TestCommandsThatAsk has the same question asked as a person would write it, in the language of the sentences.
func TestCommandsThatAsk(t *testing.T) {
	for name, tc := range map[string]struct{ lang, say, want string }{
		"Ask":              {"en", "/ask Who bought DeepMind?", "Who bought DeepMind?"},
		"AskMe":            {"en", "/ask@" + botName + "  Who bought DeepMind?", "Who bought DeepMind?"},
		"Compare":          {"en", "/compare OpenAI | Meta", "Compare OpenAI and Meta."},
		"CompareOn":        {"en", "/compare OpenAI|Meta |  open   source", "Compare OpenAI and Meta in terms of open source."},
		"CompareZh":        {"zh", "/compare OpenAI｜脸书", "对比一下OpenAI和脸书。"},
		"CompareOnZh":      {"zh", "/compare OpenAI | Meta | 开源", "对比一下OpenAI和Meta在开源上的不同。"},
		"CompareOnZhHant":  {"zh-TW", "/compare OpenAI | Meta | 開源", "比較一下OpenAI和Meta在開源上的不同。"},
		"Summary":          {"en", "/summary", "Summarize the article: what are its main points?"},
		"SummaryZh":        {"zh", "/summary", "概括一下这篇文章的主要内容。"},
		"SummaryZhHant":    {"zh-HK", "/summary now", "概述一下這篇文章的主要內容。"},
		"SummaryOfAnother": {"en", "/summary@some_other_bot", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var r recorder
			inWorld(t, &r, func(w *world) {
				w.lang = tc.lang
				w.say(alice, tc.say)
				w.settle(time.Second)
				if got := strings.Join(r.texts(), "\n"); got != tc.want {
					w.Errorf("asked is %q, want %q", got, tc.want)
				}
			})
		})
	}
}

// TestCommandsThatAskExplainThemselves where they are not given what they need.
func TestCommandsThatAskExplainThemselves(t *testing.T) {
	var r recorder
	inWorld(t, &r, func(w *world) {
		const bars = "Please put a bar between the two sides, and another one before the aspect, if there is one:\n" +
			"/compare A | B\n/compare A | B | aspect"
		for say, want := range map[string]string{
			"/ask":                   "Please write the question behind the command, for example:\n/ask What is the article about?",
			"/compare":               bars,
			"/compare OpenAI":        bars,
			"/compare OpenAI |":      bars,
			"/compare A | | B":       bars,
			"/compare A | B | C | D": bars,
		} {
			if got := w.asks(alice, say)[0]; got != want {
				w.Errorf("to %s the bot says %q", say, got)
			}
		}
		if asked := r.texts(); len(asked) != 0 {
			w.Errorf("asked are %q", asked)
		}
		w.lang = "zh-TW"
		if got := w.asks(alice, "/ask")[0]; got != "請把問題寫在指令後面，例如：\n/ask 這篇文章在講什麼？" {
			w.Errorf("in Traditional Chinese it says %q", got)
		}
	})
}

// TestCommandThatAsksGoesOnAfterAStop with the question that it stands for.
func TestCommandThatAsksGoesOnAfterAStop(t *testing.T) {
	asker := takes(20 * time.Second)
	inWorld(t, asker, func(w *world) {
		w.say(alice, "/compare OpenAI | Meta")
		w.settle(time.Second)
		w.restart()
		w.settle(time.Minute)
		if got := w.last(alice).Text; !strings.HasPrefix(got, "re: Compare OpenAI and Meta.") {
			w.Errorf("the answer is %q", got)
		}
	})
}

func FuzzSidesToCompare(f *testing.F) {
	for _, args := range []string{"A | B", "A|B｜C", "", "|", "a\n| \xff", "%s | %d"} {
		f.Add(args)
	}
	f.Fuzz(func(t *testing.T, args string) {
		sides := strings.Split(strings.ReplaceAll(args, "｜", "|"), "|")
		whole := (len(sides) == 2 || len(sides) == 3) && !slices.ContainsFunc(sides, func(s string) bool { return strings.TrimSpace(s) == "" })
		for _, language := range []string{"en", "zh", "zh-Hant"} {
			question := bot.Comparison(language, args)
			if whole != (question != "") {
				t.Fatalf("%q gives the question %q", args, question)
			}
			for _, side := range sides {
				if whole && !strings.Contains(question, strings.Join(strings.Fields(side), " ")) {
					t.Errorf("%q is not in %q", side, question)
				}
			}
		}
	})
}

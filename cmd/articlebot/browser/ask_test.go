//go:build browser

package browser_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

var clockFace = regexp.MustCompile(`^\d+(\.\d+)? (s|秒)$`)

func TestAskInEachLanguage(t *testing.T) {
	for _, c := range []struct{ name, lang, question, want, how string }{
		{"chinese", "zh-CN", "谁收购了DeepMind？", "谷歌", "回答的由来"},
		{"traditional", "zh-TW", "誰收購了DeepMind？", "谷歌", "回答的由來"},
		{"english", "en-US", "Who bought DeepMind, and when?", "2014", "How this came about"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, start(t).url, look{lang: c.lang})
			got := b.ask(c.question)
			if !strings.Contains(got, c.want) || !strings.Contains(got, "[1]") {
				t.Errorf("the answer reads\n%s\nwithout %q or a citation", got, c.want)
			}
			if clock := eval[string](b, answers+`.at(-1).querySelector('[data-testid="clock"]').innerText`); !clockFace.MatchString(clock) {
				t.Errorf("the clock shows %q", clock)
			}
			if how := b.text(named("how")); how != c.how {
				t.Errorf("below the answer it says %q, want %q", how, c.how)
			}
			b.shoot("ask-" + c.name)
		})
	}
}

func TestCompare(t *testing.T) {
	b := open(t, start(t).url, look{lang: "zh-CN", dark: true})
	got := b.ask("OpenAI和Meta在开源上有什么不同？")
	if !strings.Contains(got, "OpenAI") || !strings.Contains(got, "Meta") || !strings.Contains(got, "[2]") {
		t.Errorf("the comparison reads\n%s", got)
	}
	b.shoot("compare-dark")

	height := answers + ".at(-1).querySelector('.fold').clientHeight"
	folded := eval[int](b, height)
	b.press(".unfold", "展开")
	b.await(fmt.Sprintf("%s > %d && document.querySelector('.unfold').innerText === '收起'", height, folded))
	b.shoot("unfolded-dark")
}

// The page says which model answers: none, until somebody says so.
func TestStopAnAnswerOfAModel(t *testing.T) {
	b := open(t, start(t).url, look{})
	if line := b.text(named("model-line")); !strings.Contains(strings.ToLower(line), "model") {
		t.Errorf("without a model the page says %q", line)
	}
	b.useModel(slowModel(t))
	b.say("Who bought DeepMind?")
	b.await(lastBot + ".includes('word3')")
	b.shoot("streaming")
	b.press(named("key"), "Stop")
	b.await(fmt.Sprintf("![...document.querySelectorAll(%q)].some(k => k.innerText.includes('Stop'))", named("key")))
	if got := eval[string](b, lastBot); strings.Contains(got, "word299") {
		t.Errorf("it was not stopped:\n%s", got)
	}
	if html := eval[string](b, "document.documentElement.outerHTML + [...document.querySelectorAll('input')].map(i => i.value) + "+
		"JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"); strings.Contains(html, canary) {
		t.Error("the key is still on the page")
	}
	b.shoot("stopped")
}

// lastBot is the JavaScript for the text of the bot's newest message.
const lastBot = `([...document.querySelectorAll('[data-testid="message"][data-from="bot"]')].at(-1)?.innerText ?? '')`

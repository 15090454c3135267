//go:build browser

package browser_test

import (
	"fmt"
	"strings"
	"testing"
)

// In a group the bot hears both people, and answers those who turn to it.
func TestGroup(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.press(named("chat-switch")+" button", "Group")
	b.say("good morning, everybody")
	b.await(messages + " === 1")
	b.press(named("person-switch")+" button", "小林")
	b.say("大家早上好")
	b.await(messages + " === 2")
	b.say("@article_bot 谁收购了DeepMind？")
	b.await(answers + ".length === 1")
	if got := eval[string](b, answers+"[0].innerText"); !strings.Contains(got, "谷歌") || !strings.Contains(got, "小林") {
		t.Errorf("the answer to 小林 reads\n%s", got)
	}
	b.press(named("person-switch")+" button", "Ada")
	b.say("Thanks, both of you")
	b.await(messages + " === 5")
	b.reply("谷歌", "And when was it bought?")
	b.await(answers + ".length === 2")
	if n := eval[int](b, messages); n != 7 {
		t.Errorf("%d messages stand in the group, want the five of the people and two answers", n)
	}
	b.shoot("group")
}

// messages is the JavaScript for how many messages the chat has.
var messages = fmt.Sprintf("document.querySelectorAll(%q).length", named("message"))

// A reply shows what it is to, which leads there.
func TestReply(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.ask("Who bought DeepMind, and when?")
	b.reply("2014", "What happened three years later?")
	b.await(answers + ".length === 2")
	own := `[...document.querySelectorAll('[data-testid="message"][data-from="person"]')].at(-1)`
	if quoted := eval[string](b, own+".querySelector('.quoted')?.innerText ?? ''"); !strings.Contains(quoted, "DeepMind") {
		t.Errorf("the reply quotes %q", quoted)
	}
	eval[bool](b, "("+own+".querySelector('.quoted').click(), true)")
	b.await("document.activeElement === " + answers + "[0]")
	b.shoot("reply")
}

// reply answers the newest message of the bot that has the words.
func (b *tab) reply(words, text string) {
	b.Helper()
	find := fmt.Sprintf("%s.filter(m => m.innerText.includes(%q)).at(-1)", answers, words)
	eval[bool](b, "("+find+`.querySelector('[data-testid="reply"]').click(), true)`)
	b.await("!document.querySelector('#about').hidden")
	b.say(text)
}

//go:build browser

package browser_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// composer is the JavaScript for the field.
const composer = `document.querySelector('[data-testid="composer"]')`

// An Enter that ends a word of an input method sends nothing, nor does one with Shift: what is sent leaves the field at once.
func TestEnterThatDoesNotSend(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.do(chromedp.SendKeys(chromedp.CSS(named("composer")), "ni"))
	for _, with := range []string{"isComposing", "shiftKey"} {
		eval[bool](b, fmt.Sprintf(`%s.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", %s: true, bubbles: true, cancelable: true}))`, composer, with))
		if got := eval[string](b, composer+".value"); got != "ni" {
			b.Errorf("after an Enter with %s the field holds %q", with, got)
		}
	}
	b.enter()
	b.await(composer + ".value === '' && " + messages + " > 0")
}

// What Escape closes gives the focus back to what opened it.
func TestEscapeGivesTheFocusBack(t *testing.T) {
	b := open(t, start(t).url, look{})
	for opener, opened := range map[string]string{"panel-switch": "panel", "model-open": "model-form"} {
		shown := fmt.Sprintf("document.querySelector(%q).checkVisibility()", named(opened))
		b.do(chromedp.Focus(chromedp.CSS(named(opener))))
		b.enter()
		b.await(shown)
		b.do(chromedp.KeyEvent(kb.Escape))
		b.await("!" + shown + " && document.activeElement.dataset.testid === '" + opener + "'")
	}
	eval[bool](b, "("+composer+".focus(), true)")
	b.do(chromedp.KeyEvent("/"))
	b.await("!document.querySelector('" + named("commands") + "').hidden")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.await("document.querySelector('" + named("commands") + "').hidden && document.activeElement === " + composer)
}

func TestLongWordFits(t *testing.T) {
	b := open(t, start(t).url, look{})
	eval[bool](b, "("+composer+".value = 'w'.repeat(3000), "+composer+".focus(), true)")
	b.enter()
	b.await(lastBot + " !== ''")
	if eval[bool](b, "document.documentElement.scrollWidth > innerWidth || document.querySelector('#log').scrollWidth > document.querySelector('#log').clientWidth") {
		b.Error("a long word widens the page")
	}
}

// A text that could not be sent comes back to the field of its chat, also when the reader has gone to another one or written on.
func TestTextThatWasNotSent(t *testing.T) {
	b := open(t, start(t).url, look{})
	eval[bool](b, "(window.fetch = () => new Promise((_, refuse) => { window.refuse = refuse; }), true)")
	send := func(text string) {
		b.do(chromedp.SendKeys(chromedp.CSS(named("composer")), text))
		b.enter()
	}
	refuse := func() { eval[bool](b, "(window.refuse(new TypeError('no')), true)") }
	failed := "!document.querySelector('" + named("failure") + "').hidden"
	send("first")
	b.do(chromedp.SendKeys(chromedp.CSS(named("composer")), "second"))
	refuse()
	b.await(composer + `.value === "first\nsecond" && ` + failed)
	b.enter()
	b.press(named("chat-switch")+" button", "小林")
	refuse()
	b.await(composer + `.value === "" && ` + failed)
	b.press(named("chat-switch")+" button", "Ada")
	b.await(composer + `.value === "first\nsecond"`)
}

// An edit that is left for another chat is an edit still when the reader comes back.
func TestEditSurvivesAnotherChat(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.ask("Who bought DeepMind, and when?")
	b.do(chromedp.Focus(chromedp.CSS(named("composer"))), chromedp.KeyEvent(kb.ArrowUp))
	b.press(named("chat-switch")+" button", "Group")
	b.press(named("chat-switch")+" button", "Ada")
	b.await(composer + `.value.includes("DeepMind") && !document.querySelector("#about").hidden`)
	before := eval[int](b, messages)
	b.do(chromedp.Focus(chromedp.CSS(named("composer"))), chromedp.SendKeys(chromedp.CSS(named("composer")), " Really?"))
	b.enter()
	b.await(`[...document.querySelectorAll('[data-from="person"]')].some(m => m.innerText.includes("Really?") && m.innerText.includes("edited"))`)
	if after := eval[int](b, messages); after != before {
		t.Errorf("there are %d messages, before %d", after, before)
	}
}

// Another language of the page leaves the reader where they are.
func TestLanguageKeepsThePlace(t *testing.T) {
	b := open(t, start(t).url, look{height: 500, width: 900})
	b.ask("Summarize the article")
	b.ask("Who bought DeepMind, and when?")
	eval[bool](b, "(document.querySelector('#log').scrollTop = 10, true)")
	b.await("!document.querySelector('" + named("newest") + "').hidden")
	b.press(named("lang-switch"), "")
	b.await("document.querySelector('" + named("how") + "').innerText === '回答的由来'")
	if top := eval[float64](b, "document.querySelector('#log').scrollTop"); top != 10 {
		t.Errorf("the chat is at %v", top)
	}
}

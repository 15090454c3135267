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

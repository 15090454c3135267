//go:build browser

package browser_test

import "testing"

func TestNarrow(t *testing.T) {
	for _, c := range []struct {
		name, question string
		look           look
	}{
		{"chinese", "OpenAI和Meta在开源上有什么不同？", look{lang: "zh-CN", width: 390, height: 844}},
		{"english-dark", "Who bought DeepMind, and when?", look{dark: true, width: 360, height: 640}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, start(t).url, c.look)
			b.await("document.querySelector('" + named("intro") + " p')?.innerText") // the bot has come and introduces itself
			b.shoot("narrow-first-" + c.name)
			b.ask(c.question)
			b.fits()
			b.shoot("narrow-chat-" + c.name)
			b.press(named("key"), "[1]")
			b.await("document.querySelector('" + named("mark") + "')?.getBoundingClientRect().width > 0")
			b.fits()
			b.shoot("narrow-panel-" + c.name)
			// What goes wrong while the panel covers the chat is said in the panel.
			b.drag("heron.pdf", otherArticle)
			b.drop()
			b.await("document.querySelector('" + named("panel") + " > .failure').innerText.includes('.md')")
			b.press(named("panel-close"), "")
			b.await("document.querySelector('" + named("panel") + "').hidden && !document.querySelector('#talk').inert")
		})
	}
}

// fits checks that nothing is wider than the window.
func (b *tab) fits() {
	b.Helper()
	if eval[bool](b, "document.documentElement.scrollWidth > innerWidth") {
		b.Error("the page is wider than the phone")
	}
}

// A window that is lower than a chat and a field need, such as a phone's on its side with its keyboard, can be scrolled.
func TestLowWindow(t *testing.T) {
	b := open(t, start(t).url, look{width: 667, height: 175})
	b.press(named("chat-switch")+" button", "Group")
	b.await("(document.querySelector('" + named("composer") + "').scrollIntoView(), true) && " +
		"(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('" + named("composer") + "').getBoundingClientRect())")
	if height := eval[float64](b, "document.querySelector('#log').clientHeight"); height < 60 {
		t.Errorf("the chat is %v pixels high", height)
	}
}

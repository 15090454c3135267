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

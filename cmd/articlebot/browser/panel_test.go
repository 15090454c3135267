//go:build browser

package browser_test

import (
	"strings"
	"testing"
)

func TestCitationOpensTheArticle(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.ask("Who bought DeepMind, and when?")
	b.press(named("key"), "[1]")
	b.await("document.querySelector('" + named("mark") + "')?.innerText.includes('DeepMind')")
	visible := `(r => r.top >= 0 && r.bottom <= innerHeight && r.width > 0)(document.querySelector('` + named("mark") + `').getBoundingClientRect())`
	b.await(visible)
	b.await(lastBot + ".includes('DeepMind')") // the bot's own message with the passage
	b.shoot("citation")

	b.press(named("how"), "")
	b.await("document.querySelector('" + named("trace") + "')?.textContent.includes('lexical')")
	if trace := b.text(named("trace")); !strings.Contains(trace, "ms") {
		t.Errorf("how it came about:\n%s\nwithout timings", trace)
	}
	b.shoot("trace")
}

//go:build browser

package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
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

// The trace that is shown stays the one of its chat and has the page's language, and the focus stays where it is.
func TestTraceStays(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.ask("Who bought DeepMind, and when?")
	b.press(named("how"), "")
	shows := func(words string) {
		b.Helper()
		b.await(fmt.Sprintf("document.querySelector(%q)?.innerText.includes(%q)", named("trace"), words))
	}
	shows("Analyse")
	b.press(named("chat-switch")+" button", "小林")
	b.do(chromedp.Focus(chromedp.CSS(named("lang-switch"))))
	b.enter()
	shows("合计")
	if at := eval[string](b, "document.activeElement.dataset.testid"); at != "lang-switch" {
		t.Errorf("the focus is on %q", at)
	}
	b.press(named("tab-article"), "")
	b.press(named("lang-switch"), "")
	b.press(named("tab-trace"), "")
	shows("Analyse")
}

// An article of very many paragraphs is shown, and another one takes its place also while the panel is open.
func TestManyParagraphs(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.press(named("panel-switch"), "")
	var text strings.Builder
	text.WriteString("# Many herons\n")
	for i := range 100_000 {
		fmt.Fprintf(&text, "\nHeron %d.\n", i)
	}
	path := filepath.Join(t.TempDir(), "many.md")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS(`input[type="file"]`), []string{path}))
	b.await("document.querySelector('" + named("article") + " h2')?.innerText === 'Many herons'")
	if n := eval[int](b, "document.querySelectorAll('"+named("article")+" section p').length"); n != 100_000 {
		t.Errorf("%d paragraphs are shown", n)
	}
}

// Whoever turns to the other language of the article by the keyboard stays there.
func TestEditionKeepsTheFocus(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.press(named("panel-switch"), "")
	b.await("document.querySelector('" + named("article") + " .segments')")
	b.do(chromedp.Focus(chromedp.CSS(named("article") + ` .segments [aria-pressed="false"]`)))
	b.enter()
	b.await("document.activeElement.matches('" + named("article") + ` .segments [aria-pressed="true"]') && document.activeElement.innerText === '中文'`)
}

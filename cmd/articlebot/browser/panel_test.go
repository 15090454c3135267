//go:build browser

package browser_test

import (
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

const otherArticle = `# The heron of Ashmere

By Mary Moss

## The pond

A grey heron came to the pond of Ashmere in March 2019. It ate forty goldfish in one week, which belonged to the baker Ambrose Pell.

## The net

Ambrose Pell bought a net for twelve pounds. The heron has not come back since.
`

func TestAskAnotherArticle(t *testing.T) {
	b := open(t, start(t).url, look{})
	path := filepath.Join(t.TempDir(), "heron.md")
	if err := os.WriteFile(path, []byte(otherArticle), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS(`input[type="file"]`), []string{path}))
	b.await("document.body.innerText.includes('The heron of Ashmere')")
	if got := b.ask("What did Ambrose Pell buy?"); !strings.Contains(got, "net") || !strings.Contains(got, "[1]") {
		t.Errorf("of the new article it says\n%s", got)
	}
	if got := b.ask("Who bought DeepMind?"); strings.Contains(got, "2014") {
		t.Errorf("the old article still answers:\n%s", got)
	}
	b.shoot("other-article")
}

func TestNarrow(t *testing.T) {
	b := open(t, start(t).url, look{lang: "zh-CN", width: 390, height: 844})
	b.ask("OpenAI和Meta在开源上有什么不同？")
	if wide := eval[bool](b, "document.documentElement.scrollWidth > innerWidth"); wide {
		t.Error("the page is wider than the phone")
	}
	b.shoot("narrow-chat")
	b.press(named("key"), "[1]")
	b.await("document.querySelector('" + named("mark") + "')?.getBoundingClientRect().width > 0")
	b.shoot("narrow-panel")
}

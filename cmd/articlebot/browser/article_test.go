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

// A file that is no article changes nothing; one that is can be asked, and there is a way back.
func TestDropAnArticle(t *testing.T) {
	b := open(t, start(t).url, look{})
	before := b.text("#subject")
	b.drag("heron.pdf", otherArticle)
	b.await("document.querySelector('" + named("drop") + "').getBoundingClientRect().height > 0")
	b.shoot("drop")
	b.drop()
	b.await("document.querySelector('" + named("failure") + "').innerText.includes('.md')")
	if got := b.text("#subject"); got != before {
		t.Errorf("after a file of the wrong kind the page is about %q, not %q", got, before)
	}

	b.drag("heron.md", otherArticle)
	b.drop()
	b.await("document.querySelector('#subject').innerText === 'The heron of Ashmere'")
	b.await("document.querySelector('" + named("failure") + "').hidden && document.querySelector('" + named("drop") + "').hidden")
	if got := b.ask("How many goldfish did the heron eat?"); !strings.Contains(got, "forty") || !strings.Contains(got, "[1]") {
		t.Errorf("of the dropped article it says\n%s", got)
	}
	b.press(named("panel-switch"), "")
	b.press(named("article-back"), "")
	b.await(fmt.Sprintf("document.querySelector('#subject').innerText === %q", before))
	if got := b.ask("Who bought DeepMind, and when?"); !strings.Contains(got, "2014") {
		t.Errorf("back at the first article it says\n%s", got)
	}
}

// drag drags a file over the page.
func (b *tab) drag(name, text string) {
	b.Helper()
	eval[bool](b, fmt.Sprintf(`(() => {
		window.dragged = new DataTransfer();
		dragged.items.add(new File([%q], %q));
		for (const type of ["dragenter", "dragover"]) {
			document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: dragged }));
		}
		return true;
	})()`, text, name))
}

// drop lets go of what is dragged. The page must take it: else the browser opens the file in the page's place.
func (b *tab) drop() {
	b.Helper()
	if eval[bool](b, `document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dragged }))`) {
		b.Error("the page leaves the file to the browser")
	}
}

// What goes wrong is said in the page's language, also what only the server finds.
func TestProblemsInChinese(t *testing.T) {
	b := open(t, start(t).url, look{lang: "zh-CN"})
	failure := "document.querySelector('" + named("failure") + "').innerText"
	for text, want := range map[string]string{"": "没有文字", "# Heron\n": "没有文字", "---\n[\n---\n\nText.\n": "---", "\x00\x01\x02\x03": "UTF-8"} {
		b.drag("heron.md", text)
		b.drop()
		b.await(fmt.Sprintf("%s.includes(%q) && /\\p{Script=Han}/u.test(%s)", failure, want, failure))
	}
	b.press(named("model-open"), "")
	form := named("model-form")
	b.do(chromedp.SendKeys(chromedp.CSS(form+` [name="base_url"]`), "nowhere"), chromedp.SendKeys(chromedp.CSS(form+` [name="model"]`), "m"))
	b.enter()
	b.await("document.querySelector('#model-failure').innerText.startsWith('接口地址')")
	b.forgive("status of 400")
}

//go:build browser

package browser_test

import (
	"fmt"

	"github.com/chromedp/chromedp"
)

// useModel fills in the form for a model and waits until the page names it and the form is closed.
func (b *tab) useModel(url string) {
	b.Helper()
	form := named("model-form")
	b.press(named("model-open"), "")
	b.do(
		chromedp.WaitVisible(chromedp.CSS(form)),
		chromedp.SendKeys(chromedp.CSS(form+` [name="base_url"]`), url),
		chromedp.SendKeys(chromedp.CSS(form+` [name="api_key"]`), canary),
		chromedp.SendKeys(chromedp.CSS(form+` [name="model"]`), "tortoise-1"),
	)
	b.enter()
	b.await(fmt.Sprintf("!document.querySelector(%q).open && document.querySelector(%q).innerText.includes('tortoise-1')", form, named("model-line")))
}

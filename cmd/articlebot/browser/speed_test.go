//go:build browser

package browser_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Speed is reported beside what is wanted. Machines are noisy, so that only ten times as long fails the test.
func TestSpeedIsReported(t *testing.T) {
	window := visit(t, "about:blank", look{})
	var served, usable []time.Duration
	for range 5 {
		t.Run("start", func(t *testing.T) {
			p := start(t)
			served = append(served, p.get(t))
			usable = append(usable, window.usable(p.url).Sub(p.started))
			window.do(chromedp.Navigate("about:blank")) // before its program ends
		})
	}
	slices.Sort(served)
	slices.Sort(usable)
	b := open(t, start(t).url, look{})
	var asked []float64
	for i, q := range []string{
		"Who bought DeepMind, and when?", "谁收购了DeepMind？", "OpenAI和Meta在开源上有什么不同？", "What did Yann LeCun say?", "Summarize the article",
	} {
		if i > 0 {
			time.Sleep(1300 * time.Millisecond) // Telegram's pace for one chat
		}
		b.ask(q)
		asked = append(asked, eval[float64](b, fmt.Sprintf("parseFloat([...document.querySelectorAll(%q)].findLast(c => c.dataset.ms).dataset.ms)", named("clock"))))
	}
	slices.Sort(asked)
	report := fmt.Sprintf("from start to the page: median %v (%v to %v); until it can be used, in a browser that runs: %v (%v to %v); wanted: 300 ms\n"+
		"from Enter to the offline answer on screen: median %.0f ms (%.0f to %.0f); wanted: 100 ms\n",
		served[2].Round(time.Millisecond), served[0].Round(time.Millisecond), served[4].Round(time.Millisecond),
		usable[2].Round(time.Millisecond), usable[0].Round(time.Millisecond), usable[4].Round(time.Millisecond), asked[2], asked[0], asked[4])
	t.Log("\n" + report)
	if usable[2] > 3*time.Second || asked[2] > 1000 {
		t.Error("that is far too slow")
	}
	if dir := os.Getenv("ARTICLEBOT_SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(dir+"/speed.txt", []byte(report), 0o600); err != nil {
			t.Error(err)
		}
	}
}

// usable opens an address and returns when the page told of its first state, by the browser's clock.
func (b *tab) usable(url string) time.Time {
	b.Helper()
	b.do(chromedp.Navigate(url))
	b.await("performance.getEntriesByName('usable').length")
	at := eval[float64](b, "performance.timeOrigin + performance.getEntriesByName('usable')[0].startTime")
	return time.UnixMicro(int64(at * 1000))
}

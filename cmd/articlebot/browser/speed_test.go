//go:build browser

package browser_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"
)

// Speed is reported, with the bounds only a warning: machines are noisy.
func TestSpeedIsReported(t *testing.T) {
	var starts []time.Duration
	for range 5 {
		t.Run("start", func(t *testing.T) { starts = append(starts, start(t).get(t)) })
	}
	slices.Sort(starts)
	b := open(t, start(t).url, look{})
	var asked []float64
	for _, q := range []string{
		"Who bought DeepMind, and when?", "谁收购了DeepMind？", "OpenAI和Meta在开源上有什么不同？", "What did Yann LeCun say?", "Summarize the article",
	} {
		b.ask(q)
		asked = append(asked, eval[float64](b, fmt.Sprintf("parseFloat([...document.querySelectorAll(%q)].findLast(c => c.dataset.ms).dataset.ms)", named("clock"))))
		time.Sleep(1300 * time.Millisecond) // Telegram's pace for one chat
	}
	slices.Sort(asked)
	report := fmt.Sprintf("from start to the page: median %v (%v to %v)\nfrom Enter to the offline answer on screen: median %.0f ms (%.0f to %.0f)\n",
		starts[2].Round(time.Millisecond), starts[0].Round(time.Millisecond), starts[4].Round(time.Millisecond), asked[2], asked[0], asked[4])
	t.Log("\n" + report)
	if dir := os.Getenv("ARTICLEBOT_SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(dir+"/speed.txt", []byte(report), 0o600); err != nil {
			t.Error(err)
		}
	}
}

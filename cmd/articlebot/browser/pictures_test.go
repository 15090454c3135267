//go:build browser

package browser_test

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the README's pictures to docs/images")

// The README's pictures are there; -update makes them anew, of the real page.
func TestPictures(t *testing.T) {
	for _, c := range []struct {
		name, question string
		look           look
	}{
		{"page.png", "Who bought DeepMind, and when?", look{width: 1280, height: 760}},
		{"page.zh.png", "OpenAI和Meta在开源上有什么不同？", look{lang: "zh-CN", dark: true, width: 1280, height: 760}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := "../../../docs/images/" + c.name
			if !*update {
				if _, err := os.Stat(path); err != nil {
					t.Error(err, "; make it with: go test -tags browser ./cmd/articlebot/browser -run Pictures -update")
				}
				return
			}
			b := open(t, start(t).url, c.look)
			b.ask(c.question)
			b.press(".cite", "[1]")
			b.await("document.querySelector('" + named("mark") + "')")
			b.save(path)
		})
	}
}

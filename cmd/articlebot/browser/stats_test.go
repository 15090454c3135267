//go:build browser

package browser_test

import (
	"strings"
	"testing"
)

// Ada is the bot's admin: she gets figures and a chart, which is a picture.
func TestChart(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.ask("Who bought DeepMind, and when?")
	b.say("/stats")
	b.await("document.querySelector('img.photo')?.naturalWidth > 0")
	if alt := eval[string](b, "document.querySelector('img.photo').alt"); strings.TrimSpace(alt) == "" {
		t.Error("the picture has no words for those who cannot see it")
	}
	b.shoot("chart")

	b.press(named("chat-switch")+" button", "小林")
	b.say("/stats")
	b.await(lastBot + " !== ''")
	if eval[bool](b, "Boolean(document.querySelector('img.photo'))") {
		t.Error("who is no admin gets the chart")
	}
}

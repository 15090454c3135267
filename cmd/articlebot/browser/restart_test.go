//go:build browser

package browser_test

import (
	"net/url"
	"strings"
	"testing"
)

// A page that stays open finds the program again when that is started anew, with empty chats.
func TestRestart(t *testing.T) {
	first := start(t)
	address, err := url.Parse(first.url)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, first.url, look{})
	b.ask("Who bought DeepMind, and when?")
	first.stop(t)
	b.await("!document.querySelector('" + named("broken") + "').hidden")
	b.shoot("broken")
	start(t, "--listen", address.Host)
	b.await("document.querySelector('" + named("broken") + "').hidden && " + messages + " === 0")
	if got := b.ask("Who bought DeepMind, and when?"); !strings.Contains(got, "2014") {
		t.Errorf("after the restart it says\n%s", got)
	}
	b.forgive("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
}

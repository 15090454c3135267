//go:build browser

package browser_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
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

// A page whose panel is open shows the article of the program that it finds.
func TestRestartWithAnotherArticle(t *testing.T) {
	first := start(t)
	address, err := url.Parse(first.url)
	if err != nil {
		t.Fatal(err)
	}
	heron := filepath.Join(t.TempDir(), "heron.md")
	if err := os.WriteFile(heron, []byte(otherArticle), 0o600); err != nil {
		t.Fatal(err)
	}
	b := open(t, first.url, look{})
	b.press(named("panel-switch"), "")
	title := "document.querySelector('" + named("article") + " h2')?.innerText"
	b.await(title + " === 'OpenAI Turns Left, Meta Turns Right'")
	first.stop(t)
	start(t, "--listen", address.Host, "--article", heron)
	b.await(title + " === 'The heron of Ashmere'")
	b.forgive("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
}

// A tab that nobody looks at gives its connection back, and is told of all when somebody does.
func TestUnseenTabRests(t *testing.T) {
	b := open(t, start(t).url, look{})
	look := func(hidden bool) {
		eval[bool](b, fmt.Sprintf(`(Object.defineProperty(document, "hidden", { value: %t, configurable: true }),
			document.dispatchEvent(new Event("visibilitychange")), true)`, hidden))
	}
	look(true)
	time.Sleep(3500 * time.Millisecond) // as long as a tab waits
	eval[bool](b, `(fetch("/api/say", { method: "POST", headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ person: 1001, chat: 1001, text: "Who bought DeepMind, and when?", lang: "en" }) }), true)`)
	time.Sleep(time.Second)
	if n := eval[int](b, messages); n != 0 {
		t.Errorf("%d messages came to a tab that rests", n)
	}
	look(false)
	b.await(answers + ".length > 0")
	if clock := eval[string](b, answers+`.at(-1).querySelector('[data-testid="clock"]').innerText`); clock != "" {
		t.Errorf("an answer that came unseen took %q", clock)
	}
}

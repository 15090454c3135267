//go:build browser

package browser_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// attack is markup that would set window.pwned if it were taken as such.
const attack = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script> [x](javascript:window.pwned=1) javascript:window.pwned=1`

// quoted is a text as JavaScript.
func quoted(text string) string {
	data, _ := json.Marshal(text) // a text can always be
	return string(data)
}

// untouched checks that no text became markup, and that nothing ran.
func (b *tab) untouched() {
	b.Helper()
	for what, expression := range map[string]string{
		"ran":        "window.pwned === 1",
		"an image":   `[...document.images].some(i => !i.src.endsWith('/assets/icon.svg'))`,
		"a script":   `[...document.scripts].map(s => s.type).join() !== 'module,application/json'`,
		"a bad link": `[...document.links].some(a => !/^https?:/.test(a.href))`,
		"a handler":  `[...document.querySelectorAll('*')].some(e => e.getAttributeNames().some(n => n.startsWith('on')))`,
	} {
		if eval[bool](b, expression) {
			b.Errorf("it became %s", what)
		}
	}
}

func TestMarkupStaysText(t *testing.T) {
	b := open(t, start(t).url, look{})
	field := func(name string) string { return name + ": " + quoted(attack) + "\n" }
	b.drag("<img src=x onerror='window.pwned=1'>.md", "---\n"+field("title")+field("author")+field("publisher")+field("date")+field("note")+
		"url: javascript:window.pwned=1\n---\n\n## "+attack+"\n\nThe heron of Ashmere ate forty goldfish. "+attack+"\n")
	b.drop()
	b.await("document.title.includes('onerror')")
	b.ask("How many goldfish did the heron eat?")
	b.press(named("key"), "[1]")
	b.await("document.querySelector('" + named("mark") + "')")
	b.untouched()
	b.press(named("how"), "")
	b.await("document.querySelector('" + named("trace") + "')?.textContent.includes('lexical')")
	b.untouched()
	b.shoot("hostile")
	b.useModel(repeating(t, attack+" [1]"))
	b.ask("What did the heron of Ashmere eat?")
	b.press(named("how"), "")
	b.await("document.querySelector('" + named("trace") + "')?.textContent.includes('onerror')")
	b.untouched()
	b.drag("heron.md", "")
	b.drop()
	b.await("document.querySelector('" + named("failure") + "').innerText.includes('no text')")
	b.forgive("status of 400")
}

// repeating is a model server whose every answer is the same.
func repeating(t *testing.T, answer string) (url string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for word := range strings.SplitAfterSeq(answer, " ") {
			fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", quoted(word))
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
		fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// With drafts an answer grows in a draft, which can be stopped; a comparison comes in lines, since the page shows no tables of
// Telegram's own.
func TestDraftsAndTables(t *testing.T) {
	config := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(config, []byte("telegram:\n  drafts: true\n  rich_tables: true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := open(t, start(t, "--config", config).url, look{})
	b.useModel(repeating(t, "| | OpenAI | Meta |\n|---|---|---|\n| Models | closed [1] | open [2] |\n| Camp | closed source [1] | open source [2] |\n"))
	b.ask("How do OpenAI and Meta differ on open source?")
	if got := eval[string](b, lastBot); !strings.Contains(got, "• OpenAI: closed source [1]") {
		b.Errorf("the comparison reads\n%s", got)
	}
	b.shoot("rich-tables")
	b.useModel(slowModel(t))
	b.say("Who bought DeepMind?")
	draft := "document.querySelector('" + named("draft") + "')"
	b.await(draft + "?.innerText.includes('word3')")
	b.shoot("draft")
	b.do(chromedp.Focus(chromedp.CSS(named("draft") + " .key")))
	b.await(draft + ".innerText.includes('word9') && document.activeElement.innerText === 'Stop'")
	b.enter()
	b.await(draft + ".hidden && " + lastBot + ".includes('Stopped')")
	if got := eval[string](b, lastBot); strings.Contains(got, "word299") {
		b.Errorf("it was not stopped: %s", got)
	}
	b.useModel(repeating(t, "DeepMind was bought by Google in 2014 [1]."))
	b.ask("Who bought DeepMind, and when?")
	b.await(draft + ".hidden")
}

// A file goes to the program as it is, which reads more encodings than browsers do.
func TestAnotherEncoding(t *testing.T) {
	b := open(t, start(t).url, look{lang: "zh-CN"})
	data, err := simplifiedchinese.GB18030.NewEncoder().String("苍鹭\n\n苍鹭在三月来到池塘，一周之内吃掉了四十条金鱼。面包师买了一张网。\n")
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "苍鹭.txt")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		b.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS(`input[type="file"]`), []string{path}))
	b.await("document.querySelector('#subject').innerText === '苍鹭'")
	if got := b.ask("苍鹭吃掉了多少金鱼？"); !strings.Contains(got, "四十条金鱼") {
		b.Errorf("it says\n%s", got)
	}
}

//go:build browser

package browser_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// patience bounds each thing that a person waits for.
const patience = 15 * time.Second

// look is what a person's browser is like.
type look struct {
	lang string
	dark bool
	// width and height are the window's, in CSS pixels; 0 means 1280 by 800.
	width, height int64
}

// tab is a page that a person looks at. Whatever the page's console complains about fails the test.
type tab struct {
	*testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
}

// open opens the program's page in a new browser and waits until it can be used, which is when the server has told its state.
func open(t *testing.T, url string, l look) *tab {
	t.Helper()
	b := visit(t, url, l)
	b.await("document.querySelector('" + named("model-line") + "')?.innerText && document.querySelector('" + named("chat-switch") + " button')")
	return b
}

// visit opens an address in a new browser.
func visit(t *testing.T, url string, l look) *tab {
	t.Helper()
	if l.lang == "" {
		l.lang = "en-US"
	}
	if l.width == 0 {
		l.width, l.height = 1280, 800
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.Flag("lang", l.lang), chromedp.Flag("accept-lang", l.lang), chromedp.WindowSize(int(l.width), int(l.height)))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocated, endBrowser := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(endBrowser)
	ctx, endTab := chromedp.NewContext(allocated)
	t.Cleanup(endTab)
	b := &tab{T: t, ctx: ctx}
	go b.hear(chromedp.Console(ctx))
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme(l.dark)}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	device := emulation.SetDeviceMetricsOverrideParams{Width: l.width, Height: l.height, DeviceScaleFactor: 2, Mobile: l.width < 600}
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, device); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate(url))
	t.Cleanup(b.check)
	return b
}

func scheme(dark bool) string {
	if dark {
		return "dark"
	}
	return "light"
}

// hear keeps what the page's console and the browser complain about.
func (b *tab) hear(messages iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range messages {
		if err != nil {
			return
		}
		switch m.Type {
		case "error", "warning", "assert", chromedp.ConsoleException:
			b.mu.Lock()
			b.complaints = append(b.complaints, fmt.Sprintf("%s: %s (%s)", m.Type, m.Text, m.URL))
			b.mu.Unlock()
		}
	}
}

// forgive drops the complaints that have one of the words.
func (b *tab) forgive(words ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = slices.DeleteFunc(b.complaints, func(c string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(c, w) })
	})
}

func (b *tab) check() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		b.Errorf("the browser complained: %s", c)
	}
}

// do carries actions out, each of which must come about within patience.
func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	for i, a := range actions {
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		err := chromedp.Do(ctx, a)
		cancel()
		if err != nil {
			b.fail(fmt.Sprintf("action %d: %v", i, err))
		}
	}
}

// fail ends the test with what the page shows.
func (b *tab) fail(why string) {
	b.Helper()
	b.shoot("failed-" + strings.ReplaceAll(b.Name(), "/", "-"))
	b.Fatalf("%s; the page shows:\n%s", why, shortened(b.text("body")))
}

// named is the selector of the elements with a name for tests.
func named(id string) string { return fmt.Sprintf(`[data-testid="%s"]`, id) }

// eval returns the value of a JavaScript expression.
func eval[V any](b *tab, expression string) V {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[V](expression))
	if err != nil {
		b.Fatalf("%v of %s", err, expression)
	}
	return v
}

// await waits until a JavaScript expression is true.
func (b *tab) await(expression string) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience+time.Second)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool]("Boolean("+expression+")", chromedp.WithPollingTimeout(patience)))
	if err != nil {
		b.fail(fmt.Sprintf("%v waiting for %s", err, expression))
	}
}

// text is what stands in the first element of a selector, empty where there is none.
func (b *tab) text(selector string) string {
	b.Helper()
	return eval[string](b, fmt.Sprintf("document.querySelector(%q)?.innerText ?? ''", selector))
}

// say writes into the composer and presses Enter.
func (b *tab) say(text string) {
	b.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS(named("composer")), text))
	b.enter()
}

// enter presses the Enter key as a keyboard does: what a page does not let happen inserts no line.
func (b *tab) enter() {
	b.Helper()
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	for _, half := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		key.Type = half
		if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, key); err != nil {
			b.Fatal(err)
		}
	}
}

// answers is the JavaScript for the messages of the bot that have a finished answer's feedback buttons.
const answers = `[...document.querySelectorAll('[data-testid="message"][data-from="bot"]')].filter(m => m.innerText.includes('👍'))`

// ask says something and returns the finished answer's text when it stands there.
func (b *tab) ask(question string) string {
	b.Helper()
	before := eval[int](b, answers+".length")
	b.say(question)
	b.await(fmt.Sprintf("%s.length > %d", answers, before))
	return eval[string](b, answers+".at(-1).innerText")
}

// press clicks the last element of a selector that can be seen and has the words, when nothing is in front of it.
func (b *tab) press(selector, words string) {
	b.Helper()
	find := fmt.Sprintf("[...document.querySelectorAll(%q)].filter(e => e.offsetWidth && e.innerText.includes(%q)).at(-1)", selector, words)
	b.await("(" + reachable + ")(" + find + ")")
	eval[bool](b, "("+find+".click(), true)")
}

// reachable is the JavaScript that scrolls to an element and says whether a mouse could press it.
const reachable = `e => {
	e?.scrollIntoView({ block: "nearest" });
	const r = e?.getBoundingClientRect();
	return r && e.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2));
}`

// shoot saves a picture of what the window shows where ARTICLEBOT_SCREENSHOTS names a folder.
func (b *tab) shoot(name string) {
	b.Helper()
	dir := os.Getenv("ARTICLEBOT_SCREENSHOTS")
	if dir == "" {
		return
	}
	b.save(filepath.Join(dir, name+".png"))
}

func (b *tab) save(path string) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Errorf("the picture: %v", err)
		return
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // pictures are for everybody
		b.Error(err)
	}
	if err := os.WriteFile(path, picture, 0o644); err != nil { //nolint:gosec // pictures are for everybody
		b.Error(err)
	}
}

// shortened is the beginning of a long text.
func shortened(text string) string {
	const most = 3000
	if len(text) > most {
		return text[:most] + " …"
	}
	return text
}

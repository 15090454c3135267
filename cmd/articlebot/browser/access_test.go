//go:build browser

package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// All that a person does can be done with keys alone.
func TestKeyboardOnly(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.await("document.activeElement?.dataset.testid === 'composer'")
	b.do(chromedp.KeyEvent("Who bought DeepMind, and when?"))
	b.enter()
	b.await(answers + ".length === 1")
	b.tabTo("e.dataset.testid === 'key' && e.innerText === '[1]'")
	b.enter()
	b.await("document.querySelector('" + named("mark") + "')")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.await("!(document.querySelector('" + named("panel") + "')?.getBoundingClientRect().width > 0)")
	b.do(chromedp.Focus(chromedp.CSS(named("composer"))), chromedp.KeyEvent("/"))
	b.await("document.querySelector('" + named("commands") + "')?.getBoundingClientRect().height > 0")
	b.shoot("commands")
}

// tabTo presses Tab until the focus, which must be seen, is on what the condition on e says.
func (b *tab) tabTo(condition string) {
	b.Helper()
	for range 60 {
		if eval[bool](b, fmt.Sprintf("(e => %s)(document.activeElement)", condition)) {
			outline := eval[string](b, "(s => s.outlineStyle + s.boxShadow)(getComputedStyle(document.activeElement))")
			if strings.HasPrefix(outline, "none") && strings.HasSuffix(outline, "none") {
				b.Error("the focus cannot be seen")
			}
			return
		}
		b.do(chromedp.KeyEvent(kb.Tab))
	}
	b.Fatalf("no Tab leads to %s", condition)
}

// What screen readers are told: each part of the page has a role, and every control a name.
func TestRoles(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.ask("Who bought DeepMind, and when?")
	tree, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		b.Fatal(err)
	}
	roles := map[string]int{}
	for _, n := range tree.Nodes {
		if n.Ignored || n.Role == nil {
			continue
		}
		role, name := strings.Trim(string(n.Role.Value), `"`), ""
		if n.Name != nil {
			name = strings.Trim(string(n.Name.Value), `"`)
		}
		roles[role]++
		switch role {
		case "button", "textbox", "link", "combobox", "tab", "dialog", "radio", "menuitem", "option":
			if name == "" {
				b.Errorf("a %s has no name", role)
			}
		}
	}
	for _, role := range []string{"main", "log", "textbox", "button", "banner", "heading"} {
		if roles[role] == 0 {
			b.Errorf("nothing on the page is a %s: %v", role, roles)
		}
	}
}

//go:build browser

package browser_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// What screen readers are told: each part of the page has a role, and each that one works with or goes to a name.
func TestRoles(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.ask("Who bought DeepMind, and when?")
	b.hasRoles("main", "banner", "contentinfo", "navigation", "heading", "log", "article", "textbox", "button")
	b.press(named("panel-switch"), "")
	b.await("document.querySelector('" + named("article") + "').innerText.includes('DeepMind')")
	b.hasRoles("complementary", "tablist", "tab", "tabpanel")
	b.press(named("commands-open"), "")
	b.await("!document.querySelector('" + named("commands") + "').hidden")
	b.hasRoles("listbox", "option")
	b.press(named("model-open"), "")
	b.await("document.querySelector('" + named("model-form") + "').open")
	b.hasRoles("dialog", "textbox", "button")
}

// nameless are roles that tell enough without a name.
var nameless = []string{"banner", "contentinfo", "heading"}

// hasRoles checks that each role is on the page, and that none of what has one, or is a control, is without a name.
func (b *tab) hasRoles(roles ...string) {
	b.Helper()
	tree, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		b.Fatal(err)
	}
	found := map[string]int{}
	for _, n := range tree.Nodes {
		if n.Ignored || n.Role == nil {
			continue
		}
		role := strings.Trim(string(n.Role.Value), `"`)
		found[role]++
		named := n.Name != nil && strings.Trim(string(n.Name.Value), `"`) != ""
		control := slices.Contains([]string{"button", "textbox", "link", "tab", "option"}, role)
		if !named && !slices.Contains(nameless, role) && (control || slices.Contains(roles, role)) {
			b.Errorf("a %s has no name", role)
		}
	}
	for _, role := range roles {
		if found[role] == 0 {
			b.Errorf("nothing on the page is a %s: %v", role, found)
		}
	}
}

//go:build browser

package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focused is the JavaScript for the name of what has the focus.
const focused = "document.activeElement?.dataset.testid"

// All that a person does can be done with keys alone: here a question, a source of its answer, and back.
func TestKeyboardAsk(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.await(focused + " === 'composer'")
	b.keys("Who bought DeepMind, and when?")
	b.enter()
	b.await(answers + ".length === 1")
	b.tabTo("e.dataset.testid === 'key' && e.innerText === '[1]'")
	b.enter()
	b.await("document.querySelector('" + named("mark") + "')")
	b.tabTo("e.dataset.testid === 'tab-article'")
	b.keys(kb.ArrowRight)
	b.await(focused + " === 'tab-trace' && document.activeElement.ariaSelected === 'true'")
	b.keys(kb.Escape)
	b.await("document.querySelector('" + named("panel") + "').hidden")
	b.await("document.activeElement.innerText === '[1]'") // where the panel was opened from
}

// Commands are chosen by arrows, and the last message is changed by ArrowUp.
func TestKeyboardCommandAndEdit(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.keys("/")
	b.await("document.querySelector('" + named("commands") + "')?.getBoundingClientRect().height > 0")
	b.shoot("commands")
	b.keys(kb.ArrowDown + kb.ArrowDown + kb.ArrowUp)
	chosen := eval[string](b, "document.querySelector('#commands [aria-selected=true]').dataset.command")
	if second := eval[string](b, "document.querySelectorAll('#commands [role=option]')[1].dataset.command"); chosen != second {
		t.Errorf("the arrows lead to %q, not to %q", chosen, second)
	}
	if said := eval[string](b, "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.dataset.command ?? ''"); said != chosen {
		t.Errorf("screen readers are told of %q, not of %q", said, chosen)
	}
	b.enter()
	b.await(fmt.Sprintf("%s.includes(%q)", lastOwn, "/"+chosen))
	b.await(lastBot + " !== ''")

	b.ask("Who bought DeepMind?")
	b.keys(kb.ArrowUp)
	b.await("document.activeElement.value === 'Who bought DeepMind?'")
	b.keys(kb.Escape)
	b.await("document.activeElement.value === ''")
	b.keys(kb.ArrowUp + " Answer again: who is Yann LeCun?")
	b.enter()
	b.await(lastOwn + ".includes('LeCun') && " + lastOwn + ".includes('edited')")
	b.await(answers + ".length === 1 && " + answers + "[0].querySelector('.body').innerText.includes('LeCun')")
	b.shoot("edited")
}

// lastOwn is the JavaScript for the text of the newest message of a person.
const lastOwn = `([...document.querySelectorAll('[data-testid="message"][data-from="person"]')].at(-1)?.innerText ?? '')`

func TestKeyboardStop(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.tabTo("e.dataset.testid === 'model-open'")
	b.enter()
	b.await("document.activeElement.name === 'base_url'")
	b.keys(slowModel(t) + kb.Tab + canary + kb.Tab + "tortoise-1")
	b.enter()
	b.await("document.querySelector('" + named("model-line") + "').innerText.includes('tortoise-1')")
	b.tabTo("e.dataset.testid === 'composer'")
	b.keys("Who bought DeepMind?")
	b.enter()
	b.await(lastBot + ".includes('word2')")
	b.tabTo("e.dataset.testid === 'key' && e.innerText.includes('Stop')")
	b.enter()
	b.await(lastBot + ".includes('Stopped')")
}

// The person, the chat, the language and the colours can be chosen, too, and the choice lasts where it is one of looks.
func TestKeyboardSwitches(t *testing.T) {
	b := open(t, start(t).url, look{})
	b.tabTo("e.innerText === '小林'")
	b.enter()
	b.await("document.activeElement.innerText === '小林' && document.activeElement.ariaPressed === 'true'")
	b.tabTo("e.innerText === 'Group'")
	b.enter()
	b.tabTo("e.closest('" + named("person-switch") + "') && e.innerText === 'Ada'")
	b.enter()
	b.await("document.activeElement.innerText === 'Ada' && document.activeElement.ariaPressed === 'true'")
	background := "getComputedStyle(document.querySelector('.top')).backgroundColor"
	light := eval[string](b, background)
	b.tabTo("e.dataset.testid === 'theme-switch'")
	b.enter() // light, as the system is
	b.enter()
	b.await(fmt.Sprintf("document.documentElement.dataset.theme === 'dark' && %s !== %q", background, light))
	b.tabTo("e.dataset.testid === 'lang-switch'")
	b.enter()
	b.await("document.documentElement.lang.startsWith('zh') && document.querySelector('" + named("composer") + "').placeholder.includes('提问')")
	b.do(chromedp.Reload())
	b.await("document.documentElement.lang.startsWith('zh') && document.documentElement.dataset.theme === 'dark'")
	b.shoot("switched")
}

// keys presses keys, one for each character.
func (b *tab) keys(keys string) {
	b.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// tabTo presses Tab until the focus, which must be seen, is on what the condition on e says.
func (b *tab) tabTo(condition string) {
	b.Helper()
	for range 60 {
		if eval[bool](b, fmt.Sprintf("Boolean((e => %s)(document.activeElement))", condition)) {
			outline := eval[string](b, "(s => s.outlineStyle + s.boxShadow)(getComputedStyle(document.activeElement.closest('form.composer') ?? document.activeElement))")
			if outline == "nonenone" {
				b.Error("the focus cannot be seen")
			}
			return
		}
		b.keys(kb.Tab)
	}
	b.Fatalf("no Tab leads to %s", strings.TrimSpace(condition))
}

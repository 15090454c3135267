//go:build chaos

package chaos_test

import (
	"cmp"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"articlebot/bot/playground"
)

// What a button does, as its data says.
const (
	stopKey  = 's'
	openKey  = 'o' // shows a passage
	viewKey  = 'v' // shows another passage where one is shown
	closeKey = 'c'
	judgeKey = 'j'
	askKey   = 'a'
)

// key is a button that the bot has made.
type key struct {
	label, data string
	action      byte
	of          int64 // the update that it belongs to
	arg         int
}

// keysOf returns the buttons below a message.
func keysOf(m playground.Message) (keys []key) {
	for _, b := range slices.Concat(m.Keyboard...) {
		fields := strings.Split(b.Data, ".")
		if len(fields) != 4 || len(fields[0]) < 3 {
			continue
		}
		of, err := strconv.ParseInt(fields[0][2:], 36, 64)
		arg, err2 := strconv.ParseInt(fields[1], 36, 64)
		if cmp.Or(err, err2) == nil {
			keys = append(keys, key{label: b.Text, data: b.Data, action: fields[0][1], of: of, arg: int(arg)})
		}
	}
	return keys
}

// press is one that somebody made.
type press struct {
	key
	id      string
	update  int64
	chat    int64
	message int64
	made    time.Time // when the button was
	at      time.Time
}

// reach is how many messages of the screen people look at.
const reach = 8

// press has somebody press a button somewhere, each kind as often as another.
func (c *crowd) press(who playground.Person) {
	c.mu.Lock()
	defer c.mu.Unlock()
	choices := make(map[byte][]press)
	messages := c.api.Screen(who.ID).Messages
	for _, m := range messages[max(0, len(messages)-reach):] {
		for _, k := range keysOf(m) {
			if k.action == askKey && !c.isNew(who.ID, k) {
				continue
			}
			made := m.Edited
			if made.IsZero() {
				made = m.At[0]
			}
			choices[k.action] = append(choices[k.action], press{key: k, chat: who.ID, message: m.ID, made: made, at: time.Now()})
		}
	}
	var kinds [][]press
	for _, list := range choices {
		kinds = append(kinds, list)
	}
	if len(kinds) == 0 {
		return
	}
	list := kinds[rand.IntN(len(kinds))]
	c.make(who, list[rand.IntN(len(list))])
}

// make carries a press out and notes what it asks for.
func (c *crowd) make(who playground.Person, p press) {
	if p.action == stopKey {
		for i := range c.asked[who.ID] {
			if q := &c.asked[who.ID][i]; slices.Contains(q.updates, p.of) {
				q.stopped = true
			}
		}
	}
	p.update = c.api.Do(playground.Press{By: who, Message: p.message, Data: p.data})[0]
	var sent struct {
		Press struct{ ID string } `json:"callback_query"`
	}
	c.update(p.update, &sent)
	p.id = sent.Press.ID
	c.presses = append(c.presses, p)
	if n, ok := suggested(p.key); ok && p.action == askKey {
		c.asked[who.ID] = append(c.asked[who.ID], question{updates: []int64{p.update}, press: p.id, keepers: []int{n}})
	}
}

var keeperOn = regexp.MustCompile(`Keeper [A-Za-z]+(\d+)`)

// suggested returns the keeper that a button asks for.
func suggested(k key) (int, bool) {
	found := keeperOn.FindStringSubmatch(k.label)
	if found == nil {
		return 0, false
	}
	n, err := strconv.Atoi(found[1])
	return n, err == nil
}

// isNew reports whether a button asks for somebody whom nobody has asked for in the chat.
func (c *crowd) isNew(chat int64, k key) bool {
	n, ok := suggested(k)
	return ok && !slices.ContainsFunc(c.asked[chat], func(q question) bool { return slices.Contains(q.keepers, n) })
}

// refused returns the ids of the presses that did nothing. A suggestion below an answer that is replaced meanwhile is none any more.
func (c *crowd) refused() map[string]bool {
	ids := make(map[string]bool)
	for _, p := range c.api.Pressed() {
		if strings.HasPrefix(p.Toast, refusal) {
			ids[p.ID] = true
		}
	}
	return ids
}

// missing names what nobody has done yet, or not with success.
func (c *crowd) missing() (list []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	worked, done := make(map[string]bool), make(map[byte]bool)
	for _, p := range c.api.Pressed() {
		worked[p.ID] = p.Answered && !strings.HasPrefix(p.Toast, refusal)
	}
	for _, p := range c.presses {
		done[p.action] = done[p.action] || worked[p.id]
	}
	for action, what := range map[byte]string{
		stopKey: "stopping", openKey: "opening a passage", viewKey: "leafing", closeKey: "closing a passage", judgeKey: "feedback",
		askKey: "asking a suggestion",
	} {
		if !done[action] {
			list = append(list, what)
		}
	}
	for i, when := range []string{"before", "while", "after"} {
		if c.edits[i] == 0 {
			list = append(list, "changing a question "+when+" it is answered")
		}
	}
	return list
}

// unanswered counts the presses that the bot has still to answer.
func (c *crowd) unanswered() (n int) {
	for _, p := range c.api.Pressed() {
		if !p.Answered {
			n++
		}
	}
	return n
}

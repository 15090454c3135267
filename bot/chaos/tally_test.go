//go:build chaos

package chaos_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"articlebot/bot/playground"
)

// tally is what stands on the screens.
type tally struct {
	asked, answered, lost, twice, disordered, orphans int
	// stopped are the questions that end with the notice of that.
	stopped int
	// stale answers are to a question as it was before it was changed; astray ones are not where the one before stood; below
	// mislabeled ones there are not the buttons that belong there; running ones can still be stopped.
	stale, astray, running int
	mislabeled, strange    []string
}

// String names the figures.
func (t tally) String() string {
	return fmt.Sprintf("questions %d, answered %d, lost %d, duplicate finals %d, out of order %d, orphan placeholders %d",
		t.asked, t.answered, t.lost, t.twice, t.disordered, t.orphans)
}

// broken names the promises that are broken.
func (t tally) broken() []string {
	var list []string
	for _, b := range []struct {
		n    int
		what string
	}{
		{t.lost, "questions without an answer"}, {t.twice, "duplicate finals"}, {t.disordered, "out of order"},
		{t.stale, "answers to what a question was before"}, {t.astray, "answers not where the one before stood"},
		{t.running, "answers that never end"},
		{len(t.mislabeled), fmt.Sprintf("answers without their own buttons: %q", t.mislabeled)},
		{len(t.strange), fmt.Sprintf("other messages: %q", t.strange)},
	} {
		if b.n > 0 {
			list = append(list, fmt.Sprint(b.n, " ", b.what))
		}
	}
	return list
}

// What a message of the bot can be.
const (
	other       = iota
	placeholder // nothing of an answer is there yet
	answer
	notice // of having been stopped
	window // shows a passage
)

// reading is what a message of the bot says.
type reading struct {
	kind   int
	keeper string // whom an answer is about
	said   int    // how often it says the sentence
	// running says that there is the button that stops it.
	running bool
	// keys are the buttons that the bot made.
	keys []key
}

func read(m playground.Message) reading {
	r := reading{keys: keysOf(m)}
	if !m.FromBot {
		return r
	}
	has := func(action byte) bool {
		return slices.ContainsFunc(r.keys, func(k key) bool { return k.action == action })
	}
	r.running = has(stopKey)
	body, _, _ := strings.Cut(m.Text, "\n\nSources\n")
	switch name := named(body); {
	case has(closeKey):
		r.kind = window
	case body == "…" || strings.HasSuffix(body, "Reading the article…"):
		r.kind = placeholder
	case name != "":
		r.kind, r.keeper, r.said = answer, name, strings.Count(body, "Keeper "+name+" lit lamp")
	case body == "Stopped.":
		r.kind = notice
	}
	return r
}

var keeperIn = regexp.MustCompile(`Keeper (\w+) (?:lit lamp|light)`)

// named returns the first keeper that a question or an answer names.
func named(text string) string {
	if found := keeperIn.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	return ""
}

// account is what the bot's messages say about a keeper together.
type account struct {
	said    int
	first   int64 // message
	running bool
	owner   int64 // the update whose buttons there are
}

// tally looks for the answers to questions.
func (c *crowd) tally(questions map[int64][]question) tally {
	var sum tally
	refused := c.refused()
	for chat, asked := range questions {
		asked = slices.DeleteFunc(slices.Clone(asked), func(q question) bool { return refused[q.press] })
		c.tallyChat(&sum, chat, asked)
	}
	return sum
}

// tallyChat looks for the sentence of each keeper that was asked for: so often as it was to be said, in the order of the
// questions, and nothing besides but placeholders, passages, and a notice for each question that was stopped.
func (c *crowd) tallyChat(sum *tally, chat int64, asked []question) {
	accounts, notices := c.accounts(sum, chat)
	last := int64(0)
	for _, q := range asked {
		sum.asked++
		a := accounts[keeper(q.keepers[len(q.keepers)-1])]
		if a.said == 0 && q.stopped && notices > 0 {
			notices--
			sum.stopped++
			sum.answered++
			continue
		}
		c.judge(sum, q, a)
		for _, n := range q.keepers[:len(q.keepers)-1] {
			sum.stale += min(1, accounts[keeper(n)].said)
		}
		// A question that was changed before its turn waits for another one.
		if a.said == 0 || len(q.keepers) > 1 {
			continue
		}
		if a.first < last {
			sum.disordered++
		}
		last = a.first
	}
	sum.twice += notices
}

// judge says how a question was answered.
func (c *crowd) judge(sum *tally, q question, a account) {
	want := times(q.keepers[len(q.keepers)-1])
	switch {
	case a.running:
		sum.running++
		return
	case c.quotes && a.said == 1, q.stopped && a.said > 0 && a.said < want:
	case a.said < want:
		sum.lost++
		return
	case a.said > want:
		sum.twice++
		return
	}
	sum.answered++
	if q.place != 0 && a.first != q.place {
		sum.astray++
	}
	if a.owner != q.updates[len(q.updates)-1] {
		sum.mislabeled = append(sum.mislabeled, fmt.Sprintf("%d below that to %d", a.owner, q.updates))
	}
}

// accounts sums up what the bot says in a chat, and counts the notices.
func (c *crowd) accounts(sum *tally, chat int64) (accounts map[string]account, notices int) {
	accounts = make(map[string]account)
	for _, m := range c.api.Screen(chat).Messages {
		r := read(m)
		switch {
		case !m.FromBot || r.kind == window:
		case r.kind == placeholder:
			sum.orphans++
		case r.kind == notice:
			notices++
			if r.running {
				sum.running++
			}
		case r.kind == answer:
			a := accounts[r.keeper]
			if a.said == 0 {
				a.first = m.ID
			}
			a.said += r.said
			a.running = a.running || r.running
			if len(r.keys) > 0 {
				a.owner = r.keys[0].of
			}
			accounts[r.keeper] = a
		default:
			sum.strange = append(sum.strange, m.Text)
		}
	}
	return accounts, notices
}

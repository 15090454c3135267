//go:build chaos

package chaos_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// crowd is a number of people who each ask one question after the other in their own chats.
type crowd struct {
	t     *testing.T
	api   *playground.Server
	chats int
	every time.Duration
	// quotes says that an answer may be the article's own sentence instead of the model's.
	quotes bool
	// lively people also change their questions, and press buttons.
	lively bool

	mu      sync.Mutex
	asked   map[int64][]question // by chats, in order
	presses []press
	edits   [afterwards + 1]int // by when they came
}

// question is something that a person wants to know.
type question struct {
	updates []int64 // which ask it: a message or a press, then changes of the message
	message int64   // the person's; 0 where a button asks
	press   string  // of that button
	keepers []int   // that it is about: the latest is what counts
	place   int64   // the message that had an answer when it was changed, 0 for none
	stopped bool    // the person has pressed the button for that
}

// When a question is changed.
const (
	beforehand = iota // before there is anything of an answer
	meanwhile
	afterwards
)

func newCrowd(t *testing.T, api *playground.Server, chats int, every time.Duration) *crowd {
	return &crowd{t: t, api: api, chats: chats, every: every, asked: make(map[int64][]question)}
}

// ask has everybody ask until ctx ends.
func (c *crowd) ask(ctx context.Context) {
	var all sync.WaitGroup
	for i := range c.chats {
		all.Go(func() { c.person(ctx, int64(1001+i)) })
	}
	all.Wait()
}

// patience is how many unanswered questions a person leaves it at.
const patience = 3

// How often people press a button, and one more, how often they change a question, and how soon at the mean.
const (
	pressing = 0.5
	changing = 0.3
	soon     = 800 * time.Millisecond
)

// waiting is how many questions of a chat are not answered.
func (c *crowd) waiting(chat int64) int {
	sum := c.tally(map[int64][]question{chat: c.questions()[chat]})
	return sum.asked - sum.answered
}

func (c *crowd) person(ctx context.Context, id int64) {
	who := playground.Person{ID: id, FirstName: "P", LanguageCode: "en"}
	ideas := slices.DeleteFunc(rand.Perm(keepers), isHead)
	for len(ideas) > 1 && rest(ctx, time.Duration(float64(c.every)*(0.5+rand.Float64()))) {
		c.fiddle(who)
		if c.waiting(id) >= patience {
			continue
		}
		c.say(who, ideas[0])
		ideas = ideas[1:]
		if c.lively && rand.Float64() < changing && rest(ctx, time.Duration(rand.ExpFloat64()*float64(soon))) {
			c.fiddle(who)
			c.edit(who, ideas[0])
			ideas = ideas[1:]
		}
	}
}

// fiddle has a lively person press buttons, one after the other or none.
func (c *crowd) fiddle(who playground.Person) {
	for c.lively && rand.Float64() < pressing {
		c.press(who)
	}
}

// rest waits, and reports whether ctx has not ended.
func rest(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func wording(n int) string { return fmt.Sprintf("Which lamp did Keeper %s light?", keeper(n)) }

// say has somebody ask about a keeper.
func (c *crowd) say(who playground.Person, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := c.api.Do(playground.Say{By: who, Text: wording(n)})[0]
	var sent struct {
		Message struct {
			ID int64 `json:"message_id"`
		}
	}
	c.update(id, &sent)
	c.asked[who.ID] = append(c.asked[who.ID], question{updates: []int64{id}, message: sent.Message.ID, keepers: []int{n}})
}

// recent is how many of their questions people think of changing.
const recent = 4

// edit has somebody make one of the last questions ask about another keeper; each state of the answer is as likely as another.
func (c *crowd) edit(who playground.Person, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	messages := c.api.Screen(who.ID).Messages
	var choices [afterwards + 1][]*question
	for i, found := len(c.asked[who.ID])-1, 0; i >= 0 && found < recent; i-- {
		q := &c.asked[who.ID][i]
		if q.message != 0 {
			found++
			when := q.phase(messages)
			choices[when] = append(choices[when], q)
		}
	}
	when := rand.IntN(len(choices))
	for len(choices[when]) == 0 {
		when = (when + 1) % len(choices)
	}
	q := choices[when][rand.IntN(len(choices[when]))]
	q.keep(messages)
	c.edits[when]++
	id := c.api.Do(playground.Edit{By: who, Message: q.message, Text: wording(n)})[0]
	q.updates, q.keepers = append(q.updates, id), append(q.keepers, n)
}

// phase says how far the answer to a question has got, which a person can see.
func (q *question) phase(messages []playground.Message) int {
	when := beforehand
	for _, m := range messages {
		r := read(m)
		switch {
		case r.running && slices.Contains(q.updates, r.keys[0].of):
			return meanwhile
		case r.kind == answer && r.keeper == q.keeper():
			when = afterwards
		}
	}
	return when
}

// keep notes where an answer to a question stands, where the next one is to stand then.
func (q *question) keep(messages []playground.Message) {
	for _, m := range messages {
		r := read(m)
		about := slices.ContainsFunc(q.keepers, func(n int) bool { return r.kind == answer && r.keeper == keeper(n) })
		if about && q.place == 0 {
			q.place = m.ID
		}
	}
}

// keeper is whom a question is about.
func (q *question) keeper() string { return keeper(q.keepers[len(q.keepers)-1]) }

// update reads an update that was made.
func (c *crowd) update(id int64, into any) {
	if err := json.Unmarshal(c.api.Update(id), into); err != nil {
		c.t.Errorf("update %d: %v", id, err)
	}
}

// questions returns what was asked so far.
func (c *crowd) questions() map[int64][]question {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := maps.Clone(c.asked)
	for chat, list := range all {
		all[chat] = slices.Clone(list)
	}
	return all
}

// settle waits until everything is answered, or nothing more has been for d.
func (c *crowd) settle(d time.Duration) tally {
	last, since := -1, time.Now()
	for {
		sum, pending := c.tally(c.questions()), c.unanswered()
		if done := sum.answered - pending; done != last {
			last, since = done, time.Now()
		}
		if sum.answered == sum.asked && pending == 0 || time.Since(since) > d {
			return sum
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// waits is how long each question's final answer took, from when it was asked: the person's n-th message is answered by what
// names the same keeper.
func (c *crowd) waits() []time.Duration {
	var all []time.Duration
	for chat := range c.questions() {
		begun := make(map[string]time.Time)
		for _, m := range c.api.Screen(chat).Messages {
			name := named(m.Text)
			at, asked := begun[name]
			switch {
			case name == "":
			case !m.FromBot:
				begun[name] = m.At[0]
			case asked:
				all = append(all, m.At[len(m.At)-1].Sub(at))
				delete(begun, name)
			}
		}
	}
	return all
}

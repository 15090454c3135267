//go:build chaos

package chaos_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// keepers is how many keepers the article names.
const keepers = 600

// keeper returns a name that no other contains.
func keeper(n int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for i, rest := 0, n; i < 4; i++ {
		b.WriteByte(consonants[rest%len(consonants)])
		b.WriteByte(vowels[(rest/len(consonants)+i)%len(vowels)])
		rest = rest*7/3 + 11*i
	}
	name := b.String()
	return strings.ToUpper(name[:1]) + name[1:] + fmt.Sprintf("%03d", n)
}

// article is about all of them.
func article() string {
	var b strings.Builder
	b.WriteString("# The Keepers of the Lamps\n")
	for n := range keepers {
		b.WriteString("\n" + sentence(keeper(n), n) + "\n")
	}
	return b.String()
}

// crowd is a number of people who each ask one question after the other in their own chats.
type crowd struct {
	t     *testing.T
	api   *playground.Server
	chats int
	every time.Duration
	// quotes says that an answer may be the article's own sentence instead of the model's.
	quotes bool

	mu    sync.Mutex
	asked map[int64][]int // the keepers that each chat asked for, in order
}

func newCrowd(t *testing.T, api *playground.Server, chats int, every time.Duration) *crowd {
	return &crowd{t: t, api: api, chats: chats, every: every, asked: make(map[int64][]int)}
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

// waiting is how many questions of a chat are not answered.
func (c *crowd) waiting(chat int64) int {
	sum := c.tally(map[int64][]int{chat: c.questions()[chat]})
	return sum.asked - sum.answered
}

func (c *crowd) person(ctx context.Context, id int64) {
	who := playground.Person{ID: id, FirstName: "P", LanguageCode: "en"}
	for _, n := range rand.Perm(keepers) {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Duration(float64(c.every) * (0.5 + rand.Float64()))):
		}
		if c.waiting(id) >= patience {
			continue
		}
		c.mu.Lock()
		c.asked[id] = append(c.asked[id], n)
		c.mu.Unlock()
		c.api.Do(playground.Say{By: who, Text: fmt.Sprintf("Which lamp did Keeper %s light?", keeper(n))})
	}
}

// tally is what stands on the screens.
type tally struct {
	asked, answered, lost, twice, disordered, orphans int
	strange                                           []string
}

// String names the figures.
func (t tally) String() string {
	return fmt.Sprintf("questions %d, answered %d, lost %d, duplicate finals %d, out of order %d, orphan placeholders %d",
		t.asked, t.answered, t.lost, t.twice, t.disordered, t.orphans)
}

// questions returns what was asked so far.
func (c *crowd) questions() map[int64][]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.asked)
}

// tally looks for the answers to questions.
func (c *crowd) tally(questions map[int64][]int) tally {
	var sum tally
	for chat, asked := range questions {
		c.tallyChat(&sum, chat, asked)
	}
	return sum
}

// tallyChat looks for the sentence of each keeper that was asked for: so often as it was to be said, in the order of the
// questions, and nothing besides but placeholders.
func (c *crowd) tallyChat(sum *tally, chat int64, asked []int) {
	said, first := make(map[string]int), make(map[string]int64)
	for _, m := range c.api.Screen(chat).Messages {
		if !m.FromBot {
			continue
		}
		body, _, _ := strings.Cut(m.Text, "\n\nSources\n")
		name := named(body)
		switch {
		case body == "Reading the article…" || body == "…":
			sum.orphans++
		case name != "":
			said[name] += strings.Count(body, "Keeper "+name+" lit lamp")
			if first[name] == 0 {
				first[name] = m.ID
			}
		default:
			sum.strange = append(sum.strange, m.Text)
		}
	}
	last := int64(0)
	for _, n := range asked {
		name, want := keeper(n), 1
		if n%7 == 0 {
			want = long
		}
		sum.asked++
		switch {
		case said[name] == 0:
			sum.lost++
			continue
		case c.quotes && said[name] == 1:
			sum.answered++
		case said[name] < want:
			sum.lost++
		case said[name] > want:
			sum.twice++
		default:
			sum.answered++
		}
		if first[name] < last {
			sum.disordered++
		}
		last = first[name]
	}
}

var keeperIn = regexp.MustCompile(`Keeper (\w+) (?:lit lamp|light)`)

// named returns the first keeper that a question or an answer names.
func named(text string) string {
	if found := keeperIn.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	return ""
}

// settle waits until everything is answered, or nothing more has been for d.
func (c *crowd) settle(d time.Duration) tally {
	last, since := -1, time.Now()
	for {
		sum := c.tally(c.questions())
		if sum.answered != last {
			last, since = sum.answered, time.Now()
		}
		if sum.answered == sum.asked || time.Since(since) > d {
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

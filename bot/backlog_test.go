package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
)

// TestFaultT22BacklogIsTakenFirstAndThenAnswered has ten thousand updates of a thousand people wait for the bot, or six hundred
// under the race detector, which is slow: those of all but thirty people are too old.
func TestFaultT22BacklogIsTakenFirstAndThenAnswered(t *testing.T) {
	const each = 10
	people := 1000
	if isRace {
		people = 60
	}
	old := people - 30
	asker := &counted{asker: takes(time.Second)}
	inStillWorld(t, asker, func(w *world) {
		write := func(from, to int) {
			for n := range each {
				var acts []playground.Act
				for i := from; i < to; i++ {
					acts = append(acts, playground.Say{By: w.person(int64(5000 + i)), Text: fmt.Sprintf("question %d", n)})
				}
				w.api.Do(acts...)
			}
		}
		write(0, old)
		time.Sleep(time.Hour)
		write(old, people)
		w.boot()
		// All of it is on disk, and confirmed, before much of it is replied to.
		err := w.api.Await(w.Context(), func() bool { return len(w.api.Unconfirmed()) == 0 })
		if err != nil {
			w.Fatal(err)
		}
		if n := len(w.api.Calls("sendMessage")); n > people {
			w.Errorf("%d messages were sent before all was taken", n)
		}
		w.settle(3 * time.Minute)
		for i := range people {
			screen := w.screen(int64(5000 + i))[each:]
			want := []string{"bot: I was away for a while..."}
			if i >= old {
				want = []string{"bot: re: question 0", "bot: re: question 1", "bot: re: question 2", "bot: re: question 3",
					"bot: That was too much at once..."}
			}
			if !slices.EqualFunc(screen, want, isLine) {
				w.Fatalf("person %d sees %q", i, screen)
			}
		}
		if n := asker.asked(); n != 4*(people-old) {
			w.Errorf("the model was asked %d times", n)
		}
	}, func(o *bot.Options) { o.MaxAge = 15 * time.Minute })
}

// TestFaultT23FloodLeavesOthersAlone has one person write a thousand messages within ten seconds, while others ask.
func TestFaultT23FloodLeavesOthersAlone(t *testing.T) {
	alone, beside := waits(t, 0), waits(t, 100)
	slices.Sort(alone)
	slices.Sort(beside)
	p95 := len(alone) * 95 / 100
	if alone[p95] < time.Second || beside[p95] > 2*alone[p95] {
		t.Errorf("others wait %v beside the flood, and %v without it", beside[p95], alone[p95])
	}
}

// waits returns how long 40 people wait for their answers while Alice writes so many messages a second.
func waits(t *testing.T, flood int) (all []time.Duration) {
	t.Helper()
	const people, seconds = 40, 10
	inWorld(t, takes(time.Second), func(w *world) {
		for second := range seconds {
			var texts []string
			for i := range flood {
				texts = append(texts, fmt.Sprintf("flood %d.%d", second, i))
			}
			w.say(alice, texts...)
			for i := second; i < people; i += seconds {
				w.say(int64(3000+i), "A quiet question")
			}
			w.settle(time.Second)
		}
		w.settle(time.Minute)
		for i := range int64(people) {
			w.sees(3000+i, "person: A quiet question", "bot: re: A quiet question")
			screen := w.api.Screen(3000 + i).Messages
			all = append(all, screen[1].At[1].Sub(screen[0].At[0]))
		}
		// She gets an answer at times, and is told once for each time that her messages are left out.
		said := slices.DeleteFunc(w.screen(alice), func(line string) bool { return strings.HasPrefix(line, "person: ") })
		if flood > 0 && (len(said) < 5 || len(said) > 30) {
			w.Errorf("the flood got %d messages", len(said))
		}
	})
	return all
}

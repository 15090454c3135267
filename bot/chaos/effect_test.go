//go:build chaos

package chaos_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"articlebot/bot/playground"
	"articlebot/bot/store"
)

// refusal is what a button says that does nothing any more.
const refusal = "This button has expired."

// log keeps when things happened.
type log struct {
	mu      sync.Mutex
	deaths  []time.Time            // of processes
	answers map[string][]time.Time // to presses, by their ids
}

// died notes the end of a process.
func (l *log) died() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.deaths = append(l.deaths, time.Now())
}

// hear notes a call. It is a rule of the Bot API that finds nothing wrong.
func (l *log) hear(c playground.Call) string {
	if !strings.EqualFold(c.Method, "answerCallbackQuery") {
		return ""
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.answers == nil {
		l.answers = make(map[string][]time.Time)
	}
	id := c.Params["callback_query_id"]
	l.answers[id] = append(l.answers[id], time.Now())
	return ""
}

// slack is how long a request may be under way that a process sent before it died.
const slack = 500 * time.Millisecond

// between reports whether a process died between two times.
func (l *log) between(a, b time.Time) bool {
	return slices.ContainsFunc(l.deaths, func(d time.Time) bool { return d.After(a) && d.Before(b) })
}

// repeated counts the answers to a press that follow another: those by whoever took over from a process that died, and others.
func (l *log) repeated(id string) (after, others int) {
	times := l.answers[id]
	for i := 1; i < len(times); i++ {
		if l.between(times[i-1].Add(-slack), times[i]) {
			after++
		} else {
			others++
		}
	}
	return after, others
}

// effects is what came of presses.
type effects struct {
	c *crowd
	l *log
	// stored looks an answer up.
	stored func(context.Context, int64) (store.Answer, error)

	toasts   map[string]string
	done     map[byte]int // presses that were not refused, by what they do
	revived  int          // those of buttons from before a kill
	repeated int          // answers that came again after a kill
	spare    int          // windows that no answer knows of
	changed  map[int64]bool
	problems []string
}

// check looks at the presses of the crowd, each after the one before.
func (e *effects) check(ctx context.Context) {
	e.toasts, e.done, e.changed = make(map[string]string), make(map[byte]int), make(map[int64]bool)
	for _, p := range e.c.api.Pressed() {
		e.toasts[p.ID] = p.Toast
		if !p.Answered {
			e.report("the press %q is not answered", p.Data)
		}
	}
	for _, list := range e.c.questions() {
		for _, q := range list {
			for _, id := range q.updates[:len(q.updates)-1] {
				e.changed[id] = true
			}
		}
	}
	answers := make(map[int64][]press)
	for _, p := range e.c.presses {
		e.count(p)
		answers[p.of] = append(answers[p.of], p)
	}
	windows := e.windows()
	for of, presses := range answers {
		if !e.changed[of] {
			e.checkWindow(of, presses, windows[of])
			e.checkFeedback(ctx, of, presses)
		}
	}
}

func (e *effects) report(format string, args ...any) {
	e.problems = append(e.problems, fmt.Sprintf(format, args...))
}

// refused reports whether a press did nothing.
func (e *effects) refused(p press) bool { return strings.HasPrefix(e.toasts[p.id], refusal) }

// count counts a press, which is answered once by each process that works on it. What stands below a finished answer works until
// that is replaced.
func (e *effects) count(p press) {
	after, others := e.l.repeated(p.id)
	e.repeated += after
	if others > 0 {
		e.report("a press of %q was answered %d times more", p.label, others)
	}
	if e.refused(p) {
		if slices.Contains([]byte{openKey, judgeKey, askKey}, p.action) && !e.changed[p.of] {
			e.report("%q was refused", p.label)
		}
		return
	}
	e.done[p.action]++
	if e.l.between(p.made, p.at) {
		e.revived++
	}
}

// passageWindow is a message that shows a passage.
type passageWindow struct {
	message int64
	spot    int // what a button to show the same has as its number
	sure    bool
}

// windows returns the messages that show passages, by the answers that those belong to.
func (e *effects) windows() map[int64][]passageWindow {
	all := make(map[int64][]passageWindow)
	for chat := range e.c.questions() {
		for _, m := range e.c.api.Screen(chat).Messages {
			r := read(m)
			if r.kind != window {
				continue
			}
			w := passageWindow{message: m.ID}
			for _, k := range r.keys {
				switch k.label {
				case "‹":
					w.spot, w.sure = k.arg+1, true
				case "›":
					w.spot, w.sure = k.arg-1, true
				}
			}
			all[r.keys[0].of] = append(all[r.keys[0].of], w)
		}
	}
	return all
}

// checkWindow compares the passage that an answer shows with the last one that was asked for. A message may have come twice when
// the program was killed; the later one counts.
func (e *effects) checkWindow(of int64, presses []press, windows []passageWindow) {
	want, open := 0, false
	for _, p := range presses {
		switch {
		case p.action == closeKey && e.refused(p) && len(e.l.answers[p.id]) > 1:
			return // it may have been closed before the kill
		case e.refused(p):
		case p.action == openKey, p.action == viewKey:
			want, open = p.arg, true
		case p.action == closeKey:
			open = false
		}
	}
	switch {
	case !open:
		e.spare += len(windows)
	case len(windows) == 0:
		e.report("the passage of answer %d is not shown", of)
	default:
		e.spare += len(windows) - 1
		if w := windows[len(windows)-1]; w.sure && w.spot != want {
			e.report("answer %d shows passage %d, not %d", of, w.spot, want)
		}
	}
}

// checkFeedback compares the feedback that is stored, and the one that is marked, with the last press.
func (e *effects) checkFeedback(ctx context.Context, of int64, presses []press) {
	var last *press
	for _, p := range presses {
		if p.action == judgeKey && !e.refused(p) {
			last = &p
		}
	}
	if last == nil {
		return
	}
	a, err := e.stored(ctx, of)
	if err != nil || int(a.Feedback) != last.arg {
		e.report("the feedback for answer %d is %d, not %d (%v)", of, a.Feedback, last.arg, err)
	}
	for _, m := range e.c.api.Screen(last.chat).Messages {
		for _, k := range keysOf(m) {
			marked := strings.HasSuffix(k.label, "✓")
			good := strings.HasPrefix(k.label, "👍")
			if k.of == of && k.action == judgeKey && marked != (good && last.arg > 0 || !good && last.arg < 0) {
				e.report("%q stands below answer %d, whose feedback is %d", k.label, of, last.arg)
			}
		}
	}
}

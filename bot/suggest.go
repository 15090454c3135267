package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"articlebot/bot/store"
	"articlebot/rag"
)

// maxSuggestions is how many questions are offered below an answer.
const maxSuggestions = 2

// suggest returns questions to ask next: those of the answer where it has some, else those of the article that were not asked
// before, going on where the answer's last source stands.
func (h *handler) suggest(a rag.Answer, r store.Record) []string {
	if len(a.Suggestions) > 0 {
		return a.Suggestions[:min(len(a.Suggestions), maxSuggestions)]
	}
	questions := h.offers.all(rag.Audience{Lang: a.Lang, Script: a.Script})
	asked := []string{r.Question}
	for _, t := range r.History {
		asked = append(asked, t.Question)
	}
	var next []string
	from := after(questions, r.Citations)
	for _, q := range slices.Concat(questions[from:], questions[:from]) {
		if len(next) < maxSuggestions && !slices.Contains(asked, q.Question) {
			next = append(next, q.Question)
		}
	}
	return next
}

// after returns where the questions begin that come after the last one about the section that an answer cites last.
func after(questions []rag.Suggested, citations []store.Citation) int {
	if len(citations) == 0 {
		return 0
	}
	section := citations[len(citations)-1].Section
	for i := len(questions) - 1; i >= 0; i-- {
		if q := questions[i]; section != "" && (q.Section == section || strings.Contains(q.Question, section)) {
			return i + 1
		}
	}
	return 0
}

// pressAsk asks one of the questions that are offered, as if the person had written it. Such a press waits in the chat's lane for its
// turn, as questions do.
func (h *handler) pressAsk(ctx context.Context, k *task, p *press, a store.Answer, i int) error {
	if i < 0 || i >= len(a.Suggestions) {
		return h.refusePress(ctx, k, p)
	}
	m := *p.Message
	m.From, m.Text = p.From, a.Suggestions[i]
	k.chosen = m.Text
	r, err := h.store.Reply(ctx, k.ID)
	if err != nil {
		return stored(err)
	}
	switch {
	case r.State != store.Unsent:
		return h.question(ctx, k, &m, r)
	case !h.access.access().AllowsIn(p.Message.Chat.ID, p.From.ID):
		return h.refusePress(ctx, k, p)
	case k.Excess:
		return h.answerPress(ctx, k, p, textOf(k.t.busy))
	case k.Stopped:
		return h.answerPress(ctx, k, p, "")
	case h.isStale(k):
		return h.answerPress(ctx, k, p, textOf(k.t.stale))
	}
	if err := h.answerPress(ctx, k, p, ""); err != nil {
		return err
	}
	return h.question(ctx, k, &m, r)
}

// asks returns the message that an update asks with, nil where it asks nothing: that which a person wrote, or that with the button
// that asks a question.
func (u update) asks() *message {
	if m := u.message(); m != nil && m.From != nil {
		return m
	}
	if u.Press == nil || u.Press.Message == nil {
		return nil
	}
	if c, _, ok := parseCallback(u.Press.Data); !ok || c.action != actAsk {
		return nil
	}
	m := *u.Press.Message
	m.From, m.Text = u.Press.From, ""
	return &m
}

// start says what the bot answers about, and offers questions. Buttons know their question by its place in what is kept of the
// message, so that one that is sent again, after a stop, offers the same as before.
func (h *handler) start(ctx context.Context, k *task, m *message, _ string) error {
	about := h.about[k.t.tongue.lang()]
	var err error
	if about.Examples, err = h.examples(ctx, k); err != nil {
		return err
	}
	b := body{text: welcome(k.t, about) + h.groupNote(k, m), html: true}
	if len(about.Examples) > 0 {
		err := h.disk.insist(ctx, func(ctx context.Context) error { return h.store.Offer(ctx, k.Job, about.Examples) })
		if err != nil {
			return err
		}
		sign, err := h.buttons.at(ctx, k.ID, place{chat: k.Chat, person: k.User}, time.Now())
		if err != nil {
			return err
		}
		b.keyboard = questionKeys(about.Examples, sign)
	}
	return h.send(ctx, k, b)
}

// examples returns the questions that a message offers: those that it was sent with before, else those that are offered now.
func (h *handler) examples(ctx context.Context, k *task) ([]string, error) {
	before, err := h.store.Answer(ctx, k.ID)
	switch {
	case err == nil && before.Chat == k.Chat && before.Question == "":
		return before.Suggestions, nil
	case err != nil && !errors.Is(err, store.ErrNoAnswer):
		return nil, stored(err)
	}
	return h.offers.examples(k.t.tongue), nil
}

// linked returns what a message asks: one with a link's "/start q_2" asks the second of the description's examples. Links stand
// where the bot cannot change them, so they count those that never change for an article, whatever is offered now.
func (h *handler) linked(k *task, m *message) *message {
	c, ok := parseCommand(m.Text)
	if !ok || c.name != "start" || !c.isFor(h.username) {
		return m
	}
	number, ok := strings.CutPrefix(c.args, "q_")
	examples := h.about[k.t.tongue.lang()].Examples
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || n > len(examples) {
		return m
	}
	asks := *m
	asks.Text, k.chosen = examples[n-1], examples[n-1]
	return &asks
}

package bot

import (
	"context"
	"slices"
)

// order is a command that people can give.
type order struct {
	name string
	// may reports whether the command does something for a person; nil means that it does for everybody. Only then is it in the
	// list of /help.
	may func(h *handler, person int64) bool
	// lasting marks what changes, or tells, what is kept of a person: it is done however long it has waited, and however much else
	// waits.
	lasting bool
	// about describes it in a line.
	about func(t phrases) string
	run   func(h *handler, ctx context.Context, k *task, m *message, args string) error
}

// forAdmins is an order that is listed for the admins only and refused to everybody else.
func forAdmins(o order) order {
	run := o.run
	o.may = (*handler).isAdmin
	o.run = func(h *handler, ctx context.Context, k *task, m *message, args string) error {
		if !h.isAdmin(m.From.ID) {
			return h.say(ctx, k, k.t.admin.denied)
		}
		return run(h, ctx, k, m, args)
	}
	return o
}

// orders are the commands in the order in which they are listed.
func orders() []order {
	return []order{
		{name: "start", about: func(t phrases) string { return t.commands.start }, run: (*handler).start},
		{name: "help", about: func(t phrases) string { return t.commands.help }, run: (*handler).help},
		{name: "ask", about: func(t phrases) string { return t.commands.ask }, run: (*handler).explainAsk},
		{name: "compare", about: func(t phrases) string { return t.commands.compare }, run: (*handler).explainCompare},
		{name: "summary", about: func(t phrases) string { return t.commands.summary }, run: (*handler).explainAsk},
		{name: "search", may: (*handler).maySearch, about: func(t phrases) string { return t.commands.search }, run: (*handler).search},
		{name: "stop", lasting: true, about: func(t phrases) string { return t.commands.stop }, run: (*handler).stopAll},
		{name: "sources", about: func(t phrases) string { return t.answer.about }, run: (*handler).tellSources},
		{name: "reset", lasting: true, about: func(t phrases) string { return t.commands.reset }, run: (*handler).reset},
		{name: "model", lasting: true, may: (*handler).maySwitch, about: func(t phrases) string { return t.commands.model }, run: (*handler).switchModel},
		{name: "lang", lasting: true, about: func(t phrases) string { return t.commands.lang }, run: (*handler).speak},
		{name: "forget", lasting: true, about: func(t phrases) string { return t.commands.forget }, run: (*handler).forget},
		{name: "privacy", lasting: true, about: func(t phrases) string { return t.commands.privacy }, run: (*handler).tellPrivacy},
		{name: "about", about: func(t phrases) string { return t.commands.about }, run: (*handler).tellAbout},
		forAdmins(order{name: "usage", about: func(t phrases) string { return t.commands.usage }, run: (*handler).tellUsage}),
		forAdmins(order{name: "stats", about: func(t phrases) string { return t.commands.stats }, run: (*handler).tellStats}),
		forAdmins(order{name: "reload", about: func(t phrases) string { return t.commands.reload }, run: (*handler).reload}),
		forAdmins(order{name: "who", about: func(t phrases) string { return t.commands.who }, run: (*handler).tellWho}),
		{name: "pair", may: isHidden, about: func(t phrases) string { return t.access.paired }, run: (*handler).explainPair},
	}
}

// command runs a command. One that is unknown, or meant for another bot, gets the help: the person wants something.
func (h *handler) command(ctx context.Context, k *task, m *message, c command) error {
	all := orders()
	i := slices.IndexFunc(all, func(o order) bool { return o.name == c.name })
	if i < 0 || !c.isFor(h.username) {
		return h.say(ctx, k, k.t.unknown+"\n\n"+h.helpFor(k, m))
	}
	return all[i].run(h, ctx, k, m, c.args)
}

func (h *handler) maySwitch(person int64) bool {
	return h.access.access().MaySwitch(person) && len(h.models.Profiles()) > 0
}

func (h *handler) isAdmin(person int64) bool { return h.access.access().isAdmin(person) }

func (h *handler) help(ctx context.Context, k *task, m *message, _ string) error {
	return h.say(ctx, k, h.helpFor(k, m))
}

// helpFor returns the help for the person who wrote m: it lists the commands that do something for that person.
func (h *handler) helpFor(k *task, m *message) string {
	text := k.t.help + "\n"
	for _, o := range h.ordersOf(m.From.ID) {
		text += "\n/" + o.name + " " + escape(o.about(k.t))
	}
	return text
}

// ordersOf are the commands that do something for a person.
func (h *handler) ordersOf(person int64) []order {
	return slices.DeleteFunc(orders(), func(o order) bool { return o.may != nil && !o.may(h, person) })
}

// stopAll says that what was asked before is not answered any more: that was seen to when the command was taken.
func (h *handler) stopAll(ctx context.Context, k *task, _ *message, _ string) error {
	return h.say(ctx, k, k.t.stopping)
}

// reset forgets what was said before.
func (h *handler) reset(ctx context.Context, k *task, m *message, _ string) error {
	if err := h.store.DropTurns(ctx, dialogue(m)); err != nil {
		return stored(err)
	}
	return h.say(ctx, k, k.t.reset)
}

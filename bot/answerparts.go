package bot

import (
	"fmt"
	"strings"

	"articlebot/bot/store"
	"articlebot/rag"
)

// final is an answer as it is to be shown: with the question where the chat does not show that, and with what there is to say about
// the profile that was missing and about a file that nobody read. It has no parts where a reader would see nothing of the answer.
func (h *handler) final(k *task, m *message, a rag.Answer, missing string) store.Final {
	f := store.Final{Text: a.Text, Turn: &store.Turn{Question: m.Text, Answer: a.Text}, Thread: m.topic()}
	html := render(k.t, a)
	if html == "" {
		return f
	}
	var head string
	if k.chosen != "" {
		head = quoted(k.chosen)
	}
	var tail []string
	if missing != "" {
		tail = append(tail, fmt.Sprintf(k.t.in(a.Lang).model.gone, escape(missing)))
	}
	if m.Caption != "" {
		tail = append(tail, "<i>"+k.t.in(a.Lang).group.attached+"</i>")
	}
	f.Parts = split(head+strings.Join(append([]string{html}, tail...), "\n\n"), maxUnits)
	if rich := h.rich(k, a, f.Parts); rich != "" {
		f.Rich = strings.TrimSpace(head) + rich
		for _, text := range tail {
			f.Rich += "<p>" + text + "</p>"
		}
	}
	return f
}

// rich is the answer as a rich message, where those are used and its parts are one.
func (h *handler) rich(k *task, a rag.Answer, parts []string) string {
	if len(parts) != 1 || !h.out.rich.on() {
		return ""
	}
	return renderRich(k.t, a)
}

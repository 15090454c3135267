package bot

import (
	"context"
	"fmt"
	"strings"
)

// maxListed is how many ids /who lists of each kind.
const maxListed = 50

// tellWho tells an admin who may use the bot.
func (h *handler) tellWho(ctx context.Context, k *task, _ *message, _ string) error {
	t := k.t.admin
	rule, head := h.access.access(), t.closed
	if rule.Open {
		head = t.open
	}
	return h.say(ctx, k, joinNonEmpty("\n\n", head,
		t.list(t.admins, rule.Admins), t.list(t.users, rule.Users), t.list(t.chats, rule.Chats)))
}

// list puts ids below their number, where there are any.
func (t adminPhrases) list(title string, ids []int64) string {
	if len(ids) == 0 {
		return ""
	}
	lines := []string{fmt.Sprintf(title, len(ids))}
	for _, id := range ids[:min(len(ids), maxListed)] {
		lines = append(lines, fmt.Sprintf("• <code>%d</code>", id))
	}
	if more := len(ids) - maxListed; more > 0 {
		lines = append(lines, fmt.Sprintf(t.more, more))
	}
	return strings.Join(lines, "\n")
}

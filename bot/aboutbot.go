package bot

import (
	"context"
	"fmt"
	"strings"
)

// tellAbout says what the program is, where its article stands, and whose data it uses.
func (h *handler) tellAbout(ctx context.Context, k *task, _ *message, _ string) error {
	t := k.t.info
	blocks := []string{strings.TrimSpace(fmt.Sprintf(t.version, escape(h.version))), t.only}
	if a := h.about[k.t.tongue.lang()]; a.URL != "" {
		blocks = append(blocks, fmt.Sprintf(t.article, escape(a.URL)))
	}
	return h.say(ctx, k, strings.Join(append(blocks, t.licence), "\n\n"))
}

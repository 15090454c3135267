package bot

import "context"

// forget deletes all that is kept of a person, if that is what the person confirms. The update that asks for it goes as well:
// what is left to do with it then needs nothing of it.
func (h *handler) forget(ctx context.Context, k *task, m *message, args string) error {
	if !isYes(args) {
		return h.say(ctx, k, k.t.info.confirm)
	}
	err := h.disk.insist(ctx, func(ctx context.Context) error { return h.store.Forget(ctx, m.From.ID) })
	if err != nil {
		return err
	}
	h.log.Info("a person was forgotten, as that person asked", "update", k.ID)
	return h.say(ctx, k, k.t.info.forgotten)
}

// isYes reports whether a word confirms.
func isYes(word string) bool {
	switch foldName(word) {
	case "yes", "y", "是", "是的", "好", "确定", "确认", "確定", "確認":
		return true
	}
	return false
}

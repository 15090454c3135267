package bot

import "context"

// reload has the configuration read again. What comes of it is told to the admins by whoever reads it.
func (h *handler) reload(ctx context.Context, k *task, m *message, _ string) error {
	if h.reread == nil {
		return h.say(ctx, k, k.t.admin.fixed)
	}
	if err := h.say(ctx, k, k.t.admin.reloading); err != nil {
		return err
	}
	h.log.Info("an admin has the configuration read again", "user", m.From.ID)
	h.reread()
	return nil
}
